// References can be copied. Where a browser does not let pages write to the clipboard, the text is selected instead.
(function () {
  document.querySelectorAll("pre.reference").forEach(function (box) {
    var code = box.querySelector("code");
    var button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.setAttribute("aria-live", "polite");
    function say(text) {
      button.textContent = text;
      setTimeout(function () { button.textContent = "Copy"; }, 4000);
    }
    function select() {
      getSelection().selectAllChildren(code);
      say("Selected: now copy");
    }
    button.addEventListener("click", function () {
      if (!navigator.clipboard) return select();
      navigator.clipboard.writeText(code.textContent.trim()).then(function () { say("Copied"); }, select);
    });
    box.after(button);
  });
})();
