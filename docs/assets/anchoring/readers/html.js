// HTML as text, as scripts/anchoring/readers/html.py reads it: one line a block, list markers as a browser shows them.
// The parsed page is inert: nothing of it runs or loads.
((our) => {
  "use strict";

  const [BLOCKS, SPACED, LISTS, UNSEEN] = ["BLOCKS", "SPACED", "LISTS", "UNSEEN"].map((name) => new Set(our.constants[name]));
  const HIDDEN = /(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)\b/i;
  const LIST_STYLE = /list-style(?:-type)?\s*:[^;]{0,200}?\b(?:(lower|upper)-(alpha|latin|roman)|(decimal|none))\b/i;

  function isHidden(element, name) {
    return UNSEEN.has(name) || element.hasAttribute("hidden") || (name === "dialog" && !element.hasAttribute("open")) ||
      HIDDEN.test(element.getAttribute("style") || "");
  }

  // How a list or an item is numbered: 1, a, A, i, I or none; "" where nothing says so.
  function listStyle(element) {
    const told = LIST_STYLE.exec(element.getAttribute("style") || "");
    if (told && told[3]) return told[3].toLowerCase() === "none" ? "none" : "1";
    if (told) {
      const letter = told[2].toLowerCase() === "roman" ? "i" : "a";
      return told[1].toLowerCase() === "upper" ? letter.toUpperCase() : letter;
    }
    const type = element.getAttribute("type") || "";
    return ["1", "a", "A", "i", "I"].includes(type) ? type : "";
  }

  const given = (element, name) => (/^[0-9]{1,6}$/.test(element.getAttribute(name) || "") ? Number(element.getAttribute(name)) : null);

  function marker(element, list) {
    const style = listStyle(element) || list.style, number = given(element, "value") ?? list.next;
    list.next = number + 1;
    if (style === "none") return "";
    return list.kind === "ol" ? `${our.numeral(number, style)}. ` : "- ";
  }

  our.htmlText = function (html) {
    const body = new DOMParser().parseFromString(html, "text/html").body;
    const out = [], lists = [];
    const gap = (name) => { if (BLOCKS.has(name)) out.push(SPACED.has(name) ? "\n\n" : "\n"); };

    function enter(element, name) {
      if (isHidden(element, name)) return false;
      if (name === "br") out.push("\n");
      gap(name);
      if (LISTS.has(name)) lists.push({kind: name, next: given(element, "start") ?? 1, style: listStyle(element) || "1"});
      else if (name === "li" && lists.length) out.push(marker(element, lists[lists.length - 1]));
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
        if (LISTS.has(name)) lists.pop();
        gap(name);
      }
      if (node === body) break;
      down = Boolean(node.nextSibling);
      node = node.nextSibling || node.parentNode;
    }
    const text = out.join("").split("\n").map((line) => line.trim()).join("\n").replace(/\n{3,}/g, "\n\n");
    return `${text.replace(/^\n+|\n+$/g, "")}\n`;
  };
})(self.our);
