// Boxes that scroll sideways can be reached by keyboard (the search's results get the same from the theme), what is
// folded away opens when an address leads to it, and pages print in light colours, because paper is white.
(() => {
  "use strict";

  const boxes = document.querySelectorAll(".wide, .md-typeset pre > code, .md-typeset__scrollwrap");
  function mark(box) {
    if (box.scrollWidth > box.clientWidth) {
      box.tabIndex = 0;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", box.tagName === "CODE" ? "Code" : "Table");
    } else {
      ["tabindex", "role", "aria-label"].forEach((name) => { box.removeAttribute(name); });
    }
  }
  const watch = new ResizeObserver((entries) => { entries.forEach((e) => { mark(e.target); }); });
  boxes.forEach((box) => { watch.observe(box); });

  function unfold() {
    const there = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (there && there.tagName === "DETAILS") there.open = true;
  }
  addEventListener("hashchange", unfold);
  unfold();

  let scheme;
  addEventListener("beforeprint", () => { scheme = document.body.dataset.mdColorScheme; document.body.dataset.mdColorScheme = "default"; });
  addEventListener("afterprint", () => { document.body.dataset.mdColorScheme = scheme; });
})();
