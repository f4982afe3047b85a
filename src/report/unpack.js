// Unpacks the parts of this file. It runs in the page and in its workers.

// Bytes from text of seven bits a character, as src/report/dense.rs writes it.
function furrowBytes(text) {
  var bytes = new Uint8Array(Math.ceil(text.length * 1.75));
  var at = 0;
  var held = 0;
  var count = 0;
  function take(seven) {
    held = (held << 7) | seven;
    count += 7;
    if (count >= 8) {
      count -= 8;
      bytes[at++] = held >> count;
      held &= (1 << count) - 1;
    }
  }
  for (var i = 0; i < text.length; i++) {
    var code = text.charCodeAt(i);
    if (code < 128) {
      take(code);
      continue;
    }
    var pair = code - 256;
    if (pair < 0 || pair >= 768) throw new Error("a packed part is damaged");
    take([0, 13, 60][(pair >> 7) % 3]);
    if (pair < 384) take(pair & 127);
  }
  return bytes.subarray(0, at);
}

// The content of an .lzma file that says how long it is.
function furrowLzma(input) {
  var literalBits = input[0] % 9;
  var positions = (input[0] - literalBits) / 9;
  var literalMask = (1 << (positions % 5)) - 1;
  var positionMask = (1 << Math.floor(positions / 5)) - 1;
  var size = input[5] + input[6] * 256 + input[7] * 65536 + input[8] * 16777216;
  if (!(size < 268435456)) throw new Error("a packed part is damaged");
  var output = new Uint8Array(size);
  // Where each kind of probability begins; the literals come last.
  var REP = 192, REP0 = 204, REP1 = 216, REP2 = 228, SHORT = 240, SLOT = 432, SPECIAL = 688,
    ALIGN = 816, LENGTH = 832, REP_LENGTH = 1346, LITERAL = 1860;
  var odds = new Uint16Array(LITERAL + (768 << (literalBits + (positions % 5))));
  for (var i = 0; i < odds.length; i++) odds[i] = 1024;
  // Range and code; kept unsigned.
  var coder = new Uint32Array([0xffffffff, 0]);
  var next = 13;
  for (i = 0; i < 5; i++) coder[1] = (coder[1] << 8) | input[next++];

  function fill(range, code) {
    if (range < 16777216) {
      if (next >= input.length) throw new Error("a packed part is cut");
      range *= 256;
      code = ((code << 8) | input[next++]) >>> 0;
    }
    coder[0] = range;
    coder[1] = code;
  }
  function bit(index) {
    var range = coder[0], code = coder[1], odd = odds[index];
    var bound = (range >>> 11) * odd;
    if (code < bound) {
      odds[index] = odd + ((2048 - odd) >> 5);
      fill(bound, code);
      return 0;
    }
    odds[index] = odd - (odd >> 5);
    fill(range - bound, code - bound);
    return 1;
  }
  function tree(base, bits) {
    var node = 1;
    for (var i = 0; i < bits; i++) node = (node << 1) | bit(base + node);
    return node - (1 << bits);
  }
  function reversed(base, bits) {
    var node = 1, value = 0;
    for (var i = 0; i < bits; i++) {
      var set = bit(base + node);
      node = (node << 1) | set;
      value |= set << i;
    }
    return value;
  }
  function plain(bits) {
    var value = 0;
    while (bits-- > 0) {
      var range = coder[0] >>> 1, code = coder[1], set = code >= range ? 1 : 0;
      fill(range, set ? code - range : code);
      value = value * 2 + set;
    }
    return value;
  }
  function lengthAt(base, position) {
    if (!bit(base)) return 2 + tree(base + 2 + position * 8, 3);
    if (!bit(base + 1)) return 10 + tree(base + 130 + position * 8, 3);
    return 18 + tree(base + 258, 8);
  }
  function distanceOf(length) {
    var slot = tree(SLOT + Math.min(length - 2, 3) * 64, 6);
    if (slot < 4) return slot;
    var bits = (slot >> 1) - 1;
    var start = (2 | (slot & 1)) * Math.pow(2, bits);
    if (slot < 14) return start + reversed(SPECIAL + start - slot, bits);
    return start + plain(bits - 4) * 16 + reversed(ALIGN, 4);
  }

  var at = 0, state = 0, rep0 = 0, rep1 = 0, rep2 = 0, rep3 = 0;
  while (at < size) {
    var position = at & positionMask;
    var length = 0;
    if (!bit((state << 4) + position)) {
      var before = at > 0 ? output[at - 1] : 0;
      var place = ((at & literalMask) << literalBits) | (before >> (8 - literalBits));
      var base = LITERAL + 768 * place;
      var node = 1;
      if (state >= 7) {
        var match = output[at - rep0 - 1];
        while (node < 256) {
          var expected = (match >> 7) & 1;
          match <<= 1;
          var found = bit(base + ((1 + expected) << 8) + node);
          node = (node << 1) | found;
          if (found !== expected) break;
        }
      }
      while (node < 256) node = (node << 1) | bit(base + node);
      output[at++] = node;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    if (bit(REP + state)) {
      if (!bit(REP0 + state)) {
        if (!bit(SHORT + (state << 4) + position)) {
          state = state < 7 ? 9 : 11;
          length = 1;
        }
      } else {
        var distance = rep1;
        if (bit(REP1 + state)) {
          distance = rep2;
          if (bit(REP2 + state)) {
            distance = rep3;
            rep3 = rep2;
          }
          rep2 = rep1;
        }
        rep1 = rep0;
        rep0 = distance;
      }
      if (!length) {
        length = lengthAt(REP_LENGTH, position);
        state = state < 7 ? 8 : 11;
      }
    } else {
      rep3 = rep2;
      rep2 = rep1;
      rep1 = rep0;
      length = lengthAt(LENGTH, position);
      state = state < 7 ? 7 : 10;
      rep0 = distanceOf(length);
    }
    if (rep0 >= at || at + length > size) throw new Error("a packed part is damaged");
    for (var end = at + length; at < end; at++) output[at] = output[at - rep0 - 1];
  }
  return output;
}

// Packed text as an answer like that of a server: gzip begins with 31, LZMA does not.
function furrowUnpacked(text) {
  var bytes = furrowBytes(text);
  var content =
    bytes[0] === 31
      ? new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))
      : furrowLzma(bytes);
  return new Response(content, { headers: { "Content-Type": "application/wasm" } });
}
