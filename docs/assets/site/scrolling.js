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
