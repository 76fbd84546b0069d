// What the page shows of a reader's copy: its wording beside our words. Everything is put in as text.
((our) => {
  "use strict";

  const SAID = {
    exact: "exact match with the document that was coded",
    altered: "same place, different wording than in the document that was coded",
    moved: "exact match, but your copy has it in another place",
    missing: "not found in your copy",
    ambiguous: "found more than once in your copy",
  };
  const ORDER = Object.keys(SAID);
  const OPENS = "([{“„‘‚«‹\"'¿¡", CLOSES = ")]}”’»›\"'.,;:!?…%"; // no letters, but part of the sentence

  // An element: el("p", {class: "x"}, "text", element, …)
  function el(name, attributes, ...children) {
    const element = document.createElement(name);
    Object.entries(attributes || {}).forEach(([key, value]) => { if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value); });
    element.append(...children.filter((c) => c !== null && c !== undefined && c !== ""));
    return element;
  }

  const badge = (status) => el("span", {class: `badge ${status}`}, status);
  const place = (id) => id.slice(id.lastIndexOf("-") + 1);

  // Everything about a source in a copy: each passage with its place, each recommendation with its own.
  our.read = function (source, kept) {
    const copy = our.normalise(kept.text), placed = our.place(source.passages, copy), spans = new Map(), of = new Map();
    const passages = new Map(source.passages.map((p) => [p.id, p]));
    source.recommendations.forEach((r) => {
      spans.set(r.id, our.placeSpan(r, passages.get(r.passage), placed.get(r.passage), copy));
      of.set(r.passage, [...(of.get(r.passage) || []), r]);
    });
    return {source, name: kept.name, copy, placed, spans, passages, of: (id) => of.get(id) || []};
  };

  function counted(placed) {
    const found = new Map();
    placed.forEach((x) => found.set(x.status, (found.get(x.status) || 0) + 1));
    return ORDER.filter((s) => found.has(s)).map((s) => [s, found.get(s)]);
  }

  // "249 passages: 247 exact, 2 altered"
  function sentence(placed, one, many) {
    const parts = counted(placed), noun = placed.size === 1 ? one : many;
    const all = parts.length === 1 ? `${placed.size === 1 ? "" : "all "}${parts[0][0]}` : parts.map(([s, n]) => `${n} ${s}`).join(", ");
    return `${placed.size} ${noun}: ${all}`;
  }

  our.summary = (reading) => [sentence(reading.placed, "passage", "passages"), sentence(reading.spans, "recommendation", "recommendations")];

  // The wording of a passage, with the spans of its recommendations marked.
  function wording(reading, passage, only) {
    const {copy, placed, spans} = reading, here = placed.get(passage.id);
    if (here.start === null) return el("p", {class: "wording quiet"}, `${passage.label ? `${passage.label}: this` : "This"} is not in your copy.`);
    const marks = reading.of(passage.id).filter((r) => !only || r.id === only)
      .filter((r) => spans.get(r.id).start !== null)
      .map((r) => ({id: r.id, bounds: copy.bounds(spans.get(r.id).start, spans.get(r.id).length), sure: spans.get(r.id).status !== "altered"}));
    let [from, to] = copy.bounds(here.start, here.length);
    marks.filter((m) => m.sure).forEach((m) => { [from, to] = [Math.min(from, m.bounds[0]), Math.max(to, m.bounds[1])]; });
    for (let n = 0; n < 3 && from > 0 && OPENS.includes(copy.text[from - 1]); n++) from--;
    for (let n = 0; n < 3 && to < copy.text.length && CLOSES.includes(copy.text[to]); n++) to++;
    const cuts = new Set([from, to]);
    marks.forEach((m) => m.bounds.forEach((x) => { if (from < x && x < to) cuts.add(x); }));
    const sorted = Array.from(cuts).sort((a, b) => a - b), out = el("p", {class: `wording type-${passage.type}`, dir: "auto"});
    for (let n = 0; n + 1 < sorted.length; n++) {
      const [a, b] = [sorted[n], sorted[n + 1]], over = marks.filter((m) => m.bounds[0] <= a && b <= m.bounds[1]);
      const text = copy.text.slice(a, b);
      out.append(over.length ? el("mark", {"data-of": over.map((m) => m.id).join(" ")}, text) : text);
    }
    return out;
  }

  function ours(reading, recommendation, root) {
    const status = reading.spans.get(recommendation.id).status;
    const who = el("span", {class: "who"}, recommendation.by, " ", el("span", {class: "arrow", "aria-hidden": "true"}, "→"), el("span", {class: "unseen"}, "asked"), " ", recommendation.to);
    return el("li", {id: `copy-${recommendation.id}`, tabindex: "-1", "data-is": recommendation.id},
      el("a", {class: "asked", href: root + recommendation.page}, recommendation.words),
      el("span", {class: "meta"}, who, " ", el("span", {}, place(recommendation.id)), " ", status === "exact" ? null : badge(status)));
  }

  // The whole document, passage by passage, with our words beside it, below a heading ("h2" or "h3").
  our.document = function (reading, root, heading, say) {
    const {source, placed, spans} = reading;
    const list = el("ol", {class: "passages"});
    source.passages.forEach((p) => {
      const own = reading.of(p.id), status = placed.get(p.id).status;
      const differs = [placed.get(p.id), ...own.map((r) => spans.get(r.id))].some((x) => x.status !== "exact");
      list.append(el("li", {id: `copy-${p.id}`, tabindex: "-1", class: `${own.length ? "has" : "none"} ${differs ? "differs" : ""}`.trim()},
        el("div", {class: "theirs"}, el("p", {class: "tag"}, place(p.id), " ", status === "exact" ? null : badge(status)), wording(reading, p)),
        own.length ? el("ul", {class: "ours", "aria-label": "In our words"}, ...own.map((r) => ours(reading, r, root))) : null));
    });
    ["pointerover", "pointerout", "focusin", "focusout"].forEach((kind) => list.addEventListener(kind, (event) => light(list, event)));
    const differing = list.querySelectorAll(".differs").length;
    const box = (name, label) => el("label", {class: "tick"}, el("input", {type: "checkbox", name}), label);
    const form = el("form", {class: "tools"},
      box("only", "Only recommendations"),
      differing ? box("differs", `Only what is not exact (${differing})`) : null,
      el("label", {class: "go"}, "Go to ", el("input", {type: "text", name: "id", autocomplete: "off", spellcheck: "false", placeholder: place(source.recommendations.length ? source.recommendations[0].id : source.passages[0].id)})),
      el("button", {type: "submit"}, "Go"));
    form.addEventListener("change", () => ["only", "differs"].forEach((name) => list.classList.toggle(`${name}-shown`, Boolean(form.elements[name] && form.elements[name].checked))));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const wanted = form.elements.id.value;
      if (!our.goTo(reading, wanted)) say(wanted.trim() ? `There is no ${wanted.trim()} in ${source.id}: passages are called p001, p002 …, recommendations r001, r002 …` : "Write which passage or recommendation, as r001.");
    });
    return el("section", {class: "reading", "aria-label": source.title},
      el(heading, {tabindex: "-1"}, source.title),
      el("ul", {class: "counts"}, ...our.summary(reading).map((text) => el("li", {}, text)), el("li", {}, "from ", el("q", {}, reading.name))),
      form, el("div", {class: "pane", tabindex: "0", role: "group", "aria-label": "The document beside our words"}, list));
  };

  // A recommendation and its words in the document show each other while the pointer or the focus is on one of them.
  function light(list, event) {
    const item = event.target.closest("[data-is], [data-of]"), on = event.type === "pointerover" || event.type === "focusin";
    list.querySelectorAll(".lit").forEach((e) => e.classList.remove("lit"));
    if (!item || !on) return;
    const ids = (item.dataset.is || item.dataset.of).split(" ");
    list.querySelectorAll("[data-is], [data-of]").forEach((e) => {
      if ((e.dataset.is || e.dataset.of).split(" ").some((id) => ids.includes(id))) e.classList.add("lit");
    });
  }

  // Bring a passage or recommendation into view: by identifier, or r12, p7. False where there is none.
  our.goTo = function (reading, wanted) {
    const text = wanted.trim().toLowerCase(), parts = /^(?:(.+)-)?([rp])0*([0-9]+)$/.exec(text);
    const all = [...reading.source.recommendations, ...reading.source.passages];
    const found = all.find((x) => x.id === text) ||
      (parts && (!parts[1] || parts[1] === reading.source.id) && all.find((x) => { const own = /([rp])0*([0-9]+)$/.exec(x.id); return own && own[1] === parts[2] && own[2] === parts[3]; }));
    const target = found && document.getElementById(`copy-${found.id}`);
    if (!target) return false;
    const list = target.closest("ol.passages"), form = list.closest(".reading").querySelector("form"); // what a filter hides is shown again
    if (!target.offsetParent) {
      form.reset();
      list.classList.remove("only-shown", "differs-shown");
    }
    target.scrollIntoView({block: "center"});
    target.focus({preventScroll: true});
    return true;
  };

  // One recommendation: its words marked in their passage, the neighbours folded away.
  our.one = function (reading, id, root) {
    const {source, copy, spans, passages} = reading;
    const recommendation = source.recommendations.find((r) => r.id === id), span = spans.get(id), passage = passages.get(recommendation.passage);
    const at = source.passages.indexOf(passage), page = span.start === null ? null : copy.page(span.start);
    const isThere = span.start !== null && span.status !== "altered";
    const link = source.address && isThere ? our.fragmentLink(source.address, copy, span.start, span.length) : "";
    const neighbour = (p, what) => p && el("details", {}, el("summary", {}, `${what} (${place(p.id)}${p.label ? `, ${p.label}` : ""})`), wording(reading, p));
    return el("section", {class: "reading one", "aria-label": "Original wording"},
      el("p", {class: "state", tabindex: "-1"}, badge(span.status), " ", `${SAID[span.status]}${page ? `, page ${page}` : ""}. `, el("span", {class: "quiet"}, "From ", el("q", {}, reading.name), ".")),
      neighbour(source.passages[at - 1], "The passage before"),
      el("blockquote", {}, wording(reading, passage, id)),
      neighbour(source.passages[at + 1], "The passage after"),
      el("p", {class: "quiet"}, el("a", {href: `${root}open-my-copy.html#${id}`}, "The whole document beside our words"),
        ...(link ? [" · ", el("a", {href: link, rel: "noopener"}, "These words in the document on the web")] : [])));
  };

  our.el = el;
})(self.our);
