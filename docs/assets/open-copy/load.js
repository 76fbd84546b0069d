// Loads what "Open my copy" needs, on pages that have a place for it, before anybody gives it a copy. Afterwards
// only the reader of PDFs is asked for, from this site, when a PDF is opened.
((our) => {
  "use strict";

  const block = document.querySelector("[data-open-copy]");
  if (!block) return;
  const assets = `${block.dataset.root}assets/`;
  const readers = ["files", "heads", "markdown", "html", "docx-file", "docx-lists", "docx", "pdf"].map((name) => `readers/${name}`);
  const anchoring = ["sha256", "numerals", "normalise", "chain", "placing", "matching", "fragment", ...readers].map((name) => `anchoring/${name}.js`);
  const places = block.dataset.openCopy.split(" ").map((id) => `locators/${id}.js`);
  const sources = new Map();
  Object.assign(our, {assets, sources, add: (source) => sources.set(source.id, source)});
  [...anchoring, ...places, ...["keep", "show", "page"].map((name) => `open-copy/${name}.js`)].forEach((path) => {
    const script = document.createElement("script");
    script.src = assets + path;
    script.async = false; // in this order
    document.head.append(script);
  });
})(self.our);
