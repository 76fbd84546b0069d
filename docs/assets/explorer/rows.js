// The rows of the explorer's table without their buttons: what each answers to, what fits a choice, how many would.
window.explorer = window.explorer || {};

// Sets of rows, a bit for each, so that thousands are narrowed down and counted while a key is pressed.
explorer.sets = (function () {
  function of(size, numbers) {
    var set = new Uint32Array((size + 31) >> 5);
    numbers.forEach(function (n) { set[n >> 5] |= 1 << (n & 31); });
    return set;
  }

  function has(set, n) { return (set[n >> 5] >>> (n & 31)) & 1; }
  function and(a, b) { return a.map(function (bits, n) { return bits & b[n]; }); }
  function or(a, b) { return a.map(function (bits, n) { return bits | b[n]; }); }

  // How many are in both.
  function shared(a, b) {
    for (var total = 0, n = 0; n < a.length; n++) {
      var bits = a[n] & b[n];
      bits -= (bits >>> 1) & 0x55555555;
      bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
      total += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
    }
    return total;
  }

  return { of: of, has: has, and: and, or: or, shared: shared };
})();

explorer.rows = function (elements, filters, pairs) {
  var words = explorer.words, sets = explorer.sets, size = elements.length;

  function those(fits) { return sets.of(size, Array.from(elements.keys()).filter(function (n) { return fits(elements[n].dataset); })); }

  var every = those(function () { return true; });
  var once = those(function (data) { return "once" in data; }), stated = those(function (data) { return "stated" in data; });
  // For each filter and each of its boxes the rows that answer to it.
  var boxes = filters.map(function (f) {
    var found = new Map(f.boxes.map(function (box) { return [box.value, []]; }));
    elements.forEach(function (element, n) {
      (element.dataset[f.name] || "").split(" ").forEach(function (v) { if (found.has(v)) found.get(v).push(n); });
    });
    return f.boxes.map(function (box) { return sets.of(size, found.get(box.value)); });
  });
  var orders = { "": elements.map(function (_, n) { return n; }) };

  // The words of a row, its keywords, and the labels that it does not show in full: read before the first search,
  // a little whenever nothing else is to be done, and the rest when it is needed.
  var texts = [], known = new Set(), same = new Map(), runs, asked = "", units = [], fitting = every;

  function index(text) {
    if (!same.has(text)) same.set(text, words.index(text, known));
    return same.get(text);
  }

  function text(n) {
    var element = elements[n], cells = Array.from(element.cells, function (cell) { return cell.textContent; });
    var own = words.index(cells[0], known) + words.index(element.id, known) + words.index(element.dataset.words || "", known);
    filters.forEach(function (f, k) {
      if (f.found) f.labels.forEach(function (label, v) { if (sets.has(boxes[k][v], n)) own += index(label); });
    });
    return own + cells.slice(1).map(index).join("");
  }

  function read(idle) {
    runs = runs || pairs.map(function (pair) { return pair.map(words.stems); });
    while (texts.length < size && (!idle || idle.timeRemaining() > 1)) texts.push(text(texts.length));
    if (texts.length < size) requestIdleCallback(read);
  }

  function search(query) {
    if (query === asked) return;
    if (query) read();
    asked = query;
    units = query ? words.parse(query, known, runs) : [];
    fitting = !units.length ? every : sets.of(size, orders[""].filter(function (n) {
      return units.every(function (unit) { return words.fits(unit, texts[n]); });
    }));
  }

  // Narrow the rows down to a choice ({query, order, once, stated, chosen: for each filter the numbers of boxes}).
  // The count of a box is the number of rows under all filters but its own.
  function apply(choice) {
    search(choice.query.trim());
    var common = fitting;
    if (choice.once) common = sets.and(common, once);
    if (choice.stated) common = sets.and(common, stated);
    var used = choice.chosen.map(function (numbers, k) {
      return numbers.length ? numbers.map(function (v) { return boxes[k][v]; }).reduce(sets.or) : null;
    });
    function under(except) { return used.reduce(function (set, other, k) { return other && k !== except ? sets.and(set, other) : set; }, common); }
    var shown = under(-1);
    var counts = boxes.map(function (found, k) {
      var others = used[k] ? under(k) : shown;
      return found.map(function (set) { return sets.shared(set, others); });
    });
    return {
      rows: sorted(choice.order).filter(function (n) { return sets.has(shown, n); }).map(function (n) { return elements[n]; }),
      once: sets.shared(shown, once), units: units, counts: counts
    };
  }

  // The numbers of the rows in the order of a column ("date", "-date"; "" is that of the documents); empty cells come last.
  function sorted(order) {
    if (orders[order] || !size) return orders[order] || [];
    var name = order.replace(/^-/, ""), sign = order === name ? 1 : -1, collator = new Intl.Collator("en");
    var column = document.querySelector('th[data-sort="' + name + '"]').cellIndex;
    var keys = elements.map(function (element) {
      var cell = element.cells[column], key = "order" in cell.dataset ? cell.dataset.order : cell.textContent;
      return /^\d+$/.test(key) ? key.padStart(9, "0") : key;
    });
    orders[order] = orders[""].slice().sort(function (a, b) {
      if (!keys[a] !== !keys[b]) return keys[a] ? -1 : 1;
      return sign * collator.compare(keys[a], keys[b]) || a - b;
    });
    return orders[order];
  }

  return { apply: apply, read: read };
};
