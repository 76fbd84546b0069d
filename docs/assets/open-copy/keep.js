// The copies that a reader has opened, by source: kept for the tab where they fit, else for the page. They go nowhere else.
((our) => {
  "use strict";

  const PREFIX = "open-copy/", onPage = new Map();

  function storage() {
    try {
      return self.sessionStorage;
    } catch {
      return null; // the reader has turned it off
    }
  }

  our.keep = {
    // Keep {name, text} for a source; false where it does not outlast the page.
    put(source, copy) {
      onPage.set(source, copy);
      try {
        storage().setItem(PREFIX + source, JSON.stringify(copy));
        return true;
      } catch {
        return false;
      }
    },

    get(source) {
      if (onPage.has(source)) return onPage.get(source);
      try {
        const copy = JSON.parse(storage().getItem(PREFIX + source));
        return copy && typeof copy.name === "string" && typeof copy.text === "string" ? copy : null;
      } catch {
        return null;
      }
    },

    forget() {
      onPage.clear();
      try {
        const kept = storage();
        Object.keys(kept).filter((key) => key.startsWith(PREFIX)).forEach((key) => kept.removeItem(key));
      } catch {
        return; // nothing was kept
      }
    },
  };
})(self.our);
