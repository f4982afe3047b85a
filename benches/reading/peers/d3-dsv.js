// By rows, the fastest way it has; nothing is kept of a row but its columns.
onFile(async (file) => {
  const columns = new Columns();
  d3.csvParseRows(await file.text(), (row, idx) => {
    if (idx > 0) columns.add(row[0], row[1], row[2], +row[3], row[4], row[5] === "" ? NaN : +row[5], row[6]);
  });
  return columns.aggregate();
});
