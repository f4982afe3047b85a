// Typed columns, filled row by row, and the aggregate over them. Each text is kept once: that is
// faster than a million strings of their own, and takes half the memory.
class Texts {
  constructor() {
    this.codes = new Int32Array(N_ROWS);
    this.places = new Map();
    this.last = null;
    this.place = 0;
  }

  add(row, text) {
    if (text !== this.last) {
      this.last = text;
      let place = this.places.get(text);
      if (place === undefined) this.places.set(text, (place = this.places.size));
      this.place = place;
    }
    this.codes[row] = this.place;
  }
}

class Columns {
  constructor() {
    this.n = 0;
    this.code = new Texts();
    this.province = new Texts();
    this.county = new Texts();
    this.year = new Int32Array(N_ROWS);
    this.indicator = new Texts();
    this.value = new Float64Array(N_ROWS);
    this.unit = new Texts();
  }

  // A missing value is NaN.
  add(code, province, county, year, indicator, value, unit) {
    const n = this.n++;
    this.code.add(n, code);
    this.province.add(n, province);
    this.county.add(n, county);
    this.year[n] = year;
    this.indicator.add(n, indicator);
    this.value[n] = value;
    this.unit.add(n, unit);
  }

  aggregate() {
    return { ...aggregateOf(this.value, this.n), n_counties: this.code.places.size };
  }
}

function aggregateOf(values, n) {
  let [n_missing, sum, least, most] = [0, 0, Infinity, -Infinity];
  for (let idx = 0; idx < n; idx++) {
    const value = values[idx];
    if (value !== value) n_missing++;
    else {
      sum += value;
      if (value < least) least = value;
      if (value > most) most = value;
    }
  }
  return { n_rows: n, n_missing, sum, least, most };
}

// Reads the file that is chosen; `read` gives the aggregate.
function onFile(read) {
  document.querySelector("input").addEventListener("change", async ({ target }) => {
    try {
      furrowReading.done(await read(target.files[0]));
    } catch (error) {
      furrowReading.fail(error);
    }
  });
  furrowReading.ready();
}
