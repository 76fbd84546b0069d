// A reader's file as text: TXT, Markdown, HTML, DOCX, PDF, each told by its content (Markdown by its name). What is in it is never
// put into the page as HTML. A file that cannot be read throws an error with `trouble`: what to say after the file's name.
((our) => {
  "use strict";

  const {MAX_BYTES, MAX_CHARACTERS, FOREIGN, CONVERT, UNCONDITIONALLY} = our.constants;
  const SIGNS = [
    ["\xd0\xcf\x11\xe0", "is an old Word file, or protected by a password: open it and save it as Word (.docx) without a password"],
    ["{\\rtf", CONVERT],
  ];
  const ARCHIVE = /^(?:From|MIME-Version|Content-Type):[^\n]{0,200}\r?\n(?:[A-Za-z0-9_-]+:|[ \t])/;
  const CHARSET = /<(?:meta[^>]{0,200}charset|\?xml[^>]{0,200}encoding)\s*=\s*["']?\s*([a-zA-Z0-9_.:-]{1,40})/i;
  const OF_PAGES = /^(?:windows-\d+|iso-8859-\d+|koi8-[ru]|macintosh|x-mac-cyrillic|ibm866|gbk|gb18030|big5|shift_jis|euc-(?:jp|kr))$/;
  const CONVERTIBLE = /\.(?:doc|dot|rtf|odt)$/i, OPEN_DOCUMENT = "mimetypeapplication/vnd.oasis.opendocument.text";
  const END_OF_HEAD = /<\/head\b|<(?:body|p|div|h[1-6]|table|a)\b/i;
  const ODD = /[\0-\x08\x0b\x0e-\x1f\x7f\x81\x8d\x8f\x90\x9d]/; // in no text
  const NO_TEXT = "is no text. Use a PDF, text, Word (.docx) or HTML file, or paste the text";
  const ODD_TEXT = "is in no encoding that is known here: save it as UTF-8 text";

  our.trouble = (text) => Object.assign(new Error(text), {trouble: text});

  // Words with one space between them and none around; and as they are compared, whatever their case.
  our.squeezed = (text) => text.split(/[\s\x1c-\x1f\x85]+/).filter(Boolean).join(" ");
  our.folded = (text) => text.toUpperCase().toLowerCase();

  our.checkSize = function (characters) {
    if (characters > MAX_CHARACTERS) throw our.trouble(`has more than ${MAX_CHARACTERS / 1000000} million characters: it is none of these documents`);
  };

  const latin = (bytes) => new TextDecoder("windows-1252").decode(bytes);
  const marked = (data) => ({0xfffe: "utf-16le", 0xfeff: "utf-16be"}[data[0] * 256 + data[1]]); // by its byte order mark

  // Bytes in an encoding, by its name; null where they are not, or it is none that web pages have.
  function decoded(data, name, fatal = true) {
    try {
      return new TextDecoder(name, {fatal}).decode(data);
    } catch {
      return null;
    }
  }

  // Plain text by byte order mark, as UTF-8, else as Western European where it looks like that.
  function plain(data) {
    const text = decoded(data, marked(data) || "utf-8");
    if (text !== null) return text;
    if (marked(data)) throw our.trouble(ODD_TEXT);
    const bytes = Array.from(data.subarray(0, MAX_CHARACTERS), (byte) => String.fromCharCode(byte)).join("");
    const letters = bytes.match(/\p{L}/gu) || [], beyond = letters.filter((c) => c > "\x7f");
    if (ODD.test(bytes)) throw our.trouble(bytes.includes("\0") ? NO_TEXT : ODD_TEXT);
    if (beyond.length > FOREIGN * letters.length) throw our.trouble(ODD_TEXT);
    return latin(data);
  }

  // HTML by byte order mark, as UTF-8, by what the page declares, else as Western European.
  function markup(data) {
    if (marked(data)) return decoded(data, marked(data), false);
    const utf8 = decoded(data, "utf-8"), bytes = utf8 === null ? latin(data) : "", end = bytes.slice(UNCONDITIONALLY).search(END_OF_HEAD);
    const declared = CHARSET.exec(end < 0 ? bytes : bytes.slice(0, UNCONDITIONALLY + end));
    if (utf8 !== null || !declared) return utf8 ?? latin(data);
    let name = "";
    try {
      name = new TextDecoder(declared[1]).encoding;
    } catch {
      name = ""; // none that the browser knows
    }
    return (OF_PAGES.test(name) ? decoded(data, name) : null) ?? latin(data);
  }

  const lines = (text) => text.replace(/\r\n?/g, "\n");

  // A text, if there is anything to look for in it.
  function checked(text) {
    if (!/[\p{L}\p{N}]/u.test(text)) throw our.trouble("has no text. If it is a scan, run text recognition (OCR) on it first");
    our.checkSize(text.length);
    return text;
  }

  // A text that somebody pasted or wrote.
  our.pasted = (text) => checked(our.withoutHeads(lines(text)));

  // A File as text. `remark` is called with what its owner should know of it.
  our.readFile = async function (file, remark = () => {}) {
    if (file.size > MAX_BYTES) throw our.trouble(`is larger than ${MAX_BYTES / 1000000} MB: it is not read`);
    let data;
    try {
      data = new Uint8Array(await file.arrayBuffer());
    } catch {
      throw our.trouble("cannot be opened (is it a folder?)");
    }
    const head = String.fromCharCode(...data.subarray(0, 4096)), name = file.name || "";
    if (CONVERTIBLE.test(name) || head.slice(30).startsWith(OPEN_DOCUMENT)) throw our.trouble(CONVERT);
    for (const [sign, what] of SIGNS) if (head.startsWith(sign)) throw our.trouble(what);
    if (head.slice(0, 1024).includes("%PDF-")) return checked(await our.pdfText(data));
    if (ARCHIVE.test(head) && head.includes("multipart/related")) {
      throw our.trouble("is a web archive (MHTML): open it in a browser and save it as HTML only");
    }
    if (head.startsWith("PK")) return checked(lines(await our.docxText(data, remark)));
    const isHtml = /\.x?html?$/i.test(name) || /^[\s\xef\xbb\xbf]*<(?:!doctype\s+html|html)\b/i.test(head);
    const text = isHtml ? markup(data) : plain(data);
    if (text.includes("\0")) throw our.trouble(NO_TEXT);
    if (isHtml) return checked(our.htmlText(text));
    return checked(/\.(?:md|markdown)$/i.test(name) ? our.markdownText(lines(text)) : our.withoutHeads(lines(text)));
  };
})(self.our);
