// DOCX as text, as scripts/corpus/document/read_docx.py reads it: paragraphs, list numbers, notes; no header, footer or
// deleted text. The file is a zip from who knows where: what it unpacks to is counted while it unpacks.
(function (our) {
  "use strict";

  const MAX_UNPACKED = 50000000, MAX_DEPTH = 500;
  const SKIP = new Set(["del", "moveFrom", "instrText", "delText", "Fallback", "rPrChange", "pPrChange"]);
  const STYLES = {lowerLetter: "a", upperLetter: "A", lowerRoman: "i", upperRoman: "I", decimal: "1", decimalZero: "1"};
  const CUT_OFF = "is no Word file (.docx), or cut off: get it again";

  // Zip

  // The parts of a zip by name: where each begins, how long it is, how it is packed.
  function directory(data) {
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength), out = new Map();
    let end = data.length - 22;
    while (end >= 0 && end > data.length - 65558 && view.getUint32(end, true) !== 0x06054b50) end--;
    if (end < 0 || view.getUint32(end, true) !== 0x06054b50) throw our.trouble(CUT_OFF);
    const count = view.getUint16(end + 10, true);
    let at = view.getUint32(end + 16, true);
    for (let n = 0; n < count; n++) {
      if (at + 46 > data.length || view.getUint32(at, true) !== 0x02014b50) throw our.trouble(CUT_OFF);
      const [names, extra, comment] = [28, 30, 32].map((o) => view.getUint16(at + o, true));
      const name = new TextDecoder().decode(data.subarray(at + 46, at + 46 + names));
      out.set(name, {
        encrypted: (view.getUint16(at + 8, true) & 1) === 1, method: view.getUint16(at + 10, true),
        packed: view.getUint32(at + 20, true), start: view.getUint32(at + 42, true),
      });
      at += 46 + names + extra + comment;
    }
    return {view, parts: out};
  }

  async function unpacked(data, {view, parts}, name) {
    const part = parts.get(name);
    if (!part) return "";
    if (part.encrypted) throw our.trouble("is encrypted: open it and save it without a password");
    if (part.start + 30 > data.length || view.getUint32(part.start, true) !== 0x04034b50) throw our.trouble(CUT_OFF);
    const from = part.start + 30 + view.getUint16(part.start + 26, true) + view.getUint16(part.start + 28, true);
    if (from + part.packed > data.length || (part.method !== 0 && part.method !== 8)) throw our.trouble(CUT_OFF);
    const stored = new Blob([data.subarray(from, from + part.packed)]).stream();
    const reader = (part.method === 8 ? stored.pipeThrough(new DecompressionStream("deflate-raw")) : stored).getReader();
    const chunks = [];
    let size = 0;
    try {
      for (let step = await reader.read(); !step.done; step = await reader.read()) {
        size += step.value.length;
        if (size > MAX_UNPACKED) {
          reader.cancel().catch(() => {});
          throw our.trouble(`unpacks to more than ${MAX_UNPACKED / 1000000} MB: it is not read`);
        }
        chunks.push(step.value);
      }
    } catch (error) {
      throw error.trouble ? error : our.trouble(CUT_OFF);
    }
    return new Blob(chunks).text();
  }

  // XML

  const number = (text) => (/^[0-9]{1,6}$/.test(text || "") ? Number(text) : 0);

  function attribute(element, name) {
    for (const a of element.attributes) if (a.localName === name) return a.value;
    return "";
  }

  // Walk through a part of the file: start(name, element) and end(name, element) for elements, words(text) for text.
  function walk(xml, {start, end, words}) {
    if (!xml) return;
    if (xml.includes("<!DOCTYPE")) throw our.trouble("declares a document type, as no Word document does: it is not read");
    const root = new DOMParser().parseFromString(xml, "application/xml");
    if (root.getElementsByTagName("parsererror").length) throw our.trouble("holds broken XML: open it in a word processor and save it again");
    let node = root.documentElement, depth = 0;
    for (let down = true; node; ) {
      if (down && node.nodeType === 1) start(node.localName, node);
      else if (down && (node.nodeType === 3 || node.nodeType === 4) && words) words(node.data);
      if (down && node.firstChild) {
        if (++depth > MAX_DEPTH) throw our.trouble(`is nested more than ${MAX_DEPTH} deep: it is not read`);
        node = node.firstChild;
        continue;
      }
      if (node.nodeType === 1 && end) end(node.localName, node);
      if (node === root.documentElement) return;
      down = Boolean(node.nextSibling);
      if (!down) depth--;
      node = node.nextSibling || node.parentNode;
    }
  }

  // What word/numbering.xml says of automatic list numbers: "numId/level" → {style, pattern, start}.
  function numbering(xml) {
    const abstract = new Map(), of = [], out = new Map();
    let here = "", level = null, current = "";
    walk(xml, {
      start(name, element) {
        const value = attribute(element, "val");
        if (name === "abstractNum") [here, level] = [attribute(element, "abstractNumId"), null];
        else if (name === "lvl" && !current) {
          level = {of: here, at: number(attribute(element, "ilvl")), style: "decimal", pattern: "", start: 1};
          abstract.set(`${here}/${level.at}`, level);
        } else if (name === "num") current = attribute(element, "numId");
        else if (name === "abstractNumId") of.push([current, value]);
        else if (level && !current) {
          if (name === "numFmt") level.style = value;
          if (name === "lvlText") level.pattern = value;
          if (name === "start") level.start = number(value);
        }
      },
    });
    of.forEach(([id, key]) => abstract.forEach((l) => { if (l.of === key) out.set(`${id}/${l.at}`, l); }));
    return out;
  }

  // What word/styles.xml says of lists: a paragraph may have its number by its style, or by the style beneath that.
  // The result is a function from a style to [numId, level].
  function styles(xml) {
    const lists = new Map(), beneath = new Map();
    let here = "";
    walk(xml, {
      start(name, element) {
        const value = attribute(element, "val");
        if (name === "style") here = attribute(element, "styleId");
        else if (here && name === "basedOn") beneath.set(here, value);
        else if (here && (name === "numId" || name === "ilvl")) {
          if (!lists.has(here)) lists.set(here, ["", 0]);
          lists.get(here)[name === "ilvl" ? 1 : 0] = name === "ilvl" ? number(value) : value;
        }
      },
      end(name) { if (name === "style") here = ""; },
    });
    return (style) => {
      for (let n = 0; n <= beneath.size; n++, style = beneath.get(style) || "") if (lists.has(style)) return lists.get(style); // a circle ends too
      return ["", 0];
    };
  }

  // The paragraphs of a part as text, into `out`; notes are called by their number. `each` is told of elements first.
  function paragraphs(xml, {levels, ofStyle}, called, state, each = () => {}) {
    const counts = new Map();
    let skipped = 0, texts = 0, list = ["", 0], style = "", at = 0;
    const put = (text) => state.out.push(text);

    function marker(id, level) {
      const own = levels.get(`${id}/${level}`);
      if (!own || !STYLES[own.style]) return "- ";
      if (!counts.has(id)) counts.set(id, new Map());
      const seen = counts.get(id);
      seen.set(level, (seen.has(level) ? seen.get(level) : own.start - 1) + 1);
      Array.from(seen.keys()).filter((k) => k > level).forEach((k) => seen.delete(k));
      let pattern = own.pattern;
      for (let k = 0; k <= level; k++) {
        const one = levels.get(`${id}/${k}`) || {style: "decimal", start: 1};
        pattern = pattern.split(`%${k + 1}`).join(our.numeral(seen.has(k) ? seen.get(k) : one.start, STYLES[one.style] || "1"));
      }
      return `${pattern} `;
    }

    const handlers = {
      t: () => { texts++; },
      tab: (e) => { if (!attribute(e, "pos")) put("\t"); }, // with a position it is a tab stop, no tab
      noBreakHyphen: () => put("-"),
      cr: () => put("\n"),
      br: (e) => put(attribute(e, "type") === "page" ? "\f" : "\n"),
      lastRenderedPageBreak: () => { if (!state.out.slice(-3).join("").replace(/[ \n]+$/, "").endsWith("\f")) put("\f"); },
      ilvl: (e) => { list[1] = number(attribute(e, "val")); },
      numId: (e) => { list[0] = attribute(e, "val"); },
      pStyle: (e) => { style = attribute(e, "val"); },
      footnoteReference: (e) => note("footnote", e),
      endnoteReference: (e) => note("endnote", e),
    };
    const noted = {footnote: 0, endnote: 0}; // each kind counts for itself, endnotes in Roman numbers
    function note(kind, element) {
      const byHand = ["1", "true"].includes(attribute(element, "customMarkFollows"));
      const mark = byHand ? "" : kind === "endnote" ? our.numeral(++noted.endnote, "i") : String(++noted.footnote);
      called.push([`${kind}/${attribute(element, "id")}`, mark]);
      put(mark);
    }

    walk(xml, {
      start(name, element) {
        each(name, element, true);
        if (skipped || SKIP.has(name)) skipped++;
        else if (name === "p") [list, style, at] = [["", 0], "", state.out.length];
        else if (Object.hasOwn(handlers, name)) handlers[name](element);
      },
      end(name, element) {
        if (skipped) skipped--;
        else if (name === "t") texts--;
        else if (name === "p") {
          const [id, level] = list[0] ? list : ofStyle(style);
          if (id && id !== "0") state.out.splice(at, 0, marker(id, level)); // 0: what the style says is taken back
          put("\n\n");
        }
        each(name, element, false);
      },
      words(text) { if (texts && !skipped) put(text); },
    });
  }

  // The texts of word/footnotes.xml or endnotes.xml, by "kind/id".
  function notes(xml, kind, lists, out) {
    const state = {out: []};
    paragraphs(xml, lists, [], state, (name, element, starts) => {
      if (name !== kind) return;
      if (starts) state.out = [];
      else out.set(`${kind}/${attribute(element, "id")}`, state.out.join(""));
    });
  }

  our.docxText = async function (data) {
    const zip = directory(data);
    if (!zip.parts.has("word/document.xml")) throw our.trouble("is no Word document: save it as Word (.docx) or as text");
    const [document, footnotes, endnotes, numbers, named] = await Promise.all(
      ["document", "footnotes", "endnotes", "numbering", "styles"].map((name) => unpacked(data, zip, `word/${name}.xml`)));
    const lists = {levels: numbering(numbers), ofStyle: styles(named)}, called = [], texts = new Map(), state = {out: []};
    paragraphs(document, lists, called, state);
    notes(footnotes, "footnote", lists, texts);
    notes(endnotes, "endnote", lists, texts);
    const lines = [state.out.join("").replace(/^\n+|\n+$/g, "")];
    called.forEach(([key, mark]) => {
      const text = (texts.get(key) || "").trim().split(/\s+/).join(" ");
      if (text) lines.push(`${mark} ${text}`.trim());
      texts.delete(key); // once, however often it is called
    });
    return lines.filter(Boolean).join("\n\n") + "\n";
  };
})((self.openCopy = self.openCopy || {}));
