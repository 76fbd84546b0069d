// The table of all recommendations: words and boxes narrow it down, heads sort it, the address keeps what was chosen.
((our) => {
  "use strict";

  const form = document.querySelector("form[data-explorer]");
  if (!form) return;
  const table = document.getElementById(form.dataset.explorer);
  const output = form.querySelector("output"), chosen = form.querySelector(".chosen"), none = document.querySelector(".none");
  const {title} = document, unknown = form.querySelector(".unknown");
  const outer = form.querySelector(".filters"), order = form.elements.sort;
  const filters = Array.from(form.querySelectorAll(".facet"), (facet) => {
    const boxes = Array.from(facet.querySelectorAll(".choice input"));
    return {
      name: facet.dataset.name, label: facet.querySelector("legend").textContent, facet, boxes,
      labels: boxes.map((box) => box.nextElementSibling.textContent),
      numbers: boxes.map((box) => box.parentNode.lastElementChild),
      found: "found" in facet.dataset,
      words: boxes.map((box) => `${box.nextElementSibling.textContent} . ${box.dataset.also || ""}`)
    };
  });
  const all = Array.from(table.tBodies[0].rows);
  const rows = our.rows(all, filters);
  let ordered = "", result;
  const draw = our.draw(table, document.querySelectorAll(".part"));
  const narrow = matchMedia("(max-width: 44.9375em)");

  function count(n, one, many) { return `${our.grouped(n)} ${n === 1 ? one : many}`; }

  // Narrowing down

  function choice() {
    return {
      query: form.elements.words.value, order: order.value, once: form.elements.once.checked,
      chosen: filters.map((f) => Array.from(f.boxes.keys()).filter((n) => f.boxes[n].checked))
    };
  }

  // `opened`: the page was opened or come back to, not changed.
  function apply(opened) {
    const now = choice();
    result = rows.apply(now);
    if (order.value !== ordered) heads();
    tell(now);
    show(now);
    draw.show(result.rows, result.units, opened);
  }

  function tell(now) {
    const n = result.rows.length;
    let text = n === all.length ? count(n, "recommendation", "recommendations") : `${our.grouped(n)} of ${count(all.length, "recommendation", "recommendations")}`;
    if (n && !now.once) text += `, ${count(result.distinct, "different request", "different requests")}`;
    result.units.filter((unit) => unit.corrected.length).forEach((unit) => { text += `; no row has “${unit.last}”, these have ${unit.corrected.join(" or ")}`; });
    if (output.textContent !== text) output.textContent = text;
    none.hidden = n > 0;
    none.querySelector("span").replaceChildren(...result.instead.flatMap(([words, found]) => {
      const link = document.createElement("a");
      link.href = `?${new URLSearchParams({words})}`;
      link.textContent = `${words} (${our.grouped(found)})`;
      return [" ", link];
    }));
    table.hidden = n === 0;
    form.querySelectorAll("[data-save]").forEach((button) => { button.disabled = n === 0; });
  }

  function show(now) {
    let picked = 0;
    filters.forEach((f, k) => {
      const chosen = now.chosen[k].length;
      f.boxes.forEach((box, n) => {
        const number = String(result.counts[k][n]);
        if (f.numbers[n].textContent !== number) f.numbers[n].textContent = number;
        box.parentNode.classList.toggle("empty", number === "0" && !box.checked);
      });
      f.facet.classList.toggle("used", chosen > 0);
      f.facet.querySelector(".picked").textContent = chosen || "";
      picked += chosen;
    });
    outer.querySelector(".picked").textContent = picked + Number(now.once) || "";
    chosen.replaceChildren(...chips());
    document.title = our.filter() === "none" ? title : `${our.filter()} – ${title}`;
    form.querySelector("[type=reset]").hidden = !location.search && !query();
  }

  // What was chosen, each with a button that takes it away.
  function chips() {
    const list = [];
    filters.forEach((f) => {
      f.boxes.forEach((box, n) => { if (box.checked) list.push([`${f.label}: ${f.labels[n]}`, box]); });
    });
    const once = form.elements.once;
    if (once.checked) list.push([once.nextElementSibling.textContent, once]);
    return list.map((entry, n) => {
      const item = document.createElement("li"), button = document.createElement("button"), cross = document.createElement("span");
      button.type = "button";
      button.textContent = `${entry[0]} `;
      button.setAttribute("aria-label", `Remove ${entry[0]}`);
      cross.textContent = "×";
      button.append(cross);
      button.addEventListener("click", () => {
        entry[1].checked = false;
        changed();
        const left = chosen.querySelectorAll("button");
        (left[Math.min(n, left.length - 1)] || form.elements.words).focus();
      });
      item.append(button);
      return item;
    });
  }

  // The heads of the columns

  function heads() {
    ordered = order.value;
    table.querySelectorAll("th[data-sort]").forEach((th) => {
      const name = th.dataset.sort, state = ordered === name ? "ascending" : ordered === `-${name}` ? "descending" : null;
      if (state) th.setAttribute("aria-sort", state); else th.removeAttribute("aria-sort");
    });
  }

  table.querySelectorAll("th[data-sort]").forEach((th) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = th.textContent;
    th.replaceChildren(button);
    button.addEventListener("click", () => {
      order.value = ordered === th.dataset.sort ? `-${th.dataset.sort}` : th.dataset.sort;
      changed();
    });
  });

  // The address

  function query() {
    const kept = new URLSearchParams();
    new FormData(form).forEach((value, name) => { if (value) kept.append(name, value); });
    return String(kept);
  }

  function keep(replace) {
    const now = query() ? `?${query()}` : "";
    if (now === location.search) return;
    history[replace ? "replaceState" : "pushState"](null, "", location.pathname + now + location.hash);
  }

  function changed(replace) {
    keep(replace);
    apply();
  }

  function load() {
    const asked = new URLSearchParams(location.search);
    form.elements.words.value = asked.get("words") || "";
    order.value = asked.get("sort") || "";
    if (order.selectedIndex < 0) order.value = "";
    form.elements.once.checked = asked.has("once");
    filters.forEach((f) => {
      const wanted = asked.getAll(f.name);
      // An address of version 1 that left out inferred addressees.
      if (f.name === "basis" && asked.has("stated")) wanted.push(...f.boxes.map((box) => box.value).filter((v) => v !== "implied"));
      f.boxes.forEach((box) => { box.checked = wanted.includes(box.value); });
    });
    strange(asked);
    apply(true);
  }

  // What an address asks for and this table does not have is said, for all rows are not what was meant.
  function strange(asked) {
    const known = new Map(filters.map((f) => [f.name, f.boxes.map((box) => box.value)])), own = ["words", "once", "stated"];
    known.set("sort", Array.from(order.options, (option) => option.value));
    const left = Array.from(asked).filter(([name, value]) => !own.includes(name) && !(known.get(name) || []).includes(value));
    unknown.hidden = !left.length;
    unknown.textContent = left.length ? `Not in this table, so not applied: ${left.map((pair) => pair.join("=")).join(", ")}.` : "";
  }

  // The lists of boxes: one open at a time; Escape and a click elsewhere close it; words narrow it down.

  function close(except) {
    filters.forEach((f) => { if (f.facet !== except) f.facet.open = false; });
  }

  filters.forEach((f) => {
    const field = f.facet.querySelector(".narrow input");
    f.facet.addEventListener("toggle", () => {
      f.facet.classList.remove("left");
      if (!f.facet.open) return;
      close(f.facet);
      f.facet.classList.toggle("left", f.facet.querySelector("fieldset").getBoundingClientRect().right > document.documentElement.clientWidth);
    });
    f.facet.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !f.facet.open) return;
      event.preventDefault();
      event.stopPropagation();
      f.facet.open = false;
      f.facet.querySelector("summary").focus();
    });
    if (!field) return;
    field.addEventListener("input", (event) => {
      event.stopPropagation();
      const words = our.words.words(field.value);
      f.boxes.forEach((box, n) => {
        const kept = our.words.index(f.words[n]);
        box.parentNode.hidden = !words.every((w) => kept.includes(` ${w.plain}`) || kept.includes(` ${w.stem}`));
      });
    });
    field.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  });
  document.addEventListener("click", (event) => { if (!narrow.matches && !event.target.closest(".facet")) close(); });
  function fold() { outer.open = !narrow.matches; }
  narrow.addEventListener("change", fold);
  fold();

  // Downloads

  let script;
  function data() {
    script = script || new Promise((done, failed) => {
      const element = document.createElement("script");
      element.src = form.dataset.rows;
      element.onload = () => { done(our.published); };
      element.onerror = failed;
      document.head.append(element);
    });
    return script;
  }

  // The cells of one line of CSV.
  function cells(line) {
    const out = [];
    for (const [, quoted, bare, end] of line.matchAll(/(?:"((?:[^"]|"")*)"|([^,\n]*))(,|\n|$)/g)) {
      out.push(quoted === undefined ? bare : quoted.replace(/""/g, '"'));
      if (end !== ",") break;
    }
    return out;
  }

  function value(text, column) {
    if (text === "") return null;
    if (column.type === "integer") return Number(text);
    if (column.type === "boolean") return text === "true";
    return column.type === "date" ? new Date(`${text}T00:00:00Z`) : text;
  }

  // What was chosen, in words: "none" where nothing was.
  our.filter = () => {
    const parts = Array.from(chosen.querySelectorAll("button"), (b) => b.firstChild.data.trim());
    const words = form.elements.words.value.trim();
    return (words ? [`Search: ${words}`] : []).concat(parts).join("; ") || "none";
  };

  // The text of a cell: the first of those of its column whose parts are all filled.
  function text(column, own) {
    const known = (part) => own[part.slice(1, -1)], parts = /\{\w+\}/g;
    const said = column.texts.find((t) => (t.match(parts) || []).every(known));
    return said ? said.replace(parts, known) : own[column.name];
  }

  function workbook(source, names) {
    const rows = names.map((name) => {
      const found = cells(source.lines[name]), own = Object.fromEntries(source.names.map((column, n) => [column, found[n]]));
      return source.columns.map((column) => value(text(column, own), column));
    });
    const {columns, printed, foot, explained} = source, day = new Date().toISOString().slice(0, 10);
    const selection = [`Filter: ${our.filter()}.`, `${output.textContent}.`, `Made on ${day} at ${location.href}`];
    const about = source.about.flatMap((said) => said === "{selection}" ? selection : said).map((said) => [said]);
    return our.workbook([
      {name: "Recommendations", head: columns.map((c) => c.title), rows, columns, printed, foot},
      {name: "Read me", rows: about, foot},
      {name: "Columns explained", head: explained[0], rows: explained.slice(1), foot}
    ]);
  }

  // A file is named after what was chosen, as the address has it.
  function filename(kind) {
    const said = Array.from(new URLSearchParams(query())).filter(([name]) => name !== "sort").flat().join("-");
    const name = said.normalize("NFKD").replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "").toLowerCase();
    return `recommendations${name ? "-" : ""}${name.slice(0, 100)}.${kind}`;
  }

  const KINDS = {
    csv: ["text/csv", (source, names) => [source.head].concat(names.map((name) => source.lines[name]))],
    xlsx: ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook]
  };

  function save(kind) {
    return data().then((source) => {
      const names = result.rows.map((row) => row.id), link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob(KINDS[kind][1](source, names), {type: KINDS[kind][0]}));
      link.download = filename(kind);
      link.click();
      setTimeout(() => { URL.revokeObjectURL(link.href); }, 60000);
    }, () => {
      script = null;
      output.textContent = "The rows could not be loaded. “Get the data” has them as a file.";
    });
  }

  form.querySelectorAll("[data-save]").forEach((button) => {
    button.addEventListener("click", () => { save(button.dataset.save); });
  });

  form.addEventListener("input", (event) => { changed(event.target === form.elements.words); });
  form.addEventListener("submit", (event) => { event.preventDefault(); });
  form.addEventListener("reset", () => {
    form.querySelectorAll(".choice[hidden]").forEach((label) => { label.hidden = false; });
    setTimeout(() => { changed(); form.elements.words.focus(); });
  });
  addEventListener("popstate", load); // back, forward, and to another place on the page
  our.shown = () => result.rows;
  form.hidden = false;
  load();
  if (window.requestIdleCallback) requestIdleCallback(rows.read);
})(self.our);
