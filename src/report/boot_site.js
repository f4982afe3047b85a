  function start() {
    var config = JSON.parse(document.getElementById("furrow-config").textContent);
    var run = program();
    // The program takes its second part from here; a server may not know what it is.
    if (config.engine) {
      window.furrowEngine = fetch(config.engine).then(function (response) {
        if (!response.ok) throw new Error(config.engine + ": " + response.status);
        return new Response(response.body, { headers: { "Content-Type": "application/wasm" } });
      });
      window.furrowEngine.catch(showStatic);
    }
    return run({ module_or_path: config.wasm });
  }
