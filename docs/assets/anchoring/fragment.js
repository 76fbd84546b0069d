// Links into documents on the web: W3C text fragments, as scripts/anchoring/fragment.py makes them, but of words
// that stand once in the reader's copy.
((our) => {
  "use strict";

  const MOST = 12, ENDS = 3; // words

  const escaped = (words) => encodeURIComponent(words.join(" ")).replace(/[-!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

  // The address of a document with a fragment for a stretch of the copy; "" where its first words stand elsewhere too.
  our.fragmentLink = function (address, copy, start, length) {
    const words = copy.original(start, length).replace(/[*_]/g, "").split(/\s+/).filter(Boolean); // signs of Markdown are not printed
    for (let n = Math.min(ENDS, words.length); n <= Math.min(MOST, words.length); n++) {
      const letters = our.normalise(words.slice(0, n).join(" ")).characters, at = copy.characters.indexOf(letters);
      if (at < 0 || copy.characters.indexOf(letters, at + 1) >= 0) continue;
      const rest = words.slice(n);
      return `${address}${address.includes("#") ? "" : "#"}:~:text=${escaped(words.slice(0, n))}${rest.length ? `,${escaped(rest.slice(-ENDS))}` : ""}`;
    }
    return "";
  };
})(self.our);
