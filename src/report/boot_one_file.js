  // The first picture comes before the program; a page that nobody sees has no pictures.
  function painted() {
    return new Promise(function (resolve) {
      requestAnimationFrame(function () {
        setTimeout(resolve);
      });
      setTimeout(resolve, 100);
    });
  }

  function textOf(id) {
    var element = document.getElementById(id);
    return element ? element.textContent : "";
  }

  // What is packed tightly takes a while, which must not keep the reader waiting.
  function unpackedAside(text) {
    return new Promise(function (resolve, reject) {
      function here() {
        try {
          resolve(furrowUnpacked(text));
        } catch (error) {
          reject(error);
        }
      }
      // gzip is the browser's own work.
      if (furrowBytes(text.slice(0, 2))[0] === 31) return here();
      try {
        var script = textOf("furrow-unpack") +
          "\nonmessage = function (event) {" +
          "\n  var bytes = furrowLzma(furrowBytes(event.data));" +
          "\n  postMessage(bytes, [bytes.buffer]);\n};\n";
        var url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
        var worker = new Worker(url);
        var end = function () {
          worker.terminate();
          URL.revokeObjectURL(url);
        };
        worker.onmessage = function (event) {
          end();
          resolve(new Response(event.data, { headers: { "Content-Type": "application/wasm" } }));
        };
        worker.onerror = function (event) {
          event.preventDefault();
          end();
          here();
        };
        worker.postMessage(text);
      } catch (error) {
        here();
      }
    });
  }

  function start() {
    return painted().then(begin);
  }

  function begin() {
    if (typeof WebAssembly !== "object") throw new Error("no WebAssembly");
    if (typeof DecompressionStream !== "function") throw new Error("no DecompressionStream");
    var first = textOf("furrow-first");
    if (first) window.furrowFirst = furrowUnpacked(first).arrayBuffer();
    var compiled = WebAssembly.compileStreaming(furrowUnpacked(textOf("furrow-wasm")));
    compiled.catch(showStatic);
    var started = furrowUnpacked(textOf("furrow-glue-packed")).text().then(function (glue) {
      // The policy knows this script by its hash.
      var script = document.createElement("script");
      script.id = "furrow-glue";
      script.textContent = glue;
      document.body.appendChild(script);
      return program()({ module_or_path: compiled });
    });
    // The rest of the file is still being read, and the first charts come alive before it.
    var read = started.then(parsed).then(function () {
      return new Promise(function (resolve) {
        setTimeout(resolve);
      });
    });
    // The program takes its second part and the data from here.
    window.furrowEngine = read.then(function () {
      return unpackedAside(textOf("furrow-engine"));
    });
    window.furrowPack = read.then(function () {
      return unpackedAside(textOf("furrow-pack"));
    });
    window.furrowEngine.catch(showStatic);
    return started;
  }
