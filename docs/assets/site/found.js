// What the search in the head of the pages finds, by the words of the table of recommendations. It needs no page.
((our) => {
  "use strict";

  const RECORDS = /^(?:recommendations|terms|actors|instruments|meetings|sources)\/(?!.*index\.html|scheme\/)/, LISTS = /^(?:rules|tables)\//;
  const SIGNS = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&#x27;": "'"};
  const BEFORE = 60, LENGTH = 220; // letters of an excerpt

  function bare(html) {
    return html.replace(/<[^>]*>/g, " ").replace(/&(?:amp|lt|gt|quot|#39|#x27);/g, (sign) => SIGNS[sign]).replace(/\s+/g, " ").trim();
  }

  function safe(text) {
    return text.replace(/[&<>"]/g, (sign) => Object.keys(SIGNS).find((name) => SIGNS[name] === sign));
  }

  // A text with what was found marked; of a long one the part where the first of it is.
  function marked(text, units, whole) {
    const spans = our.words.spans(text, units), first = spans.length ? spans[0][0] : 0;
    const start = whole || first < BEFORE ? 0 : text.indexOf(" ", first - BEFORE) + 1;
    const cut = whole || text.length <= start + LENGTH ? text.length : Math.max(text.lastIndexOf(" ", start + LENGTH), start + 1);
    let out = "", at = start;
    spans.filter(([, end]) => end <= cut).forEach(([from, to]) => {
      out += `${safe(text.slice(at, from))}<mark>${safe(text.slice(from, to))}</mark>`;
      at = to;
    });
    return `${start ? "… " : ""}${out}${safe(text.slice(at, cut))}${cut < text.length ? " …" : ""}`;
  }

  // `docs` are those of the search index: pages and their sections, each with location, title and text. The function
  // that comes back answers a query with pages, the best first, each as a list of the parts that answer.
  our.found = (docs) => {
    const known = new Set(), words = our.words;
    const entries = docs.map((doc) => {
      const title = bare(doc.title), text = bare(doc.text);
      return {location: doc.location, page: doc.location.split("#")[0], title, text, head: words.index(title, known), body: words.index(text, known)};
    });
    const texts = entries.map((entry) => `${entry.head}|${entry.body}`), number = new Map(entries.map((entry, n) => [entry, n]));
    const pages = new Map(entries.map((entry) => [entry.location, entry]));

    // Records before prose, and prose before rules and tables; what is called so before what only speaks of it.
    function score(entry, units) {
      const kind = RECORDS.test(entry.page) ? 2 : LISTS.test(entry.page) ? 0 : 1;
      const named = units.filter((unit) => words.fits(unit, entry.head)).length / units.length;
      const short = named === 1 ? 1 / words.words(entry.title).length : 0;
      return 100 * kind + 10 * named + 50 * short + (entry.location === entry.page ? 1 : 0);
    }

    // What the theme shows of an entry; it is marked only when it comes into view. Words it lacks are named there.
    function item(entry, units, answering) {
      return {
        location: entry.location, score: answering ? score(entry, units) : 0,
        terms: Object.fromEntries(answering ? units.map((unit) => [unit.typed, words.fits(unit, texts[number.get(entry)])]) : []),
        get title() { return marked(entry.title, units, true); },
        get text() { return marked(entry.text, units, false); }
      };
    }

    return (query) => {
      const units = words.units(query, texts, known), groups = new Map();
      if (!units.length) return [];
      const fitting = texts.map((text) => units.filter((unit) => words.fits(unit, text)).length);
      const most = fitting.reduce((a, b) => Math.max(a, b), 0); // all words; where nothing has all, as many as can be
      entries.forEach((entry, n) => {
        if (!most || fitting[n] < most) return;
        groups.set(entry.page, (groups.get(entry.page) || []).concat(item(entry, units, true)));
      });
      groups.forEach((items, page) => {
        if (!items.some((one) => one.location === page) && pages.has(page)) items.push(item(pages.get(page), units, false));
        items.sort((a, b) => b.score - a.score);
      });
      return Array.from(groups.values()).sort((a, b) => b[0].score - a[0].score);
    };
  };
})(self.our);
