// Normalised text, as scripts/anchoring/normalise.py makes it: of each character NFKD, lower case, NFKD again,
// letters and digits alone. Positions count characters (code points), as the records do.
((our) => {
  "use strict";

  const KEPT = /[\p{L}\p{N}]/u, MARK = /\p{M}/u;
  const {FINGERPRINT_DIGITS} = our.constants;
  const known = new Map();

  // The normalised form of one character: '' or one or more letters and digits.
  function normaliseCharacter(character) {
    let kept = known.get(character);
    if (kept === undefined) {
      kept = Array.from(character.normalize("NFKD").toLowerCase().normalize("NFKD")).filter((c) => KEPT.test(c)).join("");
      if (known.size < 8192) known.set(character, kept);
    }
    return kept;
  }

  // A text and its normalised form. Of normalised character i: origin[i] is where it comes from in the text,
  // unit[i] where it begins in `characters`, byte[i] where it begins in `bytes` (the same as UTF-8).
  class Normalised {
    constructor(text) {
      const origin = [], unit = [];
      let characters = "", at = 0;
      for (const character of text) {
        for (const c of normaliseCharacter(character)) {
          origin.push(at);
          unit.push(characters.length);
          characters += c;
        }
        at += character.length;
      }
      unit.push(characters.length);
      this.text = text;
      this.characters = characters;
      this.length = origin.length;
      this.origin = Uint32Array.from(origin);
      this.unit = Uint32Array.from(unit);
      this.bytes = new TextEncoder().encode(characters);
      this.byte = new Uint32Array(unit.length);
      for (let i = 0; i < this.length; i++) {
        const code = characters.codePointAt(unit[i]);
        this.byte[i + 1] = this.byte[i] + (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);
      }
    }

    slice(start, length) {
      return this.characters.slice(this.unit[start], this.unit[start + length]);
    }

    hash(start, length) {
      return our.sha256(this.bytes, this.byte[start], this.byte[start + length]);
    }

    // Where the original text of these normalised characters begins and ends, with the accent of the last letter.
    bounds(start, length) {
      const step = (i) => (this.text.codePointAt(i) > 0xffff ? 2 : 1);
      if (length < 1) return [0, 0];
      let end = this.origin[start + length - 1];
      end += step(end);
      while (end < this.text.length && MARK.test(String.fromCodePoint(this.text.codePointAt(end)))) end += step(end);
      return [this.origin[start], end];
    }

    original(start, length) {
      return this.text.slice(...this.bounds(start, length));
    }

    // The page on which a normalised character stands: pages end with a form feed; null where there are none.
    page(start) {
      return this.text.includes("\f") ? this.text.slice(0, this.origin[start]).split("\f").length : null;
    }
  }

  our.normaliseCharacter = normaliseCharacter;
  our.normalise = (text) => new Normalised(text);
  our.fingerprint = (text) => our.hex(text.hash(0, text.length), FINGERPRINT_DIGITS);
})(self.our);
