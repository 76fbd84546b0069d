// The search in the head of every page. The theme asks a Worker; it gets this one, which needs no file of a script, so
// that it runs in a page opened from a folder too, and fetches the index when the field is first used.
((our) => {
  "use strict";

  const QUERY = 2, READY = 1, RESULT = 3; // the theme's marks on messages
  const INDEX = new URL("../../search/search_index.js", document.currentScript.src).href;

  our.Worker = self.Worker; // what others start is a real one

  window.Worker = class extends EventTarget {
    constructor() {
      super();
      const load = (event) => {
        if (!event.target.matches(".md-search__input")) return;
        document.removeEventListener("focusin", load);
        this.load();
      };
      document.addEventListener("focusin", load);
      if (document.activeElement) load({target: document.activeElement});
    }

    load() {
      const script = document.createElement("script");
      script.src = INDEX;
      script.onload = () => {
        // oxlint-disable-next-line no-underscore-dangle -- so the theme's plugin calls it
        this.found = our.found(self.__index.docs);
        this.answer(READY);
      };
      document.head.append(script);
    }

    answer(type, data) { this.dispatchEvent(new MessageEvent("message", {data: {type, data}})); }

    postMessage(message) {
      if (message.type === QUERY) this.answer(RESULT, {items: this.found(message.data)});
    }

    terminate() {}
  };
})(self.our);
