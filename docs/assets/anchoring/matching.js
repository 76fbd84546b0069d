// Which documents a copy, or a part of one, belongs to, as scripts/anchoring/matching.py tells.
((our) => {
  "use strict";

  const {ENOUGH, CERTAIN, ANCHOR_CHARACTERS} = our.constants;

  // The documents ({passages}) that a copy holds, the likeliest first. A whole copy has most anchors of the passages that
  // are long enough for a full one. Of a part, one passage is enough that is too long to be in two documents by chance.
  // A copy that holds whole documents is not taken for a part of others, which these may quote.
  our.match = function (documents, copy) {
    const long = documents.map((s) => s.passages.filter((p) => p.length >= ANCHOR_CHARACTERS)), of = new Map();
    long.flat().forEach((p) => of.set(p.anchor, [...(of.get(p.anchor) || []), p]));
    const seen = new Set(), certain = new Set();
    our.seek(copy, ANCHOR_CHARACTERS, new Set(of.keys()), (anchor, start) => {
      seen.add(anchor);
      of.get(anchor).forEach((p) => { if (p.length >= CERTAIN && !certain.has(p) && our.stands(copy, p, start)) certain.add(p); });
    });
    const found = documents
      .map((document, n) => {
        const anchors = new Set(long[n].map((p) => p.anchor));
        const share = Array.from(anchors).filter((a) => seen.has(a)).length / (anchors.size || 1);
        return {document, share, isPart: share < ENOUGH, isSure: long[n].some((p) => certain.has(p))};
      })
      .filter((m) => !m.isPart || m.isSure)
      .sort((a, b) => b.share - a.share);
    return found.some((m) => !m.isPart) ? found.filter((m) => !m.isPart) : found;
  };
})(self.our);
