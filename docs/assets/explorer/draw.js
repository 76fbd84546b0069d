// The rows that stand on the page: of those that fit, the first, a screenful at once and the others in pieces, so that
// no answer waits for rows that nobody sees yet. Counts, downloads and printing are of all.
((our) => {
  "use strict";

  our.grouped = (n) => n.toLocaleString("en").replace(/,/g, "\u202F");

  // `notes` say that rows are not on the page; their buttons bring the next ones or all.
  our.draw = (table, notes) => {
    const AT_ONCE = 60, PIECE = 50, STEP = 300;
    const body = table.tBodies[0];
    let rows = [], units = [], drawn = 0, marked = 0, limit = STEP, going;

    // Nothing but rows in the body, for they are taken out and put in one by one.
    Array.from(body.childNodes).forEach((node) => { if (node.nodeType !== Node.ELEMENT_NODE) node.remove(); });

    function wanted() { return Math.min(limit, rows.length); }

    // The first `least` rows at least; a row that stands where it should is not touched.
    function first(least) {
      const kept = new Set(rows.slice(0, wanted()));
      Array.from(body.children).forEach((row) => { if (!kept.has(row)) row.remove(); });
      let at = body.firstElementChild, following;
      for (drawn = 0; drawn < wanted(); drawn++) {
        if (rows[drawn] === at) at = at.nextElementSibling;
        else if (drawn < least) body.insertBefore(rows[drawn], at);
        else break;
      }
      for (; at; at = following) {
        following = at.nextElementSibling;
        at.remove();
      }
    }

    function add(n) {
      body.append(...rows.slice(drawn, n));
      drawn = Math.max(drawn, n);
    }

    function due(row) { return row.marks ? row.marks !== units : units.length > 0; }

    function mark(n) {
      for (; marked < n; marked++) {
        const row = rows[marked];
        if (!due(row)) continue;
        if (row.marks) our.mark.clear(row);
        if (units.length) our.mark.mark(row, units);
        row.marks = units;
      }
    }

    // One piece after the other; what is on the page is marked before more is put there.
    function go() {
      clearTimeout(going);
      while (marked < drawn && !due(rows[marked])) marked++;
      if (marked === drawn && drawn >= wanted()) {
        table.removeAttribute("aria-busy");
        return;
      }
      table.setAttribute("aria-busy", "true");
      going = setTimeout(() => {
        if (marked < drawn) mark(Math.min(marked + PIECE, drawn)); else add(Math.min(drawn + Math.max(PIECE, drawn >> 2), wanted()));
        go();
      });
    }

    function tell() {
      const all = our.grouped(rows.length), some = wanted(), part = some < rows.length;
      notes.forEach((note) => {
        note.hidden = !part;
        note.querySelector(".shown").textContent = `The first ${our.grouped(some)} of ${all} are shown`;
        note.querySelectorAll("[data-more]").forEach((button) => {
          button.textContent = button.dataset.more ? `Show ${our.grouped(Math.min(STEP, rows.length - some))} more` : `Show all ${all}`;
        });
      });
      if (part) table.setAttribute("aria-rowcount", rows.length + 1); else table.removeAttribute("aria-rowcount");
    }

    // What fits, in its order, and what was searched. A page that is opened or come back to, or whose address names
    // another place, gets its rows at once: all that there were (kept in the history), and the one that is named.
    function show(found, sought, opened) {
      rows = found;
      units = sought;
      marked = 0;
      limit = opened ? Math.max(history.state && history.state.rows || 0, upTo(place())) : STEP;
      first(opened ? wanted() : AT_ONCE);
      tell();
      go();
    }

    // More rows, the first of them at once; gives the first.
    function more(n) {
      const from = wanted();
      limit = n;
      history.replaceState({rows: limit}, "");
      add(Math.min(from + AT_ONCE, wanted()));
      tell();
      go();
      return rows[from];
    }

    function place() { return rows.findIndex((row) => `#${row.id}` === location.hash); }
    function upTo(n) { return STEP * (Math.floor(Math.max(n, 0) / STEP) + 1); }

    notes.forEach((note) => {
      note.addEventListener("click", (event) => {
        const button = event.target.closest("[data-more]");
        if (button) more(button.dataset.more ? limit + STEP : rows.length).querySelector("a").focus({preventScroll: true});
      });
    });

    // Whoever is about to search within the page means all rows.
    addEventListener("keydown", (event) => {
      const find = event.key === "F3" || ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "f");
      if (find && wanted() < rows.length) more(rows.length);
    });

    let before;
    addEventListener("beforeprint", () => {
      before = limit;
      limit = rows.length;
      add(limit);
      tell();
    });
    addEventListener("afterprint", () => {
      limit = before;
      first(wanted());
      marked = Math.min(marked, drawn);
      tell();
      go();
    });

    return {show};
  };

  // Words that were found, marked: texts are cut, never written as HTML.
  our.mark = (() => {
    function clear(element) {
      const parents = new Set();
      element.querySelectorAll("mark").forEach((mark) => { parents.add(mark.parentNode); mark.replaceWith(mark.textContent); });
      parents.forEach((parent) => { parent.normalize(); });
    }

    function mark(element, units) {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), texts = [];
      while (walker.nextNode()) texts.push(walker.currentNode);
      texts.forEach((node) => {
        our.words.spans(node.data, units).reverse().forEach((span) => {
          const range = document.createRange();
          range.setStart(node, span[0]);
          range.setEnd(node, span[1]);
          range.surroundContents(document.createElement("mark"));
        });
      });
    }

    return {clear, mark};
  })();
})(self.our);
