  // The server may not know what WebAssembly is.
  function fetched(address) {
    return fetch(address).then(function (response) {
      if (!response.ok) throw new Error(address + ": " + response.status);
      return new Response(response.body, { headers: { "Content-Type": "application/wasm" } });
    });
  }

  // This runs while the page is still being read, so that the program compiles meanwhile.
  function start() {
    if (typeof WebAssembly !== "object") throw new Error("no WebAssembly");
    var config = JSON.parse(document.getElementById("furrow-config").textContent);
    var compiled = WebAssembly.compileStreaming(fetched(config.wasm));
    compiled.catch(showStatic);
    if (config.first) {
      window.furrowFirst = fetch(config.first).then(function (response) {
        return response.ok ? response.arrayBuffer() : new ArrayBuffer(0);
      });
    }
    // The program takes its second part from here.
    if (config.engine) {
      window.furrowEngine = fetched(config.engine);
      window.furrowEngine.catch(showStatic);
    }
    return parsed().then(function () {
      return program()({ module_or_path: compiled });
    });
  }
