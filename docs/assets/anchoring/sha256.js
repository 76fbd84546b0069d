// SHA-256, at once: the browser's own is asynchronous, and missing from pages that are opened as files.
((our) => {
  "use strict";

  // The first 32 bits of the fractions of the roots of the first primes.
  const primes = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p)) primes.push(n);
  const fraction = (x) => ((x - Math.floor(x)) * 4294967296) | 0;
  const ROUNDS = Int32Array.from(primes, (p) => fraction(Math.cbrt(p)));
  const BEGIN = Int32Array.from(primes.slice(0, 8), (p) => fraction(Math.sqrt(p)));

  const state = new Int32Array(8);
  const words = new Int32Array(64);
  const tail = new Uint8Array(128);

  function block(bytes, at) {
    for (let i = 0; i < 16; i++, at += 4) words[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
    for (let i = 16; i < 64; i++) {
      const x = words[i - 15], y = words[i - 2];
      const low = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const high = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      words[i] = (words[i - 16] + low + words[i - 7] + high) | 0;
    }
    let a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
    for (let i = 0; i < 64; i++) {
      const turned = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const first = (h + turned + (g ^ (e & (f ^ g))) + ROUNDS[i] + words[i]) | 0;
      const other = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const second = (other + ((a & b) | (c & (a | b)))) | 0;
      h = g; g = f; f = e; e = (d + first) | 0; d = c; c = b; b = a; a = (first + second) | 0;
    }
    state[0] += a; state[1] += b; state[2] += c; state[3] += d; state[4] += e; state[5] += f; state[6] += g; state[7] += h;
  }

  // The hash of bytes[from..to): eight numbers, good until the next call.
  our.sha256 = function (bytes, from, to) {
    const length = to - from;
    state.set(BEGIN);
    let at = from;
    for (; to - at >= 64; at += 64) block(bytes, at);
    const rest = to - at, size = rest < 56 ? 64 : 128;
    tail.fill(0);
    for (let i = 0; i < rest; i++) tail[i] = bytes[at + i];
    tail[rest] = 128;
    for (let i = 1, bits = length * 8; i <= 6; i++, bits = Math.floor(bits / 256)) tail[size - i] = bits % 256;
    for (let i = 0; i < size; i += 64) block(tail, i);
    return state;
  };

  // A hash, or its beginning, as hexadecimal digits.
  our.hex = function (hash, digits) {
    let text = "";
    for (let i = 0; i * 8 < digits; i++) text += (hash[i] >>> 0).toString(16).padStart(8, "0");
    return text.slice(0, digits);
  };
})(self.our);
