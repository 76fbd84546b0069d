// PDF as text, by pdf.js, which is loaded from this site when a PDF is opened: a form feed at the end of each page. What is
// refused is refused as scripts/anchoring/readers/pdf.py does.
((our) => {
  "use strict";

  const {LOCKED, NONSENSE, DAMAGED, MOST_GLYPHS, FEWEST_VOWELS, ENOUGH_WORDS, END, MOST_PAGES} = our.constants;
  const GLYPHS = /\/?\b(?:g|gid|glyph|cid|uni|C)[:_]?\d{1,5}\b|\(cid:\d+\)|[\ue000-\uf8ff\ufffd]/g;
  const WORDS = /\b[A-Za-z]{4,}\b/g, VOWELS = /[aeiouyAEIOUY]/;
  const COPY = "open it in your PDF reader, select all (Ctrl+A, on a Mac ⌘A), copy, and paste it here";
  const FOLDERS = {cMapUrl: "cmaps/", standardFontDataUrl: "standard_fonts/"};

  // A file of pdf.js, out of a script: from a folder on a disk a browser runs scripts, but lets no page read files.
  our.parts = new Map();
  const part = (name) => new Promise((done, fail) => {
    const script = document.createElement("script");
    script.src = `${our.assets}pdfjs/${name}.js`;
    script.onload = () => { script.remove(); done(our.parts.get(name)); };
    script.onerror = () => { script.remove(); fail(new Error(`${name} is not there`)); };
    document.head.append(script);
  });
  const address = (code) => URL.createObjectURL(new Blob([code], {type: "text/javascript"}));
  // From a disk browsers start scripts only as workers, no modules: so the module is made one.
  const asScript = (code) => code.replace(/^export \{[^}]*\};?$/m, "").replaceAll("import.meta.url", "self.location.href");

  class BinaryDataFactory {
    async fetch({kind, filename}) {
      return Uint8Array.from(atob(await part(`${FOLDERS[kind]}${filename}`)), (letter) => letter.charCodeAt(0));
    }
  }

  // A worker that has said that it runs.
  const started = (script) => new Promise((done, fail) => {
    const port = new our.Worker(script);
    port.onmessage = () => done(port);
    port.onerror = fail;
  });

  let library; // pdf.js and the address of its worker
  async function opened(data) {
    let worker, pdfjs, script;
    try {
      library ??= Promise.all([part("pdf.mjs").then((code) => import(address(code))), part("pdf.worker.mjs").then((code) => address(asScript(code)))]);
      [pdfjs, script] = await library;
      const port = await started(script).catch(() => import(script).then(() => null)); // without a worker in the page itself
      worker = new pdfjs.PDFWorker({port, verbosity: 0});
      worker.stop = () => { worker.destroy(); port?.terminate(); };
    } catch {
      library = undefined;
      throw our.trouble(`is a PDF, and PDFs cannot be opened here, since this site was built without its PDF reader: ${COPY}`);
    }
    return [pdfjs.getDocument({data, worker, BinaryDataFactory, useWorkerFetch: false, useWasm: false, verbosity: 0}), worker];
  }

  // Whether a text layer is made of glyph names, or of words in Latin letters too many of which have no vowel.
  our.isNonsense = function (text) {
    const size = text.replace(/\s+/g, "").length, words = text.match(WORDS) || [];
    const glyphs = (text.match(GLYPHS) || []).reduce((total, name) => total + name.length, 0);
    const spoken = words.filter((word) => VOWELS.test(word)).length;
    return glyphs > MOST_GLYPHS * size || (words.length >= ENOUGH_WORDS && spoken < FEWEST_VOWELS * words.length);
  };

  async function textOfPage(page) {
    const {items} = await page.getTextContent({disableNormalization: true});
    const text = items.map((item) => (item.str || "") + (item.hasEOL ? "\n" : "")).join("");
    page.cleanup();
    return `${text.replace(/\f/g, "\n").split("\n").filter((line) => line.trim()).join("\n")}\n\f`;
  }

  our.pdfText = async function (data) {
    const tail = String.fromCharCode(...data.subarray(-END)), pages = [];
    if (!tail.includes("%%EOF")) throw our.trouble(DAMAGED); // a reader would repair a file that is cut off, and lose its end unseen
    const [task, worker] = await opened(data);
    try {
      const file = await task.promise;
      if (file.numPages > MOST_PAGES) throw our.trouble(`has more than ${MOST_PAGES} pages`);
      let size = 0;
      for (let n = 1; n <= file.numPages; n++) {
        pages.push(await textOfPage(await file.getPage(n)));
        our.checkSize(size += pages[n - 1].length);
      }
    } catch (error) {
      throw error.trouble ? error : our.trouble(error.name === "PasswordException" ? LOCKED : DAMAGED);
    } finally {
      await task.destroy();
      worker.stop();
    }
    const text = pages.join("");
    if (!/[\p{L}\p{N}]/u.test(text)) throw our.trouble("contains pictures but no text: run text recognition (OCR) on it first");
    if (our.isNonsense(text)) throw our.trouble(NONSENSE);
    return our.withoutHeads(text);
  };
})(self.our);
