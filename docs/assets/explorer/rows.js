// The rows of the explorer's table without their buttons: what each answers to, what fits a choice, how many would.
((our) => {
  "use strict";

  // Sets of rows, a bit for each, so that thousands are narrowed down and counted while a key is pressed.
  our.sets = (() => {
    function of(size, numbers) {
      const set = new Uint32Array((size + 31) >> 5);
      numbers.forEach((n) => { set[n >> 5] |= 1 << (n & 31); });
      return set;
    }

    function has(set, n) { return (set[n >> 5] >>> (n & 31)) & 1; }
    function and(a, b) { return a.map((bits, n) => bits & b[n]); }
    function or(a, b) { return a.map((bits, n) => bits | b[n]); }

    // How many are in both.
    function shared(a, b) {
      let total = 0;
      for (let n = 0; n < a.length; n++) {
        let bits = a[n] & b[n];
        bits -= (bits >>> 1) & 0x55555555;
        bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
        total += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
      }
      return total;
    }

    return {of, has, and, or, shared};
  })();

  our.rows = (elements, filters) => {
    const words = our.words, sets = our.sets, size = elements.length;

    const every = sets.of(size, Array.from(elements.keys()));
    // The request of each row, by its number; rows that ask the same share one.
    const requests = new Map();
    const request = elements.map((element) => {
      const name = element.dataset.same || element.id;
      if (!requests.has(name)) requests.set(name, requests.size);
      return requests.get(name);
    });
    // For each filter and each of its boxes the rows that answer to it.
    const boxes = filters.map((f) => {
      const found = new Map(f.boxes.map((box) => [box.value, []]));
      elements.forEach((element, n) => {
        (element.dataset[f.name] || "").split(" ").forEach((v) => { if (found.has(v)) found.get(v).push(n); });
      });
      return f.boxes.map((box) => sets.of(size, found.get(box.value)));
    });
    const orders = {"": elements.map((_, n) => n)};

    // The distinct requests among a set of rows: of each the first row that is in the set, in the order of the documents.
    function distinct(set) {
      const seen = new Uint8Array(requests.size), firsts = [];
      for (let n = 0; n < size; n++) {
        if (!sets.has(set, n) || seen[request[n]]) continue;
        seen[request[n]] = 1;
        firsts.push(n);
      }
      return sets.of(size, firsts);
    }

    function number(set) { return sets.shared(set, set); }

    // The words of a row, its keywords, and the labels that it does not show in full: read before the first search,
    // a little whenever nothing else is to be done, and the rest when it is needed.
    const texts = [], known = new Set(), same = new Map();
    let asked = "", units = [], fitting = every;

    function index(text) {
      if (!same.has(text)) same.set(text, words.index(text, known));
      return same.get(text);
    }

    function text(n) {
      const element = elements[n], cells = Array.from(element.cells, (cell) => cell.querySelector(".nobody") ? "" : cell.textContent);
      let own = words.index(cells[0], known) + words.index(element.id, known) + words.index(element.dataset.words || "", known);
      filters.forEach((f, k) => {
        if (f.found) f.labels.forEach((label, v) => { if (sets.has(boxes[k][v], n)) own += index(label); });
      });
      return own + cells.slice(1).map(index).join("");
    }

    function read(idle) {
      while (texts.length < size && (!idle || idle.timeRemaining() > 1)) texts.push(text(texts.length));
      if (texts.length < size) requestIdleCallback(read);
    }

    function search(query) {
      if (query === asked) return;
      if (query) read();
      asked = query;
      units = query ? words.units(query, texts, known) : [];
      fitting = units.map(having).reduce(sets.and, every);
    }

    function having(unit) { return sets.of(size, orders[""].filter((n) => words.fits(unit, texts[n]))); }

    // For an answer without rows: the search without filters, and each of its words alone, with how many rows it finds.
    function instead(query) {
      const parts = units.length > 1 ? units.map((unit) => [unit.last, number(having(unit))]) : [];
      return [[query, number(fitting)], ...parts].filter(([, n]) => n > 0);
    }

    // Narrow the rows down to a choice ({query, order, once, chosen: for each filter the numbers of boxes}).
    // The count of a box is the number of rows that it would show under all filters but its own.
    function apply(choice) {
      search(choice.query.trim());
      const used = choice.chosen.map((numbers, k) => numbers.length ? numbers.map((v) => boxes[k][v]).reduce(sets.or) : null);
      function under(except) { return used.reduce((set, other, k) => other && k !== except ? sets.and(set, other) : set, fitting); }
      const found = under(-1), firsts = distinct(found), shown = choice.once ? firsts : found;
      const counts = boxes.map((answering, k) => {
        const others = used[k] ? under(k) : found;
        return answering.map((set) => choice.once ? number(distinct(sets.and(set, others))) : sets.shared(set, others));
      });
      return {
        rows: sorted(choice.order).filter((n) => sets.has(shown, n)).map((n) => elements[n]),
        distinct: number(firsts), units, counts, instead: units.length && !number(found) ? instead(choice.query.trim()) : []
      };
    }

    // The numbers of the rows in the order of a column ("date", "-date"; "" is that of the documents); empty cells come last.
    function sorted(order) {
      if (orders[order] || !size) return orders[order] || [];
      const name = order.replace(/^-/, ""), sign = order === name ? 1 : -1, collator = new Intl.Collator("en");
      const column = document.querySelector(`th[data-sort="${name}"]`).cellIndex;
      const keys = elements.map((element) => {
        const cell = element.cells[column], key = "order" in cell.dataset ? cell.dataset.order : cell.textContent;
        return /^\d+$/.test(key) ? key.padStart(9, "0") : key;
      });
      orders[order] = orders[""].slice().sort((a, b) => {
        if (!keys[a] !== !keys[b]) return keys[a] ? -1 : 1;
        return sign * collator.compare(keys[a], keys[b]) || a - b;
      });
      return orders[order];
    }

    return {apply, read};
  };
})(self.our);
