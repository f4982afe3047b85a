// Draws every chart of some reports with Vega-Lite from the spec as Furrow decided it, and compares
// with what Furrow drew: the marks of each kind, their places within 0.5 px, domains and ticks.
// TZ=UTC node tests/vega/agree.mjs MODULES FURROW REPORT…
//   MODULES  a folder of node modules with vega and vega-lite
//   FURROW   the command
// Differences that are meant stand in differences.json with their reason; one that is not there,
// and one there that is gone, end with exit code 1.
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {resolve} from 'node:path';
import {pathToFileURL} from 'node:url';

const [modulesPath, furrow, ...reports] = process.argv.slice(2);
const modules = pathToFileURL(resolve(modulesPath) + '/');
const vega = await import(new URL('vega/build/vega.module.js', modules));
const lite = await import(new URL('vega-lite/build/index.js', modules));
const known = JSON.parse(readFileSync(new URL('differences.json', import.meta.url)));
const TOLERANCE = 0.5;

const scene = (report, chart, form) =>
  JSON.parse(execFileSync(furrow, ['scene', report, '--chart', chart, form, '--width', '720'], {maxBuffer: 1 << 28}));

const chartsOf = (report) => {
  const document = JSON.parse(readFileSync(`${report}/datapackage.json`));
  const blocks = document['furrow:report'].sections.flatMap((section) => section.blocks);
  return blocks.flatMap((block) => (block.chart ? [block.chart.id] : []));
};

// What Vega drew of data within one panel.
function drawn(group, isTick) {
  const out = {bar: [], point: [], line: []};
  const visit = (mark) => {
    if (mark.role?.startsWith('axis') || mark.role?.startsWith('legend') || mark.role?.startsWith('title')) return;
    const items = mark.items ?? [];
    if (mark.marktype === 'group') {
      for (const item of items) (item.items ?? []).forEach(visit);
    } else if (mark.marktype === 'rect') {
      for (const item of items) {
        if (isTick) out.point.push([item.x + item.width / 2, item.y + item.height / 2]);
        else out.bar.push([item.x, item.y, item.x + (item.width ?? 0), item.y + (item.height ?? 0)]);
      }
    } else if (mark.marktype === 'symbol') {
      for (const item of items) out.point.push([item.x, item.y]);
    } else if (mark.marktype === 'line') {
      if (items.length) out.line.push(items.filter((item) => item.defined !== false).map((item) => [item.x, item.y]));
    } else if (mark.marktype === 'area') {
      const vertices = items.filter((item) => item.defined !== false);
      if (items.length) out.line.push(vertices.map((item) => [item.x, item.y, item.y2 ?? item.y + (item.height ?? 0)]));
    }
  };
  (group.items ?? []).forEach(visit);
  return out;
}

// The same of Furrow's panel.
function noted(panel) {
  const out = {bar: [], point: [], line: []};
  for (const mark of panel.marks) {
    if (mark.mark === 'bar' || mark.mark === 'rect') {
      const [x, x2] = [mark.x, mark.x2].sort((a, b) => a - b);
      const [y, y2] = [mark.y, mark.y2].sort((a, b) => a - b);
      out.bar.push([x, y, x2, y2]);
    } else if (mark.vertices) {
      out.line.push(mark.vertices.map((v) => (v.y2 === undefined ? [v.x, v.y] : [v.x, v.y, v.y2])));
    } else if (mark.mark === 'target') {
      out.point.push([mark.x2 ?? mark.x, mark.y2 ?? mark.y]);
    } else {
      out.point.push([mark.x, mark.y]);
    }
  }
  return out;
}

const order = (a, b) => {
  const [p, q] = [a, b].map((mark) => mark.flat());
  for (let idx = 0; idx < Math.min(p.length, q.length); idx += 1) {
    if (Math.abs(p[idx] - q[idx]) > 2 * TOLERANCE) return p[idx] - q[idx];
  }
  return p.length - q.length;
};

function compare(kind, ours, theirs, tolerance = TOLERANCE) {
  if (ours.length !== theirs.length) return `${ours.length} ${kind}s, Vega-Lite has ${theirs.length}`;
  [ours, theirs] = [ours, theirs].map((marks) => [...marks].sort(order));
  for (const [idx, mark] of ours.entries()) {
    const [p, q] = [mark.flat(), theirs[idx].flat()];
    if (p.length !== q.length) return `a ${kind} of ${p.length} places, Vega-Lite has ${q.length}`;
    const far = p.findIndex((place, at) => !(Math.abs(place - q[at]) <= tolerance));
    if (far >= 0) return `a ${kind} at ${p.map((n) => n.toFixed(1))}, Vega-Lite has it at ${q.map((n) => n.toFixed(1))}`;
  }
  return null;
}

// The ticks of Vega's axes, as [horizontal, vertical] lists of places.
function ticks(group) {
  const out = {x: [], y: []};
  for (const mark of group.items ?? []) {
    if (mark.role !== 'axis') continue;
    const axis = mark.items[0];
    const which = axis.orient === 'bottom' || axis.orient === 'top' ? 'x' : 'y';
    const visit = (part) => {
      if (part.role === 'axis-label') {
        for (const item of part.items) out[which].push([which === 'x' ? item.x : item.y]);
      } else if (part.marktype === 'group') {
        for (const item of part.items) (item.items ?? []).forEach(visit);
      }
    };
    (axis.items ?? []).forEach(visit);
  }
  return out;
}

const differences = new Map();
let nCharts = 0;
let nMarks = 0;
for (const report of reports) {
  for (const chart of chartsOf(report)) {
    nCharts += 1;
    const say = (text) => text && differences.set(`${chart}: ${text.replace(/[-\d.,]+/g, '#')}`, text);
    const ours = scene(report, chart, '--json');
    const expanded = scene(report, chart, '--expanded');
    const {spec} = lite.compile(expanded, {logger: vega.logger(vega.Error)});
    const view = new vega.View(vega.parse(spec), {renderer: 'none'});
    await view.runAsync();
    const isTick = JSON.stringify(expanded).includes('"type":"tick"');
    const root = view.scenegraph().root.items[0];
    const panels = ours.panels.length === 1 ? [root]
      : root.items.filter((mark) => mark.marktype === 'group' && /concat_\d+_group$/.test(mark.name ?? '')).map((mark) => mark.items[0]);
    if (panels.length !== ours.panels.length) {
      say(`${ours.panels.length} panels, Vega-Lite has ${panels.length}`);
      continue;
    }
    for (const [idx, panel] of ours.panels.entries()) {
      const [a, b] = [noted(panel), drawn(panels[idx], isTick)];
      for (const kind of ['bar', 'point', 'line']) {
        nMarks += a[kind].length;
        say(compare(kind, a[kind], b[kind]));
      }
      const theirs = ticks(panels[idx]);
      for (const which of ['x', 'y']) {
        say(compare(`tick of ${which}`, panel[which].ticks.map((tick) => [tick.at]), theirs[which], 1));
      }
    }
  }
}
let nWrong = 0;
for (const [key, text] of differences) {
  if (known[key]) continue;
  nWrong += 1;
  console.error(`not listed: ${key}\n            ${text}`);
}
for (const key of Object.keys(known)) {
  if (differences.has(key)) continue;
  nWrong += 1;
  console.error(`listed, but gone: ${key}`);
}
console.log(`${nCharts} charts with ${nMarks} marks: ${differences.size} differences, ${nWrong} of them not as listed`);
process.exitCode = nWrong ? 1 : 0;
