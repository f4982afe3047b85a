// Runs before the measured page and looks on: from choosing a file to its columns, in ms.
//
// `ABOUT` stands above this script. A heart beats every few milliseconds: what keeps it from
// beating keeps the page from answering. Other libraries say themselves when they are ready and
// what they found; Furrow marks its columns, and what it shows is read from the page.
(() => {
  if (window !== top) return;
  const BEAT_MILLIS = 4;
  const PATIENCE_MILLIS = 60000;
  // What comes late may still block the page.
  const REST_MILLIS = 400;
  const later = () => {
    let resolve;
    const promise = new Promise((call) => (resolve = call));
    return { promise, resolve };
  };
  const ready = later();
  const done = later();
  const seen = { columns: null, shown: null, gap: 0, task: 0, found: null, cancel: null, failure: null };
  let begin = null;
  let ended = false;
  let last = 0;
  let cancelAfter = null;
  let wasReading = false;

  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      if (begin !== null && startTime + duration > begin) seen.task = Math.max(seen.task, duration);
    }
  }).observe({ type: "longtask" });

  addEventListener("change", ({ target }) => {
    if (begin !== null || target.type !== "file") return;
    begin = last = performance.now();
    setTimeout(beat, BEAT_MILLIS);
  }, true);

  function beat() {
    const now = performance.now();
    seen.gap = Math.max(seen.gap, now - last - BEAT_MILLIS);
    last = now;
    if (!ended && now - begin > PATIENCE_MILLIS) fail("nothing came of it in a minute");
    if (!ended && ABOUT.title !== null) look(now);
    setTimeout(beat, BEAT_MILLIS);
  }

  // Furrow's page.
  function look(now) {
    const isReading = document.querySelector(".said:not(.quiet) .button") !== null;
    wasReading ||= isReading;
    if (cancelAfter !== null) return lookForCancel(now, isReading);
    const mark = performance.getEntriesByName("furrow-columns").find(({ startTime }) => startTime >= begin);
    if (mark) seen.columns ??= mark.startTime - begin;
    if (document.querySelector("h1")?.textContent === ABOUT.title && document.querySelector(".file-panel")) {
      ended = true;
      // The end of the frame that shows it.
      requestAnimationFrame(() => scheduler.postTask(() => {
        seen.shown = performance.now() - begin;
        seen.found = columnsShown();
        finish();
      }, { priority: "user-blocking" }));
    } else if (wasReading && !isReading) {
      const told = document.querySelector(".notice li");
      if (told) fail(told.textContent);
    }
  }

  // A click that has to wait for the page counts from when the hand made it.
  function lookForCancel(now, isReading) {
    const asked = begin + cancelAfter;
    if (now < asked) return;
    if (seen.cancel === null && isReading) {
      document.querySelector(".said .button").click();
      seen.cancel = { told: false };
    } else if (seen.cancel !== null && !isReading) {
      seen.cancel = { told: true, millis: performance.now() - asked };
      if (document.querySelector("h1")?.textContent === ABOUT.title) return fail("it was read all the same");
      finish();
    } else if (wasReading && !isReading) fail("it was read before Cancel");
  }

  function columnsShown() {
    const rows = [...document.querySelectorAll(".file-panel table.data tbody tr")];
    const cells = rows.map((row) => [...row.children].map((cell) => cell.textContent.trim()));
    const counted = [...document.querySelectorAll("[data-rows]")].map((one) => one.dataset.rows);
    const notes = [...document.querySelectorAll(".table-note")].map((one) => one.textContent);
    return { cells, counted, notes };
  }

  function fail(why) {
    seen.failure = String(why);
    finish();
  }

  function finish() {
    ended = true;
    setTimeout(() => done.resolve(seen), REST_MILLIS);
  }

  const settled = () => document.documentElement?.dataset.ready === "true";
  if (ABOUT.title !== null) {
    const wait = setInterval(() => {
      if (settled()) {
        clearInterval(wait);
        ready.resolve(true);
      }
    }, 20);
  }
  const api = {
    whenReady: ready.promise,
    whenDone: done.promise,
    seen,
    cancelAfter: (millis) => (cancelAfter = millis),
    // What the pages of other libraries call.
    ready: () => ready.resolve(true),
    fail,
    done(found) {
      seen.columns = seen.shown = performance.now() - begin;
      seen.found = found;
      finish();
    },
  };
  Object.defineProperty(window, "furrowReading", { value: api });
})();
