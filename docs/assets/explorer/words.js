// Words as the explorer and the search compare them: no case, no accents, plural and possessive taken off.
((our) => {
  "use strict";

  const APART = new RegExp(`(?<![\\p{L}\\p{N}])(anti|co|multi|non) (?=\\p{L})`, "giu");
  const WORD = new RegExp(`(?:(?:${our.search.joined})[-\u2010\u2011])?[\\p{L}\\p{N}]+(?:['’]s(?![\\p{L}\\p{N}]))?`, "giu");
  const IRREGULAR = new Map(Object.entries(our.search.irregular));
  const SHORT = 4; // a shorter word means itself, not the beginning of others
  const LEAST = 5; // letters of a word that may be misspelt

  function plain(text) { return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase(); }

  // A word without its ending: a noun in the singular, a verb without -s, -ed, -ing and -e, -ize as -ise. What is no
  // English word stays as it is, or changes alike in text and query.
  function stem(word) {
    const one = singular(word), verb = one.replace(/i[sz](?=(?:e|ed|ing|ation|er)$)/, "is");
    if (verb.length < 6) return verb;
    if (/[^aeiou]ied$/.test(verb)) return `${verb.slice(0, -3)}y`;
    return verb.replace(/(?<=[aeiouy][a-z]+)(?:ed|ing|e)$/, "").replace(/([bdgmnprt])\1$/, "$1");
  }

  function singular(word) {
    if (IRREGULAR.has(word)) return IRREGULAR.get(word);
    if (word.length < SHORT || /(?:ss|us|is)$/.test(word)) return word;
    if (/[^aeiou]ies$/.test(word) && word.length > SHORT) return `${word.slice(0, -3)}y`;
    if (/(?:ss|sh|ch|x)es$/.test(word)) return word.slice(0, -2);
    return word.replace(/s$/, "");
  }

  // A word as it is compared; the same few thousand come again and again.
  const compared = new Map();
  function compare(word) {
    if (!compared.has(word)) {
      const parts = plain(word.replace(/['’]s$/i, "")).split(/[-\u2010\u2011]/), bare = parts.join("");
      compared.set(word, {plain: bare, stem: stem(bare), part: parts[1] ? stem(parts[1]) : ""});
    }
    return compared.get(word);
  }

  // The words of a text: as written, plain, stem, and where they begin and end.
  function words(text) {
    return Array.from(text.matchAll(WORD), (match) => {
      const word = compare(match[0]);
      return {plain: word.plain, stem: word.stem, part: word.part, start: match.index, end: match.index + match[0].length};
    });
  }

  function stems(text) { return words(text).map((w) => w.stem).join(" "); }

  // What is kept of a text for searching: its stems and its words, each run between blanks. They are added to `known`.
  function index(text, known) {
    const found = (text.match(WORD) || []).map(compare);
    if (known) found.forEach((w) => { known.add(w.stem).add(w.plain); });
    return ` ${found.map((w) => w.stem).join(" ")} | ${found.map((w) => w.plain).join(" ")} | ${found.map((w) => w.part).filter(Boolean).join(" ")} `;
  }

  // What means the same, each as its stems; made from the groups of words when the first query comes.
  let groups;
  function same() {
    groups = groups || our.search.same.map((group) => group.map(stems));
    return groups;
  }

  // A query is cut into words and phrases ("in quotes", with-hyphens, or what has other names); each must be found.
  // `known` are all words there are.
  function parse(query, known) {
    const units = Array.from(query.replace(APART, "$1-").matchAll(/"([^"]+)"|[^\s"]+/g), (match) => {
      const found = words(match[1] || match[0]), last = found.length ? found[found.length - 1].plain : "";
      // A short word is the beginning of others only where it is no word itself.
      return {typed: match[1] || match[0], quoted: Boolean(match[1]), stems: found.map((w) => w.stem), last, open: !match[1] && (last.length >= SHORT || !known.has(last)), also: []};
    }).filter((unit) => unit.stems.length);
    same().forEach((group) => {
      group.forEach((run) => {
        const others = group.filter((r) => r !== run).map((r) => r.split(" "));
        for (let n = 0; n < units.length; n++) {
          let all = "", to = n;
          for (; to < units.length && all.length < run.length; to++) all += (all && " ") + units[to].stems.join(" ");
          if (all !== run) continue;
          const typed = units.slice(n, to).map((unit) => unit.typed).join(" ");
          units.splice(n, to - n, {typed, quoted: units[n].quoted, stems: run.split(" "), last: units[to - 1].last, open: to - n === 1 && units[n].open, also: (to - n === 1 ? units[n].also : []).concat(others)});
        }
      });
    });
    // Words that say nothing may be missing, unless nothing else is asked.
    const telling = units.filter((unit) => unit.quoted || unit.stems.length > 1 || !our.search.ignored.includes(unit.last));
    return telling.length ? telling : units;
  }

  function fits(unit, kept) {
    if ([unit.stems].concat(unit.also).some((run) => kept.includes(` ${run.join(" ")} `))) return true;
    return unit.open && kept.includes(` ${unit.stems.slice(0, -1).concat(unit.last).join(" ")}`);
  }

  // What is looked for in texts, each kept as index() keeps it. A word that none has is looked for in the names that
  // mean the same as others; then it may have one letter wrong, or begin as others do.
  function units(query, texts, known) {
    const found = parse(query, known);
    found.forEach((unit) => {
      const word = unit.last;
      unit.corrected = [];
      if (unit.stems.length > 1 || texts.some((text) => fits(unit, text))) return;
      unit.also = unit.also.concat(meaning(stem(word)));
      if (unit.also.length || word.length < LEAST) return;
      const all = Array.from(new Set([...known, ...same().flat().flatMap((run) => run.split(" "))]));
      const near = all.filter((other) => close(other, word));
      unit.corrected = Array.from(new Set((near.length ? near : beginning(all, word)).map(stem)));
      unit.corrected.forEach((other) => { unit.also.push([other], ...meaning(other, known.has(other))); });
    });
    return found;
  }

  // Of all groups with a name that has the word, or is it: every name, as its stems.
  function meaning(word, whole) {
    const groups = same().filter((group) => group.some((run) => whole ? run === word : run.split(" ").includes(word)));
    return groups.flat().map((run) => run.split(" "));
  }

  // The words that have most letters in common with a word at its beginning, LEAST at least.
  function beginning(all, word) {
    for (let n = word.length - 1; n >= LEAST; n--) {
      const found = all.filter((other) => other.startsWith(word.slice(0, n)));
      if (found.length) return found;
    }
    return [];
  }

  // Whether two words differ by one letter: another one, one more or fewer, or two that changed places.
  function close(a, b) {
    const most = Math.min(a.length, b.length);
    let start = 0, end = 0;
    while (start < most && a[start] === b[start]) start++;
    while (end < most - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
    const left = a.slice(start, a.length - end), right = b.slice(start, b.length - end);
    return left !== right && (Math.max(left.length, right.length) === 1 || (left.length === 2 && right.length === 2 && left === right[1] + right[0]));
  }

  // Where a text has what is looked for: [start, end] of each run of words.
  function spans(text, units) {
    const found = words(text), out = [];
    for (let n = 0; n < found.length;) {
      let length = 0;
      units.forEach((unit) => {
        [unit.stems].concat(unit.also).forEach((run, which) => {
          const same = n + run.length <= found.length && run.every((s, k) => {
            const w = found[n + k];
            return w.stem === s || w.part === s || (which === 0 && unit.open && k === run.length - 1 && w.plain.startsWith(unit.last));
          });
          if (same) length = Math.max(length, run.length);
        });
      });
      if (length) out.push([found[n].start, found[n + length - 1].end]);
      n += length || 1;
    }
    return out;
  }

  our.words = {stem, stems, words, index, units, fits, spans};
})(self.our);
