// By columns, the fastest way it has.
import { parquetRead } from "hyparquet";

onFile(async (file) => {
  const texts = {};
  for (const name of ["县代码", "省", "县", "指标", "单位"]) texts[name] = new Array(N_ROWS);
  const numbers = { 年份: new Int32Array(N_ROWS), 数值: new Float64Array(N_ROWS) };
  let n = 0;
  await parquetRead({
    file: { byteLength: file.size, slice: (from, to) => file.slice(from, to).arrayBuffer() },
    onChunk({ columnName, columnData, rowStart }) {
      const [text, number] = [texts[columnName], numbers[columnName]];
      for (let idx = 0; idx < columnData.length; idx++) {
        const cell = columnData[idx];
        if (text) text[rowStart + idx] = cell;
        else number[rowStart + idx] = cell ?? NaN;
      }
      n = Math.max(n, rowStart + columnData.length);
    },
  });
  return { ...aggregateOf(numbers.数值, n), n_counties: new Set(texts.县代码).size };
});
