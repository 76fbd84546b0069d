// Running heads, feet and page numbers of a text with pages, found and left out as scripts/anchoring/readers/heads.py does.
((our) => {
  "use strict";

  const {EDGE, DEEP, MOST, MOST_PAGES} = our.constants;
  const TOLD = /[\p{L}\p{N}]/u, LETTERS = /[\p{L}\p{N}]/gu, SMALL = /^\p{Lowercase}/u;
  const ROMAN = /^(?=[ivxl])(x{0,3}|xl|l)(i{0,3}|iv|v|vi{1,3}|ix)$/;
  const GOES_ON = /^[\p{L}\p{Nl}\p{No}]{2,}[\s,;]/u; // a word, and no mark of a list

  // A line with every number alike, so that page numbers repeat; Roman ones only where they stand alone.
  function shapeOf(line) {
    const words = our.folded(our.squeezed(line));
    return ROMAN.test(words.replace(/^[-–—. ]+|[-–—. ]+$/g, "")) ? "0" : words.replace(/\p{Nd}+/gu, "0");
  }

  // The lines near the edges of a page, from each edge inwards: how far from it, where in the page, what they are like.
  function edgesOf(page, told) {
    const out = [];
    for (const [side, places] of [["top", told.slice(0, DEEP)], ["bottom", told.slice(-DEEP).reverse()]]) {
      places.forEach((at, depth) => out.push({depth, at, side, shape: `${side} ${shapeOf(page[at])}`}));
    }
    return out;
  }

  const cutsOff = (before, after) => Boolean(before) && !".!?:;".includes(before.slice(-1)) && SMALL.test(after) && GOES_ON.test(after);

  // The value of a digit of any script: in each they stand in order, from nought on.
  function digit(character) {
    let before = 0;
    if (/\p{Nd}/u.test(character.normalize("NFKD"))) character = character.normalize("NFKD");
    while (before < 9 && /\p{Nd}/u.test(String.fromCodePoint(character.codePointAt(0) - before - 1))) before++;
    return before;
  }

  // Whether a number in these lines grows as the pages do.
  function isNumbered(places) {
    const steps = places.map(([n, line]) => new Set((line.match(/\p{Nd}{1,4}/gu) || []).map((x) => Number(Array.from(x, digit).join("")) - n)));
    return Array.from(steps[0]).some((step) => steps.every((own) => own.has(step)));
  }

  // Whether lines alike, [page, line], are a head: on most pages, or on most of the left or right ones if the sentence
  // goes on behind it or its number is that of the page.
  function isHead(side, places, pages, breaks) {
    if (places.length >= Math.max(Math.min(3, pages), Math.floor(pages / 2) + 1)) return true;
    return [0, 1].some((odd) => {
      const here = places.filter(([n]) => n % 2 === odd), all = odd ? Math.floor(pages / 2) : Math.ceil(pages / 2);
      if (here.length < Math.max(2, Math.floor(all / 2) + 1)) return false;
      const cuts = here.map(([n]) => (side === "top" ? n - 1 : n)).filter((at) => at >= 0 && at < breaks.length).map((at) => breaks[at]);
      const some = cuts.some(Boolean);
      return (here.length > 2 && (some || isNumbered(here))) || (some && (cuts.every(Boolean) || isNumbered(here)));
    });
  }

  function pagesWithoutHeads(pages) {
    if (pages.length < 2 || pages.length > MOST_PAGES) return pages;
    const lines = pages.map((page) => page.split("\n"));
    const edges = lines.map((page) => edgesOf(page, Array.from(page.keys()).filter((at) => TOLD.test(page[at]))));
    const found = new Map(); // by shape
    edges.forEach((own, n) => {
      const once = new Map(own.map((edge) => [edge.shape, edge])); // of two alike on a page the last
      once.forEach(({side, at}, shape) => {
        if (!found.has(shape)) found.set(shape, {side, places: []});
        found.get(shape).places.push([n, lines[n][at]]);
      });
    });
    // The first and last line of a page that comes on no other page: between them one sees whether a sentence goes on.
    const bodies = lines.map((page, n) => {
      const twice = new Set(edges[n].filter((edge) => found.get(edge.shape).places.length > 1).map((edge) => edge.at));
      const body = page.filter((line, at) => TOLD.test(line) && !twice.has(at)).map((line) => line.trim());
      return [body[0] || "", body[body.length - 1] || ""];
    });
    const breaks = bodies.slice(1).map(([first], n) => cutsOff(bodies[n][1], first));
    const heads = new Set(Array.from(found.keys()).filter((shape) => isHead(found.get(shape).side, found.get(shape).places, pages.length, breaks)));
    const sizes = lines.map((page) => page.map((line) => (line.match(LETTERS) || []).length));
    const totals = sizes.map((size) => size.reduce((a, b) => a + b, 0));
    const usual = totals.slice().sort((a, b) => a - b)[Math.floor(pages.length / 2)];
    return lines.map((page, n) => {
      const gone = new Set(), kept = new Set(), size = sizes[n];
      let room = Math.min(MOST * usual, totals[n] - 1); // of a short last page it may be more, but never all
      for (const {depth, at, side, shape} of edges[n].slice().sort((a, b) => a.depth - b.depth)) { // the outermost first
        if (gone.has(at)) continue;
        if (heads.has(shape) && (depth < EDGE || !kept.has(side)) && size[at] <= room) {
          gone.add(at);
          room -= size[at];
        } else kept.add(side);
      }
      return page.filter((line, at) => !gone.has(at)).join("\n");
    });
  }

  // A text whose pages end with form feeds, or have one between them, without what stands on its pages again and again.
  our.withoutHeads = function (text) {
    const pages = text.split("\f"), rest = pages.pop();
    if (our.squeezed(rest)) return pagesWithoutHeads([...pages, rest]).join("\f");
    return pagesWithoutHeads(pages).map((page) => `${page}\f`).join("") + rest;
  };
})(self.our);
