// HTML as text, as scripts/anchoring/readers/html.py reads it: one line a block, list markers as a browser shows them.
// The parsed page is inert: nothing of it runs or loads.
(function (our) {
  "use strict";

  const BLOCKS = new Set(
    ("address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html " +
    "legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul").split(" "));
  const SPACED = new Set("h1 h2 h3 h4 h5 h6 p ol ul menu table".split(" ")); // an empty line before and behind
  const LISTS = new Set(["ol", "ul", "menu"]);
  const UNSEEN = new Set(
    ("script style template noscript noframes noembed title iframe object svg math select textarea datalist audio video canvas rp " +
    "head").split(" "));
  const HIDDEN = /(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)\b/i;
  const LIST_STYLE = /list-style(?:-type)?\s*:[^;]{0,200}?\b(?:(lower|upper)-(alpha|latin|roman)|(decimal|none))\b/i;

  // A list number as it is shown: style 1, a, A, i or I.
  our.numeral = function (number, style) {
    let text = "";
    if ((style === "a" || style === "A") && number > 0) {
      for (let left = number; left; left = Math.floor((left - 1) / 26)) text = String.fromCharCode(97 + ((left - 1) % 26)) + text;
    } else if ((style === "i" || style === "I") && number > 0 && number < 4000) {
      const values = [1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1];
      let left = number;
      "m cm d cd c xc l xl x ix v iv i".split(" ").forEach((letters, n) => {
        text += letters.repeat(Math.floor(left / values[n]));
        left %= values[n];
      });
    } else return String(number);
    return style === "A" || style === "I" ? text.toUpperCase() : text;
  };

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
    return out.join("").split("\n").map((line) => line.trim()).join("\n").replace(/\n{3,}/g, "\n\n").replace(/^\n+|\n+$/g, "") + "\n";
  };
})((self.openCopy = self.openCopy || {}));
