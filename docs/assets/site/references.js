// References can be copied. Where a browser does not let pages write to the clipboard, the text is selected instead.
(() => {
  "use strict";

  document.querySelectorAll("pre.reference").forEach((box) => {
    const code = box.querySelector("code");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.setAttribute("aria-live", "polite");
    function say(text) {
      button.textContent = text;
      setTimeout(() => { button.textContent = "Copy"; }, 4000);
    }
    function select() {
      getSelection().selectAllChildren(code);
      say("Selected: now copy");
    }
    button.addEventListener("click", () => {
      if (!navigator.clipboard) return select();
      navigator.clipboard.writeText(code.textContent.trim()).then(() => { say("Copied"); }, select);
    });
    box.after(button);
  });
})();
