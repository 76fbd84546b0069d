// PDF as text, by pdf.js, which is fetched from this site when a PDF is opened: a form feed at the end of each page. What is
// refused is refused as scripts/anchoring/readers/pdf.py does.
((our) => {
  "use strict";

  const {LOCKED, NONSENSE, DAMAGED, MOST_GLYPHS, FEWEST_VOWELS, ENOUGH_WORDS, END, MOST_PAGES} = our.constants;
  const GLYPHS = /\/?\b(?:g|gid|glyph|cid|uni|C)[:_]?\d{1,5}\b|\(cid:\d+\)|[\ue000-\uf8ff\ufffd]/g;
  const WORDS = /\b[A-Za-z]{4,}\b/g, VOWELS = /[aeiouyAEIOUY]/;
  const COPY = "open it in your PDF reader, select all (Ctrl+A, on a Mac ⌘A), copy, and paste it here";

  async function library() {
    if (self.location.protocol === "file:") throw our.trouble(`is a PDF, which this page cannot read from a folder, only on the web: ${COPY}`);
    const folder = new URL(`${our.assets}pdfjs/`, document.baseURI).href;
    try {
      const pdfjs = await import(`${folder}pdf.mjs`);
      pdfjs.GlobalWorkerOptions.workerSrc = `${folder}pdf.worker.mjs`;
      return [pdfjs, {cMapUrl: `${folder}cmaps/`, standardFontDataUrl: `${folder}standard_fonts/`, cMapPacked: true, isEvalSupported: false, verbosity: 0}];
    } catch {
      throw our.trouble(`is a PDF, and PDFs cannot be opened here, since this site was built without its PDF reader: ${COPY}`);
    }
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
    const [pdfjs, options] = await library();
    const task = pdfjs.getDocument({data, ...options});
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
    }
    const text = pages.join("");
    if (!/[\p{L}\p{N}]/u.test(text)) throw our.trouble("holds pictures and no text: run text recognition (OCR) on it first");
    if (our.isNonsense(text)) throw our.trouble(NONSENSE);
    return our.withoutHeads(text);
  };
})(self.our);
