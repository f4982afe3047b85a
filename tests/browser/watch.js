// Runs before every page: keeps what the browser tells about itself, for `finish`.
(() => {
  const seen = { violations: [], errors: [], shifts: [] };
  Object.defineProperty(window, "furrowSeen", { value: seen });
  addEventListener("securitypolicyviolation", (event) => {
    seen.violations.push(`${event.effectiveDirective}: ${event.blockedURI}`);
  });
  addEventListener("error", (event) => seen.errors.push(String(event.message)), true);
  addEventListener("unhandledrejection", (event) => seen.errors.push(String(event.reason)));
  const name = (node) => node && (node.id || node.className || node.nodeName);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.hadRecentInput) continue;
      const moved = entry.sources.map((source) => {
        const { previousRect: from, currentRect: to } = source;
        return `${name(source.node)} ${from.top}+${from.height} to ${to.top}+${to.height}`;
      });
      seen.shifts.push({ value: entry.value, at: entry.startTime, moved });
    }
  }).observe({ type: "layout-shift", buffered: true });
})();
