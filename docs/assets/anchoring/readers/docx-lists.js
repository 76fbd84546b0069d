// The numbers of automatic lists in a DOCX file, as scripts/anchoring/readers/docx_lists.py counts them: what numbering.xml and
// styles.xml say, and the counting.
((our) => {
  "use strict";

  const {LONGEST, DEEPEST, ORDINALS} = our.constants;

  // A number as Word shows it in one of its formats.
  our.wordNumber = function (n, style) {
    if (style === "none" || style === "bullet") return "";
    if (style === "lowerRoman" || style === "upperRoman") return our.numeral(n, style === "lowerRoman" ? "i" : "I");
    if ((style === "lowerLetter" || style === "upperLetter") && n > 0 && n <= 26 * LONGEST) {
      const first = style === "lowerLetter" ? 97 : 65;
      return String.fromCharCode(first + ((n - 1) % 26)).repeat(Math.floor((n - 1) / 26) + 1); // z, aa, bb: not as in HTML
    }
    if (style === "decimalZero") return String(n).padStart(2, "0");
    if (style === "ordinal") return `${n}${[11, 12, 13].includes(n % 100) ? "th" : ORDINALS[n % 10] || "th"}`;
    return String(n);
  };

  const newLevel = () => ({style: "decimal", pattern: "", start: 0, restart: null, legal: false, paragraphs: ""});
  const newKind = () => ({levels: new Map(), link: "", counts: new Map()}); // lists of one kind count on together
  const newList = () => ({of: "", starts: new Map(), levels: new Map()}); // starts: by level what it begins with anew

  // What word/numbering.xml says: kinds, lists, and the kinds that styles of lists have.
  function readNumbering(xml) {
    const kinds = new Map(), lists = new Map(), named = new Map();
    let kind = newKind(), list = null, key = "", at = 0;

    function setLevel(name, value) {
      const {levels} = list || kind;
      if (!levels.has(at)) levels.set(at, newLevel());
      const level = levels.get(at);
      if (name === "numFmt") level.style = value;
      else if (name === "lvlText") level.pattern = value;
      else if (name === "start") level.start = our.number(value);
      else if (name === "lvlRestart") level.restart = our.number(value); // the level behind which it begins anew; 0: none
      else if (name === "isLgl") level.legal = our.isOn(value); // all numbers in it are Arabic
      else level.paragraphs = value; // the style of paragraphs that are of this level
    }

    our.walkXml(xml, {
      start(name, element) {
        const value = our.attribute(element, "val");
        if (name === "abstractNum") {
          key = our.attribute(element, "abstractNumId");
          kinds.set(key, kind = newKind());
        } else if (name === "num") lists.set(our.attribute(element, "numId"), list = newList());
        else if (name === "abstractNumId" && list) list.of = value;
        else if (name === "numStyleLink") kind.link = value;
        else if (name === "styleLink") named.set(value, key);
        else if (name === "lvl" || name === "lvlOverride") {
          at = our.number(our.attribute(element, "ilvl"));
          if (name === "lvl") (list || kind).levels.set(at, newLevel());
        } else if (name === "startOverride" && list) list.starts.set(at, our.number(value));
        else if (["numFmt", "lvlText", "start", "lvlRestart", "isLgl", "pStyle"].includes(name)) setLevel(name, value);
      },
      end(name) { if (name === "num") list = null; },
    });
    return {kinds, lists, named};
  }

  // What word/styles.xml says of lists: [list, level] (null: not told) of each style that has one, and what it rests on.
  function readStyles(xml) {
    const lists = new Map(), beneath = new Map();
    let here = "", list = null, level = null;
    our.walkXml(xml, {
      start(name, element) {
        const value = our.attribute(element, "val");
        if (name === "style") [here, list, level] = [our.attribute(element, "styleId"), null, null];
        else if (name === "basedOn") beneath.set(here, value);
        else if (name === "numId") list = value;
        else if (name === "ilvl") level = our.number(value);
      },
      end(name) {
        if (name !== "style") return;
        if (list !== null || level !== null) lists.set(here, [list || "", level]);
        here = "";
      },
    });
    return {lists, beneath};
  }

  // The lists of one document: ofStyle(style) is the [list, level] that a paragraph has by its style, or by the styles
  // beneath that; marker(list, level) is the mark of the next item, with a space behind it, and counts on.
  our.docxLists = function (numbering, styles) {
    const {kinds, lists, named} = readNumbering(numbering), {lists: styled, beneath} = readStyles(styles);
    const none = newList(), listOf = (key) => lists.get(key) || none;

    function kindOf(key) {
      const kind = kinds.get(listOf(key).of) || newKind();
      return kind.link ? kinds.get(named.get(kind.link)) || kind : kind;
    }
    const levelOf = (key, level) => listOf(key).levels.get(level) || kindOf(key).levels.get(level);

    function ofStyle(style) {
      let here = style, level = null;
      for (let n = 0; n < DEEPEST; n++) { // styles that rest on one another in a circle end all the same
        const [key, own] = styled.get(here) || ["", null];
        level = level === null ? own : level;
        if (key && level !== null) return [key, level];
        if (key) {
          const [found] = Array.from(kindOf(key).levels).find(([, one]) => one.paragraphs === style) || [0];
          return [key, found];
        }
        here = beneath.get(here) || "";
      }
      return ["", 0];
    }

    function count(key, level, own) {
      const {counts} = kindOf(key), {starts} = listOf(key);
      if (starts.has(level)) {
        counts.set(level, starts.get(level) - 1);
        starts.delete(level);
      }
      counts.set(level, (counts.has(level) ? counts.get(level) : own.start - 1) + 1);
    }
    function marker(key, level) {
      const {counts} = kindOf(key), own = levelOf(key, level);
      if (!own) return "- ";
      for (let k = 0; k < Math.min(level, 8); k++) if (!counts.has(k) && levelOf(key, k)) count(key, k, levelOf(key, k)); // skipped: it counts as begun
      count(key, level, own);
      Array.from(counts.keys()).filter((k) => k > level).forEach((k) => {
        const {restart} = levelOf(key, k) || newLevel();
        if (restart === null || level < restart) counts.delete(k);
      });
      if (own.style === "bullet") return "- ";
      let text = own.pattern.slice(0, LONGEST);
      for (let k = 0; k < Math.min(level + 1, 9); k++) {
        const one = levelOf(key, k) || newLevel(), style = own.legal && one.style !== "none" ? "decimal" : one.style;
        text = text.split(`%${k + 1}`).join(our.wordNumber(counts.has(k) ? counts.get(k) : one.start, style)).slice(0, 2 * LONGEST);
      }
      return text.trim() ? `${text} ` : "";
    }
    return {ofStyle, marker};
  };
})(self.our);
