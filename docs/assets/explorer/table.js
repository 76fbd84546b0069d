// The table of all recommendations: words and boxes narrow it down, heads sort it, the address keeps what was chosen.
(function () {
  var form = document.querySelector("form[data-explorer]");
  if (!form) return;
  var table = document.getElementById(form.dataset.explorer);
  var output = form.querySelector("output"), chosen = form.querySelector(".chosen"), none = document.querySelector(".none");
  var outer = form.querySelector(".filters"), order = form.elements.sort;
  var pairs = JSON.parse(document.getElementById("abbreviations").textContent);
  var filters = Array.from(form.querySelectorAll(".facet"), function (facet) {
    var boxes = Array.from(facet.querySelectorAll(".choice input"));
    return {
      name: facet.dataset.name, label: facet.querySelector("legend").textContent, facet: facet, boxes: boxes,
      labels: boxes.map(function (box) { return box.nextElementSibling.textContent; }),
      numbers: boxes.map(function (box) { return box.parentNode.lastElementChild; }),
      found: "found" in facet.dataset,
      words: boxes.map(function (box) { return box.nextElementSibling.textContent + " . " + (box.dataset.also || ""); })
    };
  });
  var all = Array.from(table.tBodies[0].rows), rows = explorer.rows(all, filters, pairs), ordered = "", result;
  var draw = explorer.draw(table, document.querySelectorAll(".part"));
  var narrow = matchMedia("(max-width: 44.9375em)");

  function count(n, one, many) { return explorer.number(n) + " " + (n === 1 ? one : many); }

  // Narrowing down

  function choice() {
    return {
      query: form.elements.words.value, order: order.value, once: form.elements.once.checked, stated: form.elements.stated.checked,
      chosen: filters.map(function (f) {
        return Array.from(f.boxes.keys()).filter(function (n) { return f.boxes[n].checked; });
      })
    };
  }

  // `opened`: the page was opened or come back to, not changed.
  function apply(opened) {
    var now = choice();
    result = rows.apply(now);
    if (order.value !== ordered) heads();
    tell(now);
    show(now);
    draw.show(result.rows, result.units, opened);
  }

  function tell(now) {
    var n = result.rows.length;
    var text = n === all.length ? count(n, "recommendation", "recommendations") : explorer.number(n) + " of " + count(all.length, "recommendation", "recommendations");
    if (n && !now.once) text += ", " + count(result.once, "distinct request", "distinct requests");
    if (output.textContent !== text) output.textContent = text;
    none.hidden = n > 0;
    table.hidden = n === 0;
    form.querySelectorAll("[data-save]").forEach(function (button) { button.disabled = n === 0; });
  }

  function show(now) {
    var picked = 0;
    filters.forEach(function (f, k) {
      var chosen = now.chosen[k].length;
      f.boxes.forEach(function (box, n) {
        var number = String(result.counts[k][n]);
        if (f.numbers[n].textContent !== number) f.numbers[n].textContent = number;
        box.parentNode.classList.toggle("empty", number === "0" && !box.checked);
      });
      f.facet.classList.toggle("used", chosen > 0);
      f.facet.querySelector(".picked").textContent = chosen || "";
      picked += chosen;
    });
    outer.querySelector(".picked").textContent = picked + Number(now.once) + Number(now.stated) || "";
    chosen.replaceChildren.apply(chosen, chips());
    form.querySelector("[type=reset]").hidden = !location.search && !query();
  }

  // What was chosen, each with a button that takes it away.
  function chips() {
    var list = [];
    filters.forEach(function (f) {
      f.boxes.forEach(function (box, n) { if (box.checked) list.push([f.label + ": " + f.labels[n], box]); });
    });
    ["once", "stated"].forEach(function (name) {
      var box = form.elements[name];
      if (box.checked) list.push([box.nextElementSibling.textContent, box]);
    });
    return list.map(function (entry, n) {
      var item = document.createElement("li"), button = document.createElement("button"), cross = document.createElement("span");
      button.type = "button";
      button.textContent = entry[0] + " ";
      button.setAttribute("aria-label", "Take away " + entry[0]);
      cross.textContent = "×";
      button.append(cross);
      button.addEventListener("click", function () {
        entry[1].checked = false;
        changed();
        var left = chosen.querySelectorAll("button");
        (left[Math.min(n, left.length - 1)] || form.elements.words).focus();
      });
      item.append(button);
      return item;
    });
  }

  // The heads of the columns

  function heads() {
    ordered = order.value;
    table.querySelectorAll("th[data-sort]").forEach(function (th) {
      var name = th.dataset.sort, state = ordered === name ? "ascending" : ordered === "-" + name ? "descending" : null;
      if (state) th.setAttribute("aria-sort", state); else th.removeAttribute("aria-sort");
    });
  }

  table.querySelectorAll("th[data-sort]").forEach(function (th) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = th.textContent;
    th.replaceChildren(button);
    button.addEventListener("click", function () {
      order.value = ordered === th.dataset.sort ? "-" + th.dataset.sort : th.dataset.sort;
      changed();
    });
  });

  // The address

  function query() {
    var kept = new URLSearchParams();
    new FormData(form).forEach(function (value, name) { if (value) kept.append(name, value); });
    return String(kept);
  }

  function keep(replace) {
    var now = query() ? "?" + query() : "";
    if (now === location.search) return;
    history[replace ? "replaceState" : "pushState"](null, "", location.pathname + now + location.hash);
  }

  function changed(replace) {
    keep(replace);
    apply();
  }

  function load() {
    var asked = new URLSearchParams(location.search);
    form.elements.words.value = asked.get("words") || "";
    order.value = asked.get("sort") || "";
    if (order.selectedIndex < 0) order.value = "";
    ["once", "stated"].forEach(function (name) { form.elements[name].checked = asked.has(name); });
    filters.forEach(function (f) {
      var wanted = asked.getAll(f.name);
      f.boxes.forEach(function (box) { box.checked = wanted.includes(box.value); });
    });
    apply(true);
  }

  // The lists of boxes: one open at a time; Escape and a click elsewhere close it; words narrow it down.

  function close(except) {
    filters.forEach(function (f) { if (f.facet !== except) f.facet.open = false; });
  }

  filters.forEach(function (f) {
    var field = f.facet.querySelector(".narrow input");
    f.facet.addEventListener("toggle", function () {
      f.facet.classList.remove("left");
      if (!f.facet.open) return;
      close(f.facet);
      f.facet.classList.toggle("left", f.facet.querySelector("fieldset").getBoundingClientRect().right > document.documentElement.clientWidth);
    });
    f.facet.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !f.facet.open) return;
      event.preventDefault();
      event.stopPropagation();
      f.facet.open = false;
      f.facet.querySelector("summary").focus();
    });
    if (!field) return;
    field.addEventListener("input", function (event) {
      event.stopPropagation();
      var words = explorer.words.words(field.value);
      f.boxes.forEach(function (box, n) {
        var kept = explorer.words.index(f.words[n]);
        box.parentNode.hidden = !words.every(function (w) { return kept.includes(" " + w.plain) || kept.includes(" " + w.stem); });
      });
    });
    field.addEventListener("keydown", function (event) { if (event.key === "Enter") event.preventDefault(); });
  });
  document.addEventListener("click", function (event) { if (!narrow.matches && !event.target.closest(".facet")) close(); });
  function fold() { outer.open = !narrow.matches; }
  narrow.addEventListener("change", fold);
  fold();

  // Downloads

  var script;
  function data() {
    script = script || new Promise(function (done, failed) {
      var element = document.createElement("script");
      element.src = form.dataset.rows;
      element.onload = function () { done(window.explorerRows); };
      element.onerror = failed;
      document.head.append(element);
    });
    return script;
  }

  // The cells of one line of CSV.
  function cells(line) {
    var out = [], found = /(?:"((?:[^"]|"")*)"|([^,\n]*))(,|\n|$)/g, match;
    while ((match = found.exec(line))) {
      out.push(match[1] === undefined ? match[2] : match[1].replace(/""/g, '"'));
      if (match[3] !== ",") return out;
    }
    return out;
  }

  function value(text, column, labels) {
    if (text === "") return null;
    if (Object.hasOwn(labels, text)) return labels[text];
    if (column.type === "integer") return Number(text);
    if (column.type === "boolean") return text === "true";
    return column.type === "date" ? new Date(text + "T00:00:00Z") : text;
  }

  function selection() {
    var parts = Array.from(chosen.querySelectorAll("button"), function (b) { return b.firstChild.data.trim(); });
    if (form.elements.words.value.trim()) parts.unshift("Words: " + form.elements.words.value.trim());
    return output.textContent + (parts.length ? " (" + parts.join("; ") + ")" : "") + ".";
  }

  function workbook(source, names) {
    var lines = names.map(function (name) {
      return cells(source.lines[name]).map(function (text, n) { return value(text, source.columns[n], source.labels[n]); });
    });
    var about = [source.title, selection()].concat(source.about).map(function (text) { return [text]; });
    return explorer.workbook([
      { name: "Recommendations", head: source.columns.map(function (c) { return c.title; }), rows: lines },
      { name: "Read me", rows: about }
    ]);
  }

  var KINDS = {
    csv: ["text/csv", function (source, names) { return [source.head].concat(names.map(function (name) { return source.lines[name]; })); }],
    xlsx: ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook]
  };

  function save(kind) {
    return data().then(function (source) {
      var names = result.rows.map(function (row) { return row.id; }), link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob(KINDS[kind][1](source, names), { type: KINDS[kind][0] }));
      link.download = "recommendations" + (names.length === all.length ? "" : "-selection") + "." + kind;
      link.click();
      setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
    }, function () {
      script = null;
      output.textContent = "The rows could not be loaded. “Get the data” has them as a file.";
    });
  }

  form.querySelectorAll("[data-save]").forEach(function (button) {
    button.addEventListener("click", function () { save(button.dataset.save); });
  });

  form.addEventListener("input", function (event) { changed(event.target === form.elements.words); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () {
    form.querySelectorAll(".choice[hidden]").forEach(function (label) { label.hidden = false; });
    setTimeout(function () { changed(); form.elements.words.focus(); });
  });
  addEventListener("popstate", load); // back, forward, and to another place on the page
  form.hidden = false;
  load();
  if (window.requestIdleCallback) requestIdleCallback(rows.read);
})();
