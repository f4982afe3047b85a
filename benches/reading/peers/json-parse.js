// What the browser has itself, and a loop.
onFile(async (file) => {
  const columns = new Columns();
  for (const row of JSON.parse(await file.text())) {
    columns.add(row.县代码, row.省, row.县, row.年份, row.指标, row.数值 ?? NaN, row.单位);
  }
  return columns.aggregate();
});
