// Boxes that scroll sideways can be reached by keyboard. The search's results get the same from the theme.
(function () {
  var boxes = document.querySelectorAll(".wide, .md-typeset pre > code, .md-typeset__scrollwrap");
  function mark(box) {
    if (box.scrollWidth > box.clientWidth) {
      box.tabIndex = 0;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", box.tagName === "CODE" ? "Code" : "Table");
    } else {
      ["tabindex", "role", "aria-label"].forEach(function (name) { box.removeAttribute(name); });
    }
  }
  var watch = new ResizeObserver(function (entries) { entries.forEach(function (e) { mark(e.target); }); });
  boxes.forEach(function (box) { watch.observe(box); });
})();

// The table of all recommendations: words and lists narrow it down; the address keeps what was chosen.
(function () {
  var form = document.querySelector("form[data-filter]");
  if (!form) return;
  var rows = Array.from(document.getElementById(form.dataset.filter).tBodies[0].rows);
  var lists = Array.from(form.querySelectorAll("select"));
  var output = form.querySelector("output");
  var texts;

  function plain(text) { return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase(); }

  function apply() {
    var words = plain(form.elements.q.value).split(/\s+/).filter(Boolean);
    var once = form.elements.once.checked;
    var chosen = lists.filter(function (list) { return list.value; });
    if (words.length && !texts) texts = rows.map(function (row) { return plain(row.textContent + " " + row.id + " " + (row.dataset.words || "")); });
    var shown = 0;
    rows.forEach(function (row, n) {
      var fits = (!once || row.dataset.once) &&
        chosen.every(function (list) { return row.dataset[list.name].split(" ").includes(list.value); }) &&
        words.every(function (word) { return texts[n].includes(word); });
      row.hidden = !fits;
      if (fits) shown++;
    });
    output.textContent = shown === rows.length ? shown + " recommendations" : shown + " of " + rows.length + " recommendations";
  }

  function keep() {
    var query = new URLSearchParams();
    new FormData(form).forEach(function (value, name) { if (value) query.set(name, value); });
    history.replaceState(null, "", (String(query) ? "?" + query : location.pathname) + location.hash);
  }

  new URLSearchParams(location.search).forEach(function (value, name) {
    var field = form.elements[name];
    if (!field) return;
    if (field.type === "checkbox") field.checked = true; else field.value = value;
  });
  form.addEventListener("input", function () { apply(); keep(); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(function () { apply(); keep(); }); });
  form.hidden = false;
  apply();
})();
