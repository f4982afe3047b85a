// Runs before the measured page and looks on: when is a chart painted, when does a hover answer?
//
// `PAGE` stands above this script. Once a frame it moves a pointer over the chart, as a hand would;
// right after the frame it looks at what has been painted. All times are ms since navigation start.
(() => {
  if (window !== top) return;
  const times = { chart: null, hover: null };
  const shifts = [];
  const stages = watchStages();
  const painted = watchCanvases();
  new PerformanceObserver((list) => {
    for (const { startTime, value, sources } of list.getEntries()) {
      const ofTip = sources.every(({ node }) => node instanceof Element && node.closest(PAGE.tip));
      shifts.push({ at: startTime, value, ofTip, moved: sources.map(movement) });
    }
  }).observe({ type: "layout-shift", buffered: true });

  let finish;
  const whenDone = new Promise((resolve) => (finish = resolve));
  Object.defineProperty(window, "furrowBench", { value: { whenDone, times, stages } });
  requestAnimationFrame(frame);

  let nFrames = 0;
  function frame() {
    if (times.chart !== null && times.hover === null) move(chart());
    // Runs before any other task, so it sees what this frame shows.
    scheduler.postTask(look, { priority: "user-blocking" });
  }

  function look() {
    const now = performance.now();
    if (times.chart === null && chart()) times.chart = now;
    if (times.chart !== null && times.hover === null && isTipShown()) times.hover = now;
    if (times.hover === null) requestAnimationFrame(frame);
    // What comes late may still move the page.
    else setTimeout(done, PAGE.rest_millis);
  }

  function done() {
    const fcp = performance.getEntriesByName("first-contentful-paint")[0];
    readTimings();
    const late = shifts.filter(({ at }) => at >= times.chart);
    finish({
      ...times,
      fcp: fcp ? fcp.startTime : null,
      // A tooltip that jumps is a fault too, but not one of opening.
      shift: late.reduce((sum, { value, ofTip }) => sum + (ofTip ? 0 : value), 0),
      moved: late.flatMap(({ at, moved }) => moved.map((what) => `${Math.round(at)} ms: ${what}`)),
      stages,
    });
  }

  function movement({ node, previousRect: from, currentRect: to }) {
    const name = node && (node.id || node.className || node.nodeName);
    const area = (rect) => `${rect.x},${rect.y} ${rect.width}×${rect.height}`;
    return `${name} from ${area(from)} to ${area(to)}`;
  }

  // The chart's drawing: an svg with a line, or a canvas that was drawn upon, large enough, in the window.
  function chart() {
    for (const one of document.querySelectorAll(PAGE.chart)) {
      const box = one.getBoundingClientRect();
      const isLarge = box.width >= 300 && box.height >= 150;
      const aimY = box.top + box.height * PAGE.aim[1];
      const isSeen = aimY >= 0 && aimY < innerHeight && one.checkVisibility();
      const isDrawn = one.localName === "canvas" ? painted.has(one) : one.querySelector("path");
      if (isLarge && isSeen && isDrawn) return one;
    }
    return null;
  }

  function isTipShown() {
    const options = { opacityProperty: true, visibilityProperty: true };
    return [...document.querySelectorAll(PAGE.tip)].some((tip) => {
      const box = tip.getBoundingClientRect();
      return box.width > 0 && box.height > 0 && /\d/.test(tip.textContent) && tip.checkVisibility(options);
    });
  }

  function move(over) {
    if (!over) return;
    const box = over.getBoundingClientRect();
    // A pointer that rests sends nothing.
    const clientX = box.left + box.width * PAGE.aim[0] + (nFrames++ % 2);
    const clientY = box.top + box.height * PAGE.aim[1];
    const target = document.elementFromPoint(clientX, clientY);
    if (!target) return;
    const about = { bubbles: true, cancelable: true, composed: true, view: window, clientX, clientY };
    const pointer = { ...about, pointerType: "mouse", isPrimary: true };
    for (const type of ["pointerover", "pointerenter", "pointermove"]) {
      target.dispatchEvent(new PointerEvent(type, pointer));
    }
    for (const type of ["mouseover", "mousemove"]) target.dispatchEvent(new MouseEvent(type, about));
  }

  // Canvases on which something was drawn.
  function watchCanvases() {
    const drawn = new WeakSet();
    const context = CanvasRenderingContext2D.prototype;
    for (const name of ["stroke", "fill", "drawImage"]) {
      const own = context[name];
      context[name] = function (...args) {
        drawn.add(this.canvas);
        return own.apply(this, args);
      };
    }
    return drawn;
  }

  // What Furrow does until it is ready.
  function watchStages() {
    const seen = {};
    const wrap = (owner, name, before, after) => {
      const own = owner[name];
      owner[name] = function (...args) {
        before();
        const promise = own.apply(this, args);
        promise.then(after, () => {});
        return promise;
      };
    };
    const at = (name) => () => (seen[name] = performance.now());
    const compiled = () => {
      at("compiled")();
      // The live page begins with an element.
      const own = Document.prototype.createElement;
      Document.prototype.createElement = function (...args) {
        at("opened")();
        Document.prototype.createElement = own;
        return own.apply(this, args);
      };
    };
    wrap(WebAssembly, "instantiateStreaming", () => {}, compiled);
    wrap(WebAssembly, "instantiate", at("program"), compiled);
    return seen;
  }

  function readTimings() {
    const end = (kind) => {
      const found = performance.getEntriesByType("resource").filter(({ name }) => kind.test(name));
      return found.length ? Math.max(...found.map((one) => one.responseEnd)) : undefined;
    };
    stages.program ??= end(/page-[^/]*\.wasm$/);
    stages.data = end(/\.(csv|json)$/);
    stages.live = performance.getEntriesByName("furrow-ready")[0]?.startTime;
  }
})();
