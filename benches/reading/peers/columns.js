// Typed columns, filled row by row, and the aggregate over them.
class Columns {
  constructor() {
    this.n = 0;
    this.code = [];
    this.province = [];
    this.county = [];
    this.year = new Int32Array(1 << 16);
    this.indicator = [];
    this.value = new Float64Array(1 << 16);
    this.unit = [];
  }

  // A missing value is NaN.
  add(code, province, county, year, indicator, value, unit) {
    const n = this.n++;
    if (n === this.value.length) {
      const [years, values] = [this.year, this.value];
      (this.year = new Int32Array(2 * n)).set(years);
      (this.value = new Float64Array(2 * n)).set(values);
    }
    this.code.push(code);
    this.province.push(province);
    this.county.push(county);
    this.year[n] = year;
    this.indicator.push(indicator);
    this.value[n] = value;
    this.unit.push(unit);
  }

  aggregate() {
    return { ...aggregateOf(this.value, this.n), n_counties: new Set(this.code).size };
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
