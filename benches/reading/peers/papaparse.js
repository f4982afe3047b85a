// In its worker, by portions of the file.
onFile((file) => new Promise((resolve, reject) => {
  const columns = new Columns();
  let isHead = true;
  Papa.parse(file, {
    worker: true,
    skipEmptyLines: true,
    chunk({ data }) {
      for (const row of data) {
        if (isHead) isHead = false;
        else columns.add(row[0], row[1], row[2], +row[3], row[4], row[5] === "" ? NaN : +row[5], row[6]);
      }
    },
    complete: () => resolve(columns.aggregate()),
    error: reject,
  });
}));
