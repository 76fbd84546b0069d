// Markdown as text, as scripts/anchoring/readers/markdown.py reads it: the words that stay when it is shown, without
// addresses of links, comments and the like. Marks without letters are left.
((our) => {
  "use strict";

  // Lines end with \n alone here, so (?<![^\n]) stands for the beginning of a line and (?![^\n]) for its end.
  const FRONT = /^---[ \t]*\n(?:[\p{L}\p{N}_-]+[ \t]*:[^\n]*\n|[ \t][^\n]*\n|-[ \t][^\n]*\n|#[^\n]*\n|\n){0,200}(?:---|\.\.\.)[ \t]*\n/u;
  const COMMENT = /<!--[^]*?(?:-->|$)/g;
  const TAG = /<\/?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]*)?\/?>/g;
  const ADDRESS = String.raw`\([ \n]{0,9}(?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:[ \n]{1,9}(?:"[^"\n]*"|'[^'\n]*'))?[ \n]{0,9}\)`;
  const WORDS = String.raw`\[((?:[^\[\]\\]|\\[^\n]|\[[^\[\]]*\])*)\]`;
  const IMAGE = new RegExp(String.raw`(?<!\\)!${WORDS}${ADDRESS}`, "g");
  const LINK = new RegExp(String.raw`(?<![\\!])${WORDS}${ADDRESS}`, "g");
  const NAMED = new RegExp(String.raw`(?<![\\!])${WORDS}\[([^\[\]\n]*)\]`, "g");
  const NAME = /(?<![^\n]) {0,3}\[(?!\^)([^[\]\n]+)\]:[ \t]*\S+(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*(?![^\n])\n?/g;
  const ATTRIBUTES = /(?<!\\)\{[#.:][^{}\n]*\}/g;
  const FENCE = /(?<![^\n]) {0,3}:{3,}[^\n]*\n?/g;
  const ENTITY = /&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});/g;
  const known = new Map();

  // What an entity such as &eacute; stands for. The browser knows; what it parses is one entity, in a page that is inert.
  function character(entity) {
    if (!known.has(entity)) known.set(entity, new DOMParser().parseFromString(`x${entity}`, "text/html").body.textContent.slice(1));
    return known.get(entity);
  }

  // The text of a Markdown document.
  our.markdownText = function (source) {
    const name = (words) => our.folded(our.squeezed(words));
    let text = source.replace(FRONT, "").replace(COMMENT, "");
    const names = new Set(Array.from(text.matchAll(NAME), (m) => name(m[1])));
    text = text.replace(NAME, "").replace(IMAGE, "").replace(LINK, "$1");
    text = text.replace(NAMED, (all, words, of) => (names.has(name(of || words)) ? words : all));
    return text.replace(TAG, "").replace(ATTRIBUTES, "").replace(FENCE, "").replace(ENTITY, character);
  };
})(self.our);
