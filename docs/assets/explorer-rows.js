// The rows of the explorer's table without their buttons: what each answers to, what fits a choice, how many would.
window.explorer = window.explorer || {};
explorer.rows = function (elements, filters, pairs) {
  var words = explorer.words, numbers = filters.map(function (f) {
    return new Map(f.boxes.map(function (box, n) { return [box.value, n]; }));
  });
  var counts = filters.map(function (f) { return new Int32Array(f.boxes.length); });
  var rows = elements.map(function (element, n) {
    return {
      element: element, place: n, shown: true, once: "once" in element.dataset, stated: "stated" in element.dataset,
      values: filters.map(function (f, k) {
        return (element.dataset[f.name] || "").split(" ").map(function (v) { return numbers[k].get(v); }).filter(function (v) { return v !== undefined; });
      })
    };
  });
  var known = new Set(), runs;

  // Read before the first search, while nothing else is to be done: the words of a row, its keywords, and the labels that it does not show in full.
  function read() {
    if (runs) return;
    runs = pairs.map(function (pair) { return pair.map(words.stems); });
    rows.forEach(function (row) {
      var text = Array.from(row.element.cells, function (cell) { return cell.textContent; }).concat(row.element.id, row.element.dataset.words || "");
      row.values.forEach(function (values, k) { if (filters[k].found) values.forEach(function (v) { text.push(filters[k].labels[v]); }); });
      row.index = text.map(words.index).join("");
      row.index.split(" ").forEach(function (word) { known.add(word); });
    });
  }

  // Narrow the rows down to a choice ({query, once, stated, chosen: for each filter a set of numbers or null}).
  // The count of a box is the number of rows under all filters but its own.
  function apply(choice) {
    if (choice.query.trim()) read();
    var units = runs ? words.parse(choice.query, known, runs) : [], shown = [];
    counts.forEach(function (c) { c.fill(0); });
    rows.forEach(function (row) {
      row.shown = false;
      if ((choice.once && !row.once) || (choice.stated && !row.stated)) return;
      if (!units.every(function (unit) { return words.fits(unit, row.index); })) return;
      var missed = -1;
      for (var k = 0; k < filters.length; k++) {
        var wanted = choice.chosen[k];
        if (wanted && !row.values[k].some(function (v) { return wanted.has(v); })) {
          if (missed >= 0) return;
          missed = k;
        }
      }
      row.shown = missed < 0;
      if (row.shown) shown.push(row);
      for (var f = 0; f < filters.length; f++) {
        if (missed < 0 || missed === f) row.values[f].forEach(function (v) { counts[f][v]++; });
      }
    });
    return { rows: shown, units: units, counts: counts };
  }

  // The rows in the order of a column ("date", "-date"; "" is that of the documents); empty cells come last.
  function sorted(order) {
    var name = order.replace(/^-/, ""), sign = order === name ? 1 : -1, collator = new Intl.Collator("en");
    if (!name || !rows.length) return rows.slice();
    var column = elements[0].closest("table").querySelector('th[data-sort="' + name + '"]').cellIndex;
    var keyed = rows.map(function (row) {
      var cell = row.element.cells[column], key = "order" in cell.dataset ? cell.dataset.order : cell.textContent;
      return { row: row, key: /^\d+$/.test(key) ? key.padStart(9, "0") : key };
    });
    keyed.sort(function (a, b) {
      if (!a.key !== !b.key) return a.key ? -1 : 1;
      return sign * collator.compare(a.key, b.key) || a.row.place - b.row.place;
    });
    return keyed.map(function (k) { return k.row; });
  }

  return { apply: apply, sorted: sorted, read: read };
};

// Words that were found, marked: texts are cut, never written as HTML.
explorer.mark = (function () {
  function clear(element) {
    var parents = new Set();
    element.querySelectorAll("mark").forEach(function (mark) { parents.add(mark.parentNode); mark.replaceWith(mark.textContent); });
    parents.forEach(function (parent) { parent.normalize(); });
  }

  function mark(element, units) {
    var walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    texts.forEach(function (node) {
      explorer.words.spans(node.data, units).reverse().forEach(function (span) {
        var range = document.createRange();
        range.setStart(node, span[0]);
        range.setEnd(node, span[1]);
        range.surroundContents(document.createElement("mark"));
      });
    });
  }

  return { clear: clear, mark: mark };
})();
