  function start() {
    var config = JSON.parse(document.getElementById("furrow-config").textContent);
    return program()({ module_or_path: config.wasm });
  }
