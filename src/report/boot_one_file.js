  function bytesFromBase64(text) {
    var binary = atob(text);
    var bytes = new Uint8Array(binary.length);
    for (var i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
    return bytes;
  }

  function unpacked(element) {
    var packed = bytesFromBase64(element.textContent);
    var stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream, { headers: { "Content-Type": "application/wasm" } });
  }

  // The first picture comes before the program; a page that nobody sees has no pictures.
  function painted() {
    return new Promise(function (resolve) {
      requestAnimationFrame(function () {
        setTimeout(resolve);
      });
      setTimeout(resolve, 100);
    });
  }

  function start() {
    return painted().then(begin);
  }

  function begin() {
    var run = program();
    if (typeof DecompressionStream !== "function") throw new Error("no DecompressionStream");
    var pack = document.getElementById("furrow-pack");
    var first = document.getElementById("furrow-first");
    if (first) window.furrowFirst = unpacked(first).arrayBuffer();
    // The rest of the file is still being read; the program takes its second part from here.
    window.furrowEngine = parsed().then(function () {
      var engine = document.getElementById("furrow-engine");
      return engine && unpacked(engine);
    });
    var parts = [unpacked(document.getElementById("furrow-wasm")).arrayBuffer(), unpacked(pack).text()];
    return Promise.all(parts).then(function (parts) {
      // The program reads the data as text, and packs what is open then when it saves.
      pack.textContent = parts[1];
      return run({ module_or_path: parts[0] });
    });
  }
