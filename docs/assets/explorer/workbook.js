// A workbook (Office Open XML) made in the page: sheets of text, numbers, truth values and dates; the same bytes each time.
((our) => {
  "use strict";

  const NARROWEST = 10, WIDEST = 60, LONGEST = 32767; // characters; the last is what a cell can hold
  const STYLE = {head: 1, text: 2, date: 3, title: 4};
  const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
  const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

  function xml(text) {
    return String(text).slice(0, LONGEST)
      .replace(/_x[0-9A-Fa-f]{4}_/g, "_x005F$&") // would be read as one character
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "")
      .replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
  }

  function column(n) { return (n >= 26 ? column(Math.floor(n / 26) - 1) : "") + String.fromCharCode(65 + n % 26); }

  // Text is written as text, so that no cell can become a formula.
  function cell(value, place, style) {
    const start = `<c r="${place}" s="${style}"`;
    if (value === null) return `${start}/>`;
    if (typeof value === "boolean") return `${start} t="b"><v>${Number(value)}</v></c>`;
    if (typeof value === "number") return `${start}><v>${value}</v></c>`;
    if (value instanceof Date) return `<c r="${place}" s="${STYLE.date}"><v>${value.getTime() / 86400000 + 25569}</v></c>`;
    return `${start} t="inlineStr"><is><t xml:space="preserve">${xml(value)}</t></is></c>`;
  }

  // Some programs do not fit rows to wrapped text.
  function line(values, number, style, widths) {
    const lines = values.map((v, n) => v === null || v instanceof Date ? 1 : Math.floor(String(v).length / (0.9 * widths[n])) + 1);
    const high = style === STYLE.text ? ` ht="${6 + 15 * Math.max(...lines)}" customHeight="1"` : "";
    return `<row r="${number}"${high}>${values.map((v, n) => cell(v, column(n) + number, style)).join("")}</row>`;
  }

  function width(values) {
    const longest = values.reduce((most, v) => v === null ? most : Math.max(most, v instanceof Date ? 10 : String(v).length), 0);
    return Math.min(Math.max(longest + 2, NARROWEST), WIDEST);
  }

  // A sheet with a head: frozen, with filters. Without a head: lines of text below a title.
  function sheet(s) {
    const all = s.head ? [s.head].concat(s.rows) : s.rows, last = column(all[0].length - 1) + all.length;
    const given = s.columns || all[0].map((_, n) => ({width: s.head ? width(all.map((row) => row[n])) : 100}));
    const columns = given.map((c, n) =>
      `<col min="${n + 1}" max="${n + 1}" width="${c.width}" customWidth="1"${c.technical ? ' outlineLevel="1" hidden="1"' : ""}/>`);
    if (given.some((c) => c.technical)) columns.push(`<col min="${given.length + 1}" max="${given.length + 1}" width="9" collapsed="1"/>`);
    const pane = s.head ? '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/><selection pane="bottomRight"/>' : "";
    const lines = all.map((row, n) => line(row, n + 1, n ? STYLE.text : s.head ? STYLE.head : STYLE.title, given.map((c) => c.width)));
    return `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:${last}"/><sheetViews><sheetView workbookViewId="0">${pane}` +
      `</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15" outlineLevelCol="1"/><cols>${columns.join("")}</cols><sheetData>${lines.join("")}` +
      `</sheetData>${s.head ? `<autoFilter ref="A1:${last}"/>` : ""}` +
      '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.7" header="0.3" footer="0.3"/>' +
      '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>' +
      `<headerFooter><oddFooter>${xml(`&L&8${s.foot || ""}&R&8&P / &N`)}</oddFooter></headerFooter></worksheet>`;
  }

  const FORMATS = [[0, 0, 0], [0, 1, 2], [0, 0, 0], [164, 0, 0], [0, 2, 0]].map(([number, font, fill], n) =>
    `<xf numFmtId="${number}" fontId="${font}" fillId="${fill}" borderId="${Number(n === STYLE.text || n === STYLE.date)}" xfId="0" ` +
    `applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="top"${n === STYLE.date ? ' horizontal="left"' : ""}` +
    `${n && n !== STYLE.title ? ' wrapText="1"' : ""}/></xf>`);
  const STYLES = `${DECLARATION}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>` +
    '<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><color rgb="FF1F2A36"/><name val="Calibri"/></font>' +
    '<font><b/><sz val="14"/><name val="Calibri"/></font></fonts>' +
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF4"/></patternFill></fill></fills>' +
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/>' +
    '<bottom style="dotted"><color rgb="FF9AA5B1"/></bottom><diagonal/></border></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5">' +
    `${FORMATS.join("")}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

  function relations(list) {
    const all = list.map(([type, target], n) => `<Relationship Id="rId${n + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`);
    return `${DECLARATION}<Relationships xmlns="${PACKAGE}relationships">${all.join("")}</Relationships>`;
  }

  function parts(sheets) {
    const kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    const files = sheets.map((_, n) => `worksheets/sheet${n + 1}.xml`);
    const types = [["workbook.xml", "sheet.main"], ["styles.xml", "styles"]].concat(files.map((f) => [f, "worksheet"]));
    const named = sheets.map((s, n) => `<sheet name="${xml(s.name)}" sheetId="${n + 1}" r:id="rId${n + 1}"/>`);
    // The range of a filter has a hidden name too; what is printed, and the head of each page, have names alone.
    const ranges = sheets.map((s, n) => {
      if (!s.head) return "";
      const range = (columns) => `$A$1:$${column(columns - 1)}$${s.rows.length + 1}`;
      return [["_FilterDatabase", range(s.head.length), ' hidden="1"'], ["Print_Area", range(s.printed || s.head.length), ""], ["Print_Titles", "$1:$1", ""]]
        .map(([name, cells, how]) => `<definedName name="_xlnm.${name}" localSheetId="${n}"${how}>${xml(`'${s.name}'!${cells}`)}</definedName>`).join("");
    }).join("");
    return [
      ["[Content_Types].xml", `${DECLARATION}<Types xmlns="${PACKAGE}content-types">` +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        '<Default Extension="xml" ContentType="application/xml"/>' +
        `${types.map(([name, type]) => `<Override PartName="/xl/${name}" ContentType="${kind}${type}+xml"/>`).join("")}</Types>`],
      ["_rels/.rels", relations([["officeDocument", "xl/workbook.xml"]])],
      ["xl/workbook.xml", `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${named.join("")}</sheets>` +
        `${ranges ? `<definedNames>${ranges}</definedNames>` : ""}</workbook>`],
      ["xl/_rels/workbook.xml.rels", relations(files.map((f) => ["worksheet", f]).concat([["styles", "styles.xml"]]))],
      ["xl/styles.xml", STYLES]
    ].concat(sheets.map((s, n) => [`xl/${files[n]}`, sheet(s)]));
  }

  const TABLE = Uint32Array.from({length: 256}, (_, n) => {
    for (let k = 0; k < 8; k++) n = n & 1 ? 0xEDB88320 ^ (n >>> 1) : n >>> 1;
    return n;
  });

  function crc(bytes) {
    let c = 0xFFFFFFFF;
    for (let n = 0; n < bytes.length; n++) c = TABLE[(c ^ bytes[n]) & 255] ^ (c >>> 8);
    return (c ^ 0xFFFFFFFF) >>> 0;
  }

  // Numbers of 2 or 4 bytes, the lowest first.
  function numbers(list) {
    const out = [];
    list.forEach((item) => { for (let k = 0; k < item[1]; k++) out.push(item[0] >>> (8 * k) & 255); });
    return Uint8Array.from(out);
  }

  // A ZIP file whose members are stored as they are, dated 1 January 1980.
  function zip(members) {
    const encoder = new TextEncoder(), pieces = [], directory = [];
    let offset = 0, listed = 0;
    members.forEach((member) => {
      const name = encoder.encode(member[0]), data = encoder.encode(member[1]);
      const facts = [[20, 2], [0x0800, 2], [0, 2], [0, 2], [0x21, 2], [crc(data), 4], [data.length, 4], [data.length, 4], [name.length, 2], [0, 2]];
      const head = numbers([[0x04034B50, 4]].concat(facts));
      const entry = numbers([[0x02014B50, 4], [20, 2]].concat(facts, [[0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]]));
      pieces.push(head, name, data);
      directory.push(entry, name);
      offset += head.length + name.length + data.length;
      listed += entry.length + name.length;
    });
    const end = numbers([[0x06054B50, 4], [0, 2], [0, 2], [members.length, 2], [members.length, 2], [listed, 4], [offset, 4], [0, 2]]);
    return pieces.concat(directory, [end]);
  }

  // Sheets as the pieces of a file: {name, rows}, and where it is a table head, columns ({width, technical}), the number
  // of columns printed, and foot, what stands at the foot of a page.
  our.workbook = (sheets) => zip(parts(sheets));
})(self.our);
