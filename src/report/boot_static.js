  var root = document.documentElement;

  function restore() {
    var shown = document.querySelectorAll("#app, #app *");
    for (var i = 0; i < shown.length; i++) {
      if (!("furrowStatic" in shown[i])) continue;
      var before = shown[i].furrowStatic;
      if (before) shown[i].parentNode.replaceChild(before, shown[i]);
      else shown[i].parentNode.removeChild(shown[i]);
      return true;
    }
    return false;
  }

  // The static report stays, or comes back, with a sentence that says why nothing can be changed.
  // Once the program has set data-ready, the page is its own.
  function showStatic(error) {
    if (root.hasAttribute("data-static") || root.hasAttribute("data-ready")) return;
    root.setAttribute("data-static", "");
    // What has come alive knows what stood there; something alive may stand in its place again.
    while (restore());
    // The program's own last word says that nothing can be read any more.
    var failed = document.getElementById("furrow-failed");
    if (failed) failed.parentNode.removeChild(failed);
    var notice = document.createElement("p");
    notice.className = "static-notice";
    notice.setAttribute("role", "status");
    notice.textContent = root.getAttribute("data-static-notice") || "";
    document.body.insertBefore(notice, document.body.firstChild);
    if (window.console) console.warn("Furrow shows the static report: " + error);
  }

  // A trap ends the program after it has begun to draw.
  function isTrap(error) {
    return typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError;
  }
  window.addEventListener("error", function (event) {
    if (isTrap(event.error)) showStatic(event.error);
  });
  window.addEventListener("unhandledrejection", function (event) {
    if (isTrap(event.reason)) showStatic(event.reason);
  });

  function parsed() {
    return new Promise(function (resolve) {
      // Deferred scripts run between "interactive" and the event.
      if (document.readyState !== "loading" && typeof wasm_bindgen === "function") resolve();
      document.addEventListener("DOMContentLoaded", resolve);
      window.addEventListener("load", resolve);
    });
  }

  function program() {
    if (typeof WebAssembly !== "object") throw new Error("no WebAssembly");
    if (typeof wasm_bindgen !== "function") throw new Error("the program's script did not run");
    return wasm_bindgen;
  }
