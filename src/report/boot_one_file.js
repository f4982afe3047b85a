  function bytesFromBase64(text) {
    var binary = atob(text);
    var bytes = new Uint8Array(binary.length);
    for (var i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
    return bytes;
  }

  function unpacked(element) {
    var packed = bytesFromBase64(element.textContent);
    return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip")));
  }

  function start() {
    var run = program();
    if (typeof DecompressionStream !== "function") throw new Error("no DecompressionStream");
    var pack = document.getElementById("furrow-pack");
    var parts = [unpacked(document.getElementById("furrow-wasm")).arrayBuffer(), unpacked(pack).text()];
    return Promise.all(parts).then(function (parts) {
      // The program reads the data as text, and packs what is open then when it saves.
      pack.textContent = parts[1];
      return run({ module_or_path: parts[0] });
    });
  }
