// A reader's file as text: TXT, Markdown, HTML, DOCX, each told by its content. What is in it is never put into the page
// as HTML. A file that cannot be read throws an error with `trouble`: what to say after the file's name.
(function (our) {
  "use strict";

  const MAX_BYTES = 30000000, MAX_CHARACTERS = 1000000;
  const BLOCKS = new Set(
    ("address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html " +
    "legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul").split(" "));
  const UNSEEN = new Set("script style template noscript title iframe object svg math select textarea head".split(" "));
  const PARTED = new Set("h1 h2 h3 h4 h5 h6 p ol ul table".split(" "));
  const SIGNS = [
    ["%PDF-", "is a PDF, which a page cannot read. Open it in your PDF reader, select all (Ctrl+A, on a Mac ⌘A), copy, and paste it here"],
    ["\xd0\xcf\x11\xe0", "is an old Word file, or protected by a password: open it and save it as Word (.docx) without a password"],
    ["{\\rtf", "is Rich Text: open it in a word processor and save it as Word (.docx) or as text"],
  ];

  our.trouble = (text) => Object.assign(new Error(text), {trouble: text});

  // A list number as it is shown: style 1, a, A, i or I.
  our.numeral = function (number, style) {
    let text = "";
    if ("aA".includes(style) && number > 0) {
      for (let left = number; left; left = Math.floor((left - 1) / 26)) text = String.fromCharCode(97 + ((left - 1) % 26)) + text;
    } else if ("iI".includes(style) && number > 0 && number < 4000) {
      const values = [1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1];
      let left = number;
      "m cm d cd c xc l xl x ix v iv i".split(" ").forEach((letters, n) => {
        text += letters.repeat(Math.floor(left / values[n]));
        left %= values[n];
      });
    } else return String(number);
    return style === "A" || style === "I" ? text.toUpperCase() : text;
  };

  // Bytes as text: by byte order mark, by what an HTML page declares, as UTF-8, else as Western European.
  function decoded(data, declared) {
    if (data[0] === 0xff && data[1] === 0xfe) return new TextDecoder("utf-16le").decode(data);
    if (data[0] === 0xfe && data[1] === 0xff) return new TextDecoder("utf-16be").decode(data);
    for (const name of ["utf-8", declared, "windows-1252"]) {
      try {
        if (name) return new TextDecoder(name, {fatal: name !== "windows-1252"}).decode(data);
      } catch (error) {
        continue; // not in this encoding, or none that the browser knows
      }
    }
    return "";
  }

  // HTML as text: one line a block, list markers as a browser shows them. The parsed page is inert: nothing of it runs or loads.
  our.htmlText = function (html) {
    const body = new DOMParser().parseFromString(html, "text/html").body;
    const out = [], lists = [];
    const gap = (name) => { if (BLOCKS.has(name)) out.push(PARTED.has(name) ? "\n\n" : "\n"); };

    function enter(element, name) {
      if (UNSEEN.has(name) || element.hasAttribute("hidden")) return false;
      if (name === "br") out.push("\n");
      gap(name);
      if (name === "ol" || name === "ul") {
        const start = element.getAttribute("start") || "";
        lists.push({kind: name, next: /^[0-9]{1,6}$/.test(start) ? Number(start) : 1, style: element.getAttribute("type") || "1"});
      } else if (name === "li" && lists.length) {
        const list = lists[lists.length - 1], value = element.getAttribute("value") || "";
        if (list.kind === "ul") out.push("- ");
        else {
          if (/^[0-9]{1,6}$/.test(value)) list.next = Number(value);
          out.push(our.numeral(list.next++, list.style) + ". ");
        }
      }
      return true;
    }

    for (let node = body, down = true; node; ) {
      const name = node.nodeType === 1 ? node.localName : "";
      let inside = false;
      if (down && name) inside = enter(node, name);
      else if (down && node.nodeType === 3) out.push(node.data.replace(/[ \t\r\n\f]+/g, " "));
      if (inside && node.firstChild) {
        node = node.firstChild;
        continue;
      }
      if (name && (inside || !down)) {
        if ((name === "ol" || name === "ul") && lists.length) lists.pop();
        gap(name);
      }
      if (node === body) break;
      down = Boolean(node.nextSibling);
      node = node.nextSibling || node.parentNode;
    }
    return out.join("").split("\n").map((line) => line.trim()).join("\n").replace(/\n{3,}/g, "\n\n").replace(/^\n+|\n+$/g, "") + "\n";
  };

  // A text that somebody pasted or a reader made, if there is anything to look for in it.
  our.checked = function (text) {
    if (!/[\p{L}\p{N}]/u.test(text)) throw our.trouble("has no text. If it is a scan, run text recognition (OCR) on it first");
    if (text.length > MAX_CHARACTERS) throw our.trouble(`has more than ${MAX_CHARACTERS / 1000000} million characters: it is none of these documents`);
    return text.replace(/\r\n?/g, "\n");
  };

  // A File as text.
  our.readFile = async function (file) {
    if (file.size > MAX_BYTES) throw our.trouble(`is larger than ${MAX_BYTES / 1000000} MB: it is not read`);
    let data;
    try {
      data = new Uint8Array(await file.arrayBuffer());
    } catch (error) {
      throw our.trouble("cannot be opened (is it a folder?)");
    }
    const head = String.fromCharCode(...data.subarray(0, 1024));
    for (const [sign, what] of SIGNS) if (head.startsWith(sign) || (sign === "%PDF-" && head.includes(sign))) throw our.trouble(what);
    if (head.startsWith("PK")) return our.checked(await our.docxText(data));
    const declared = /<meta[^>]{0,200}charset\s*=\s*["']?\s*([a-zA-Z0-9_.:-]{1,40})/i.exec(head + String.fromCharCode(...data.subarray(1024, 4096)));
    const isHtml = /\.x?html?$/i.test(file.name || "") || /^[\s\xef\xbb\xbf]*<(?:!doctype\s+html|html)\b/i.test(head);
    const text = decoded(data, isHtml && declared ? declared[1] : "");
    if (text.includes("\0")) throw our.trouble("is no text. Use a text, Word (.docx) or HTML file, or paste the text");
    return our.checked(isHtml ? our.htmlText(text) : text);
  };
})((self.openCopy = self.openCopy || {}));
