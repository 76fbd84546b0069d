// The parts of a DOCX file, as scripts/anchoring/readers/docx_file.py takes them: a zip of XML from who knows where. What it
// unpacks to is counted while it unpacks, and a document type declaration ends the reading.
((our) => {
  "use strict";

  const {MAX_UNPACKED, MAX_DEPTH, MAX_ENTRIES, RELATED, BESIDE, TROUBLES} = our.constants;
  const trouble = (name) => our.trouble(TROUBLES[name]);

  // Zip

  // The parts of a zip by name in lower case: where each begins, how long it is, how it is packed.
  function directory(data) {
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength), parts = new Map();
    let end = data.length - 22;
    while (end >= 0 && end > data.length - 65558 && view.getUint32(end, true) !== 0x06054b50) end--;
    if (end < 0 || view.getUint32(end, true) !== 0x06054b50) throw trouble("cut off");
    const count = view.getUint16(end + 10, true);
    if (count > MAX_ENTRIES) throw trouble("entries");
    let at = view.getUint32(end + 16, true);
    for (let n = 0; n < count; n++) {
      if (at + 46 > data.length || view.getUint32(at, true) !== 0x02014b50) throw trouble("cut off");
      const [names, extra, comment] = [28, 30, 32].map((o) => view.getUint16(at + o, true));
      const name = new TextDecoder().decode(data.subarray(at + 46, at + 46 + names));
      parts.set(name.toLowerCase(), {
        encrypted: (view.getUint16(at + 8, true) & 1) === 1, method: view.getUint16(at + 10, true),
        packed: view.getUint32(at + 20, true), start: view.getUint32(at + 42, true),
      });
      at += 46 + names + extra + comment;
    }
    return {data, view, parts, left: MAX_UNPACKED};
  }

  // One part as text; "" where there is none.
  async function unpacked(zip, name) {
    const {data, view} = zip, part = zip.parts.get(name.toLowerCase());
    if (!part) return "";
    if (part.encrypted) throw trouble("encrypted");
    if (part.method !== 0 && part.method !== 8) throw trouble("packed");
    if (part.start + 30 > data.length || view.getUint32(part.start, true) !== 0x04034b50) throw trouble("cut off");
    const from = part.start + 30 + view.getUint16(part.start + 26, true) + view.getUint16(part.start + 28, true);
    if (from + part.packed > data.length) throw trouble("cut off");
    const stored = new Blob([data.subarray(from, from + part.packed)]).stream();
    const reader = (part.method === 8 ? stored.pipeThrough(new DecompressionStream("deflate-raw")) : stored).getReader();
    const chunks = [];
    try {
      for (let step = await reader.read(); !step.done; step = await reader.read()) {
        zip.left -= step.value.length;
        if (zip.left < 0) {
          reader.cancel().catch(() => {});
          throw our.trouble(`unpacks to more than ${MAX_UNPACKED / 1000000} MB: it is not read`);
        }
        chunks.push(step.value);
      }
    } catch (error) {
      throw error.trouble ? error : trouble("cut off");
    }
    const bytes = new Uint8Array(await new Blob(chunks).arrayBuffer()), mark = bytes[0] * 256 + bytes[1];
    try {
      return new TextDecoder({0xfffe: "utf-16le", 0xfeff: "utf-16be"}[mark] || "utf-8", {fatal: true}).decode(bytes);
    } catch {
      throw trouble("broken");
    }
  }

  // What a part is related to inside the file: [kind, name].
  async function related(zip, folder, name) {
    const out = [];
    our.walkXml(await unpacked(zip, name), {
      start(element, of) {
        if (element !== "Relationship" || our.attribute(of, "TargetMode") === "External") return;
        const target = our.attribute(of, "Target"), path = [];
        for (const step of (target.startsWith("/") ? target : `${folder}/${target}`).split("/")) {
          if (step === "..") path.pop(); else if (step && step !== ".") path.push(step);
        }
        out.push([our.attribute(of, "Type").split("/").pop(), path.join("/")]);
      },
    });
    return out;
  }

  // The main part as `document`, and the parts beside it that text depends on; "" where there is none.
  our.docxParts = async function (data) {
    const zip = directory(data), named = (all, kind, other) => (all.find(([k]) => k === kind) || ["", other])[1];
    let main = named(await related(zip, "", "_rels/.rels"), "officeDocument", "word/document.xml");
    if (!zip.parts.has(main.toLowerCase())) main = "word/document.xml";
    const cut = main.lastIndexOf("/"), folder = main.slice(0, Math.max(cut, 0)), beside = folder ? `${folder}/` : "";
    const relations = await related(zip, folder, `${beside}_rels/${main.slice(cut + 1)}.rels`);
    if (relations.some(([kind]) => kind === "aFChunk")) {
      throw trouble("piece");
    }
    const out = {document: await unpacked(zip, main)};
    if (!out.document) throw trouble("no word");
    for (const kind of RELATED) out[kind] = await unpacked(zip, named(relations, kind, `${beside}${kind}.xml`));
    out.beside = [];
    for (const [kind, target] of relations) if (BESIDE.includes(kind)) out.beside.push(await unpacked(zip, target));
    return out;
  };

  // XML

  // The value of an attribute by its name without namespace; "" where there is none.
  our.attribute = function (element, name) {
    let value = "";
    for (const a of element.attributes) if (a.localName === name) value = a.value;
    return value;
  };

  // A number of an attribute; 0 where it is none.
  our.number = (text) => (/^[0-9]{1,6}$/.test(text) ? Number(text) : 0);

  // Whether a property with this value holds: it does unless it says no.
  our.isOn = (value) => !["0", "false", "off"].includes(value);

  // Walk through a part of the file: start(name, element) and end(name, element) for elements, words(text) for text.
  our.walkXml = function (xml, {start, end, words}) {
    if (!xml) return;
    if (xml.includes("<!DOCTYPE")) throw trouble("document type");
    const root = new DOMParser().parseFromString(xml, "application/xml");
    if (root.getElementsByTagName("parsererror").length) throw trouble("broken");
    let node = root.documentElement, depth = 0;
    for (let down = true; node; ) {
      if (down && node.nodeType === 1) start(node.localName, node);
      else if (down && (node.nodeType === 3 || node.nodeType === 4) && words) words(node.data);
      if (down && node.firstChild) {
        if (++depth > MAX_DEPTH) throw trouble("deep");
        node = node.firstChild;
        continue;
      }
      if (node.nodeType === 1 && end) end(node.localName, node);
      if (node === root.documentElement) return;
      down = Boolean(node.nextSibling);
      if (!down) depth--;
      node = node.nextSibling || node.parentNode;
    }
  };
})(self.our);
