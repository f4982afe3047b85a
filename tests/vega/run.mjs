// Writes cases.json: what Vega-Lite 6.5.0 and Vega 6.4.0 make of the steps in steps.json.
// TZ=UTC node tests/vega/run.mjs <a folder of node modules with vega and vega-lite>
import {readFileSync, writeFileSync} from 'node:fs';
import {pathToFileURL} from 'node:url';

const modules = pathToFileURL(process.argv[2] + '/');
const vega = await import(new URL('vega/build/vega.module.js', modules));
const lite = await import(new URL('vega-lite/build/index.js', modules));
const here = new URL('.', import.meta.url);
const {tables, cases} = JSON.parse(readFileSync(new URL('steps.json', here)));
const plain = (cell) =>
  cell instanceof Date ? cell.toISOString().slice(0, 10)
  : cell === undefined || (typeof cell === 'number' && !Number.isFinite(cell)) ? null
  : cell;
const rows = (name) => {
  const [head, ...body] = tables[name];
  return body.map((row) => Object.fromEntries(head.map((field, idx) => [field, row[idx]])));
};

const out = [];
for (const {name, table, transform, encoding} of cases) {
  const steps = structuredClone(transform ?? []);
  for (const step of steps) {
    const data = step.from?.data;
    if (data) step.from.data = {values: rows(data.name), name: data.name};
  }
  const spec = {
    data: {values: rows(table), ...(table === 'days' && {format: {parse: {t: 'date'}}})},
    transform: steps,
    mark: 'point',
    encoding: encoding ?? {},
  };
  const {spec: compiled} = lite.compile(spec, {logger: vega.logger(vega.Error)});
  const view = new vega.View(vega.parse(compiled), {renderer: 'none'});
  await view.runAsync();
  const from = compiled.marks[0]?.from?.data ?? compiled.data.at(-1).name;
  const made = view.data(from) ?? [];
  const columns = [...new Set(made.flatMap((row) => Object.keys(row)))].filter((c) => !c.startsWith('_impute'));
  const expected = made.map((row) => columns.map((column) => plain(row[column])));
  out.push(JSON.stringify({name, table, transform, encoding, columns, expected}));
}
writeFileSync(new URL('cases.json', here), `[\n${out.join(',\n')}\n]\n`);
