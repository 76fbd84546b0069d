// DOCX as text, as scripts/anchoring/readers/docx.py reads it: paragraphs, list numbers, notes; no running head, hidden
// or deleted text. `remark` is called with what its owner should know of the file.
((our) => {
  "use strict";

  const DELETED = new Set(our.constants.DELETED), SKIP = new Set(our.constants.SKIP), {STYLES_OF_NOTES, SYMBOLS, TRACKED} = our.constants;
  const CHANGE = /<\w+:(?:ins|del|moveFrom|moveTo)[\s/>]/;
  const isNote = (name) => name === "footnote" || name === "endnote";

  // How settings.xml says that notes are numbered.
  function noteFormats(xml) {
    const found = {};
    let kind = "";
    const isNotes = (name) => name === "footnotePr" || name === "endnotePr";
    our.walkXml(xml, {
      start(name, element) {
        if (isNotes(name)) kind = name.slice(0, -2);
        else if (name === "numFmt" && kind) found[kind] = our.attribute(element, "val");
      },
      end(name) { if (isNotes(name)) kind = ""; },
    });
    return found;
  }

  // The text of a symbol: letters of the font Symbol by their ASCII neighbours; others in private places are no letters.
  function symbol(element) {
    const code = our.attribute(element, "char"), at = parseInt(code, 16);
    if (!/^[0-9A-Fa-f]{4}$/.test(code)) return "";
    const isPrivate = at >= 0xf000 && at <= 0xf0ff;
    if (our.attribute(element, "font") === "Symbol" && (isPrivate || at < 0x100)) return SYMBOLS[String.fromCharCode(at & 0xff)] || "";
    return isPrivate ? "" : String.fromCharCode(at);
  }

  // A reader of the main part, or of notes, which it gives one by one to `noted`.
  function reader(lists, formats, paged, noted = null) {
    const called = []; // notes in the order in which they are called: [kind, id, mark]
    const counts = {footnote: 0, endnote: 0}; // each kind counts for itself
    const open = []; // paragraphs around this place: number and level of the list, style, whether it goes on in the next one,
    // text, and the text boxes in it, which stand behind it
    const pictures = []; // what is said of them
    const hidden = []; // of the runs that are open
    let out = "", rest = "", size = 0; // rest: of a paragraph that goes on in the next one
    let skipped = 0, texts = 0, properties = 0, id = "";
    let newPage = true; // nothing has come since the page began

    const counted = (text) => {
      our.checkSize(size += text.length);
      return text;
    };
    function put(text) {
      if (open.length) open[open.length - 1].text += counted(text); else out += counted(text);
    }
    function said(text) {
      if (skipped || hidden[hidden.length - 1]) return;
      put(text);
      newPage = false;
    }
    function page() {
      put("\f");
      newPage = true;
    }
    function note(kind, element) {
      const byHand = our.isOn(our.attribute(element, "customMarkFollows") || "0"); // its mark is written by hand
      const mark = byHand ? "" : our.wordNumber(++counts[kind], formats[kind] || STYLES_OF_NOTES[kind]);
      called.push([kind, our.attribute(element, "id"), mark]);
      put(mark);
    }
    const set = (name, read) => (element) => { if (open.length) open[open.length - 1][name] = read(our.attribute(element, "val")); };
    const asIs = (value) => value;

    const handlers = new Map(Object.entries({
      t: () => { texts++; },
      tab: () => { if (!properties) put("\t"); }, // else it is a tab stop
      ptab: () => put("\t"),
      noBreakHyphen: () => put("-"),
      sym: (element) => said(symbol(element)),
      docPr: (element) => pictures.push(our.attribute(element, "descr")),
      cr: () => put("\n"),
      br: (element) => { if (our.attribute(element, "type") === "page" && paged) page(); else put("\n"); },
      lastRenderedPageBreak: () => { if (!newPage) page(); }, // a break that somebody set has been counted already
      pPr: () => { properties++; },
      p: () => {
        open.push({number: "", level: 0, style: "", joined: false, text: rest, behind: ""});
        rest = "";
      },
      r: () => { hidden.push(false); },
      vanish: (element) => { if (hidden.length && !properties) hidden[hidden.length - 1] = our.isOn(our.attribute(element, "val")); },
      ilvl: set("level", our.number),
      numId: set("number", asIs),
      pStyle: set("style", asIs),
      footnoteReference: (element) => note("footnote", element),
      endnoteReference: (element) => note("endnote", element),
    }));

    function ended(p) {
      if (p.joined) {
        rest = p.text + p.behind;
        return;
      }
      const [key, level] = p.number ? [p.number, p.level] : lists.ofStyle(p.style);
      const marker = key && key !== "0" ? lists.marker(key, level) : ""; // 0: what the style says is taken back
      const text = `${counted(marker)}${p.text}\n\n${p.behind}`;
      if (open.length) open[open.length - 1].behind += text; else out += text;
    }

    return {
      called,
      pictures,
      done: () => out + rest, // a paragraph that would go on, but has no other behind it, too
      read(xml) {
        our.walkXml(xml, {
          start(name, element) {
            if (noted && isNote(name)) [id, out] = [our.attribute(element, "id"), ""];
            if (properties && !skipped && DELETED.has(name) && open.length) open[open.length - 1].joined = true;
            if (skipped || SKIP.has(name)) skipped++;
            else if (handlers.has(name)) handlers.get(name)(element);
          },
          end(name) {
            if (skipped) skipped--;
            else if (name === "t") texts--;
            else if (name === "pPr") properties--;
            else if (name === "r") hidden.pop();
            else if (name === "p" && open.length) ended(open.pop());
            if (!noted || !isNote(name)) return;
            noted(id, out + rest);
            rest = "";
          },
          words(text) { if (texts) said(text); },
        });
      },
    };
  }

  our.docxText = async function (data, remark = () => {}) {
    const parts = await our.docxParts(data), lists = our.docxLists(parts.numbering, parts.styles), texts = {};
    for (const kind of Object.keys(STYLES_OF_NOTES)) {
      texts[kind] = new Map();
      reader(lists, {}, false, (id, text) => texts[kind].set(id, text)).read(parts[`${kind}s`]);
    }
    const body = reader(lists, noteFormats(parts.settings), parts.document.includes("lastRenderedPageBreak"));
    body.read(parts.document);
    const lines = [body.done().replace(/^\n+|\n+$/g, "")];
    for (const [kind, id, mark] of body.called) {
      const text = our.squeezed(texts[kind].get(id) || "");
      if (text) lines.push(`${mark} ${text}`.trim());
      texts[kind].delete(id); // once, however often it is called
    }
    if (!/[\p{L}\p{N}]/u.test(lines.join(""))) { // all that there is may be in page headers, or said of pictures
      for (const xml of parts.beside) {
        const beside = reader(lists, {}, false);
        beside.read(xml);
        lines.push(beside.done().replace(/^\n+|\n+$/g, ""));
      }
      lines.push(...body.pictures);
    }
    if (CHANGE.test(parts.document)) remark(TRACKED);
    return `${lines.filter(Boolean).join("\n\n")}\n`;
  };
})(self.our);
