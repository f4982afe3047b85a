  function bytesFromBase64(text) {
    var binary = atob(text);
    var bytes = new Uint8Array(binary.length);
    for (var i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
    return bytes;
  }

  function start() {
    var run = program();
    if (typeof DecompressionStream !== "function") throw new Error("no DecompressionStream");
    var packed = bytesFromBase64(document.getElementById("furrow-wasm").textContent);
    var stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).arrayBuffer().then(function (bytes) {
      return run({ module_or_path: bytes });
    });
  }
