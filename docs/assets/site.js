// Wide tables and code blocks that scroll can be reached by keyboard.
document.querySelectorAll(".wide, .md-typeset pre > code, .md-typeset__scrollwrap").forEach(function (box) {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
});
// The search field's dialog has a name for screen readers.
document.querySelectorAll('[data-md-component="search"][role="dialog"]').forEach(function (dialog) {
  dialog.setAttribute("aria-label", "Search");
});
