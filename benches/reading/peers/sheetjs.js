// In its dense form, the faster one.
onFile(async (file) => {
  const book = XLSX.read(await file.arrayBuffer(), { dense: true });
  const sheet = book.Sheets[book.SheetNames[0]];
  const rows = sheet["!data"] ?? sheet;
  const columns = new Columns();
  for (let idx = 1; idx < rows.length; idx++) {
    const [code, province, county, year, indicator, value, unit] = rows[idx];
    columns.add(code.v, province.v, county.v, year.v, indicator.v, value?.v ?? NaN, unit.v);
  }
  return columns.aggregate();
});
