// A page opened from a folder may start no Worker of a file. The theme's search gets one that runs in a hidden frame instead.
// (The theme looks for this name among the polyfills; without it, it would load a script from elsewhere.)
(() => {
  "use strict";

  self.our.Worker = self.Worker; // of a script in memory it may start one
  if (location.protocol !== "file:") return;

  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      this.waiting = [];
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      document.documentElement.append(this.frame);
      const inside = this.frame.contentWindow;
      inside.postMessage = (data) => { setTimeout(() => this.dispatchEvent(new MessageEvent("message", {data}))); };
      const script = inside.document.createElement("script");
      script.addEventListener("load", () => {
        const waiting = this.waiting;
        this.waiting = null;
        waiting.forEach((data) => { this.postMessage(data); });
      });
      script.addEventListener("error", () => { this.dispatchEvent(new Event("error")); });
      script.src = new URL(address, document.baseURI).href;
      inside.document.head.append(script);
    }

    postMessage(data) {
      if (this.waiting) this.waiting.push(data);
      else setTimeout(() => { this.frame.contentWindow.dispatchEvent(new MessageEvent("message", {data})); });
    }

    terminate() { this.frame.remove(); }
  };
})();
