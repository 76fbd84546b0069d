// Where the passages of a source stand in somebody's copy: the method of scripts/anchoring/placing.py, step by step.
// Anchors propose, fingerprints confirm, order decides among the alike. Passages are {id, start, length, anchor,
// fingerprint} in the order of their document; the copy is a normalised text.
((our) => {
  "use strict";

  const {EXACT, ALTERED, MOVED, MISSING, AMBIGUOUS, FURNITURE, JITTER, CERTAIN, BEYOND_DOUBT} = our.constants;
  const {ANCHOR_CHARACTERS, ANCHOR_DIGITS, FINGERPRINT_DIGITS} = our.constants;

  const sum = (passages) => passages.reduce((total, p) => total + p.length, 0);
  const {bisect, chain, last, narrowed} = our;

  function stands(copy, locator, start) {
    return start >= 0 && start + locator.length <= copy.length && our.hex(copy.hash(start, locator.length), FINGERPRINT_DIGITS) === locator.fingerprint;
  }

  // All places where pieces of `size` characters have one of the anchors: found(anchor, start), ascending.
  function seek(copy, size, anchors, found) {
    const first = new Set(Array.from(anchors, (a) => parseInt(a.slice(0, 8), 16) | 0)); // most pieces end here, without a string
    const seen = size < 6 ? new Map() : null; // short pieces repeat: each is hashed once
    for (let start = 0; start + size <= copy.length; start++) {
      const piece = seen && copy.slice(start, size);
      let anchor = seen && seen.get(piece);
      if (anchor === undefined || anchor === null) {
        const hash = copy.hash(start, size);
        anchor = first.has(hash[0]) ? our.hex(hash, ANCHOR_DIGITS) : "";
        if (seen) seen.set(piece, anchor);
      }
      if (anchor && anchors.has(anchor)) found(anchor, start);
    }
  }

  // Each passage by its id: {status, start, length}, the last two null where it is missing.
  our.place = function (passages, copy) {
    if (passages.every((p) => stands(copy, p, p.start))) { // the very same text: nothing to search
      return new Map(passages.map((p) => [p.id, {status: EXACT, start: p.start, length: p.length}]));
    }
    return new Placing(passages, copy).run();
  };

  // The work on one copy: what may be where, and what has been decided.
  class Placing {
    constructor(passages, copy) {
      this.passages = passages;
      this.ends = [Math.max(...passages.map((p) => p.start + p.length)), copy.length];
      this.exact = new Map(passages.map((p) => [p.id, []])); // places letter for letter, ascending
      this.begun = new Map(passages.map((p) => [p.id, []])); // places of the anchor alone
      this.out = new Map();
      this.at = new Map(); // where what is in `out` is: [start, end]
      this.begins = new Map(); // where an altered passage begins, of those that are not yet in `out`
      this.taken = []; // what is accounted for, ascending
      this.tried = new Set(); // passages that were sought by their anchor alone
      this.seek(copy);
    }

    seek(copy) {
      const sizes = new Map();
      this.passages.forEach((p) => {
        const size = Math.min(p.length, ANCHOR_CHARACTERS);
        if (!sizes.has(size)) sizes.set(size, new Map());
        const anchors = sizes.get(size);
        anchors.set(p.anchor, [...(anchors.get(p.anchor) || []), p]);
      });
      sizes.forEach((anchors, size) => seek(copy, size, new Set(anchors.keys()), (anchor, start) => {
        anchors.get(anchor).forEach((p) => {
          if (stands(copy, p, start)) this.exact.get(p.id).push(start);
          else if (p.length > ANCHOR_CHARACTERS) this.begun.get(p.id).push(start);
        });
      }));
    }

    run() {
      this.take(this.credible());
      const share = () => this.share();
      for (const step of [() => this.share(true), () => this.move(), () => this.rejoin(), share, () => this.beginBeside(), share, () => this.beginAlone(), share]) while (step());
      this.placeAlone();
      return new Map(this.passages.map((p) => [p.id, this.out.get(p.id) || {status: MISSING, start: null, length: null}]));
    }

    put(p, status, start, length) {
      this.out.set(p.id, {status, start, length});
      this.at.set(p.id, [start, start + length]);
      this.taken.splice(bisect(this.taken, start, true, (x) => x[0]), 0, [start, start + length]);
    }

    take(best, status = EXACT) {
      for (const p of this.passages) {
        if (!best.has(p.id)) continue;
        const {at, decided} = best.get(p.id);
        if (this.exact.get(p.id).includes(at)) this.put(p, decided ? status : AMBIGUOUS, at, p.length);
        else this.begins.set(p.id, at);
      }
    }

    // The free places of a passage; where it is nowhere letter for letter it is as long as its anchor.
    places(p, barred = new Set()) {
      let one = p, free = [];
      for (const [length, places] of [[p.length, this.exact], [ANCHOR_CHARACTERS, this.begun]]) {
        one = {id: p.id, start: p.start, length};
        free = places.get(p.id).filter((x) => !barred.has(`${p.id} ${x}`) && isFree(this.taken, x, x + length));
        if (free.length) break;
      }
      return [one, free];
    }

    // The best chain without runs that are not to be believed.
    credible() {
      for (const barred = new Set(); ;) {
        const sought = this.passages.map((p) => this.places(p, barred)), found = sought.map(([p]) => p);
        const best = chain(found, narrowed(found, new Map(sought.map(([p, x]) => [p.id, x])), this.ends), this.ends);
        const runs = [[[0, 0, 0, ""]], ...chained(found, best), [[...this.ends, 0, ""]]];
        let worst = null, most = 0;
        for (let n = 1; n + 1 < runs.length; n++) {
          const price = this.price(runs[n - 1], runs[n], runs[n + 1]);
          if (price > most) [worst, most] = [runs[n], price];
        }
        if (!worst) return best;
        worst.forEach(([, at, , id]) => barred.add(`${id} ${at}`));
      }
    }

    // By how many letters a run costs more than it has: what it skips would have room without it.
    price(before, run, behind) {
      const letters = lettersOf(run), first = run[0], end = last(run), left = last(before), right = behind[0];
      let lost = skipped(left, first) + skipped(end, right) - skipped(left, right);
      if (!left[3] || !right[3]) { // a copy may be a part of a document, or hold more than that
        lost = Math.min(lost, (left[3] ? skipped(left, first) : 0) + (right[3] ? skipped(end, right) : 0));
      }
      if (this.isDoubtful(run) && !isNear(left, first) && !isNear(end, right)) return Math.max(1, lost - letters);
      return letters < BEYOND_DOUBT ? lost - letters : 0;
    }

    // Whether a run may be where it is by chance: it is short, or each of its passages is in other places too.
    isDoubtful(run) {
      return lettersOf(run) < CERTAIN || run.every(([, , , id]) => this.exact.get(id).length > 1);
    }

    // Altered: what is left between two placed passages, or begins with an anchor, shares the text there. A careful
    // round leaves text alone in which a passage that is not placed is letter for letter.
    share(careful = false) {
      const {passages} = this, placed = this.out.size;
      const marks = [-1, ...passages.keys()].filter((n) => n < 0 || this.out.has(passages[n].id) || this.begins.has(passages[n].id));
      marks.forEach((first, k) => {
        const behind = k + 1 < marks.length ? marks[k + 1] : passages.length, isLast = behind === passages.length;
        const part = passages.slice(first + 1, behind), high = isLast ? this.ends[1] : this.begin(passages[behind].id);
        if (first >= 0 && this.begins.has(passages[first].id)) return this.shareFrom(first, behind, isLast ? -1 : high, careful);
        const low = first < 0 ? 0 : this.at.get(passages[first].id)[1];
        if (!part.length || (low <= high && this.fill(part, ...stretch(this.taken, low, high), careful)) || careful) return;
        if (!isLast) this.shareCut(part.slice().reverse(), Math.max(0, ...this.taken.map((x) => x[1]).filter((x) => x <= high)), high);
        if (first >= 0 && !this.out.has(part[0].id)) this.shareCut(part, low, this.next(low));
      });
      return this.out.size > placed;
    }

    // A passage with a known anchor shares the text behind it with those that follow, or has some of it alone.
    shareFrom(first, behind, high, careful) {
      const p = this.passages[first], low = this.begins.get(p.id);
      let end = this.next(low);
      if (this.fill(this.passages.slice(first, behind), low, end, careful) || careful) return;
      this.begins.delete(p.id);
      if (end !== high) end = Math.min(end, low + p.length + FURNITURE); // what is behind it is not what follows in the document
      if (end - low >= p.length / 2 || this.isBeside(first, low)) this.fill([p], low, end, false, true);
    }

    // The one to three first passages, of which a page break cuts the last: those that fit best.
    shareCut(part, start, end) {
      let chosen = null;
      const off = (list) => Math.abs(sum(list) - end + start);
      for (let n = 1; n <= Math.min(3, part.length); n++) if (!chosen || off(part.slice(0, n)) < off(chosen)) chosen = part.slice(0, n);
      this.fill(chosen.sort((a, b) => a.start - b.start), start, end);
    }

    // The next place behind this one that is accounted for, or the end.
    next(at) {
      const starts = [...this.taken.map((x) => x[0]).filter((x) => x >= at), ...Array.from(this.begins.values()).filter((x) => x > at)];
      return starts.length ? Math.min(...starts) : this.ends[1];
    }

    begin(id) {
      return this.begins.has(id) ? this.begins.get(id) : this.at.has(id) ? this.at.get(id)[0] : this.ends[1];
    }

    // Let passages share a stretch, if it is about as long (`fits`: however long it is).
    fill(part, start, end, careful = false, fits = false) {
      const expected = sum(part), room = end - start;
      const inside = this.passages.filter((p) => !this.out.has(p.id) && !part.includes(p))
        .flatMap((p) => this.exact.get(p.id).filter((x) => start <= x && x < end).map(() => p.length));
      if ((careful && inside.length) || (!fits && (room < expected / 2 || room > 2 * expected + FURNITURE))) return false;
      if (room - inside.reduce((a, b) => a + b, 0) < Math.min(room, expected / 2) || room < 1) return false;
      let before = 0;
      for (const p of part) {
        const [first, behind] = [before, before + p.length].map((x) => start + Math.floor((x * room) / expected));
        this.begins.delete(p.id);
        this.put(p, ALTERED, first, Math.max(1, behind - first));
        before += p.length;
      }
      return true;
    }

    // Chain what is left in text that is left: runs that are not there by chance.
    move() {
      const sought = this.passages.filter((p) => !this.out.has(p.id) && !this.begins.has(p.id)).map((p) => this.places(p));
      const found = sought.map(([p]) => p), best = chain(found, new Map(sought.map(([p, x]) => [p.id, x])), this.ends);
      const sure = chained(found, best).filter((run) => !this.isDoubtful(run));
      this.take(new Map(sure.flat().map(([, , , id]) => [id, best.get(id)])), MOVED);
      return sure.length > 0;
    }

    // Words that come again: a passage away from its neighbours goes to the place where it joins one.
    rejoin() {
      for (const [n, p] of this.passages.entries()) {
        if (!this.out.has(p.id) || this.joins(n, this.at.get(p.id)[0])) continue;
        const x = this.exact.get(p.id).find((x) => this.joins(n, x) && isFree(this.taken, x, x + p.length));
        if (x === undefined) continue;
        const [start, end] = this.at.get(p.id);
        this.taken.splice(this.taken.findIndex((t) => t[0] === start && t[1] === end), 1);
        this.put(p, MOVED, x, p.length);
        return true;
      }
      return false;
    }

    // Whether the n-th passage, put there, touches the one before it or the one behind it.
    joins(n, at) {
      const touch = [n - 1, n + 1].flatMap((k) => (this.passages[k] && this.at.get(this.passages[k].id)) || []);
      return touch.some((edge) => Math.abs(at - edge) <= JITTER || Math.abs(at + this.passages[n].length - edge) <= JITTER);
    }

    // Where half of the document is placed: passages whose anchor no other has, and which is in one free place.
    beginAlone() {
      const before = this.begins.size, anchors = new Map(), half = sum(this.passages) / 2;
      if (sum(this.passages.filter((p) => this.out.has(p.id))) < half) return false; // a part of a document
      for (const p of this.passages) anchors.set(p.anchor, (anchors.get(p.anchor) || 0) + 1);
      for (const p of this.passages) {
        const free = this.begun.get(p.id).filter((x) => isFree(this.taken, x, x + ANCHOR_CHARACTERS));
        const left = !this.out.has(p.id) && !this.begins.has(p.id) && !this.tried.has(p.id);
        if (!left || anchors.get(p.anchor) !== 1 || free.length !== 1) continue;
        this.begins.set(p.id, free[0]);
        this.tried.add(p.id);
      }
      return this.begins.size > before;
    }

    // Passages left whose anchor is beside a neighbour of the document.
    beginBeside() {
      const before = this.begins.size;
      this.passages.forEach((p, n) => {
        if (this.out.has(p.id) || this.begins.has(p.id)) return;
        const beside = this.begun.get(p.id).find((x) => isFree(this.taken, x, x + ANCHOR_CHARACTERS) && this.isBeside(n, x));
        if (beside !== undefined) this.begins.set(p.id, beside);
      });
      return this.begins.size > before;
    }

    // Whether a place of the n-th passage is next to where the one before it ends, or the one behind it begins.
    isBeside(n, at) {
      const {passages} = this, [before, behind] = [n - 1, n + 1].map((k) => passages[k] && this.at.get(passages[k].id));
      if (before && at >= before[1] && at - before[1] <= FURNITURE) return true;
      const away = behind ? behind[0] - at - Math.min(passages[n].length, ANCHOR_CHARACTERS) : -1;
      return away >= 0 && away <= passages[n].length + FURNITURE;
    }

    // What is letter for letter in text that nothing else accounts for: beside its neighbours, or long enough.
    placeAlone() {
      this.passages.forEach((p, n) => {
        if (this.out.has(p.id)) return;
        const free = this.exact.get(p.id).filter((x) => isFree(this.taken, x, x + p.length)), beside = free.filter((x) => this.isBeside(n, x));
        const places = beside.length ? beside : p.length >= ANCHOR_CHARACTERS ? free : [];
        if (places.length) this.put(p, places.length === 1 ? MOVED : AMBIGUOUS, places[0], p.length);
      });
    }
  }

  // Nodes of a chain: start in the document, place in the copy, letters, passage ("": an end).
  const shift = (node) => node[1] - node[0];
  const lettersOf = (nodes) => nodes.reduce((total, node) => total + node[2], 0);

  // Whether two nodes follow each other in the document, or are about as far apart in the copy.
  const isNear = (one, other) => one[0] + one[2] >= other[0] || Math.abs(shift(one) - shift(other)) <= FURNITURE;

  // The letters of the document between two nodes for which the copy has no room there.
  const skipped = (one, other) => Math.max(0, shift(one) - shift(other));

  // The nodes of a chain, those together that are about as far from each other as in the document.
  function chained(passages, best) {
    const out = [];
    for (const p of passages) {
      if (!best.has(p.id)) continue;
      const node = [p.start, best.get(p.id).at, p.length, p.id];
      if (out.length && Math.abs(shift(last(last(out))) - shift(node)) <= JITTER) last(out).push(node); else out.push([node]);
    }
    return out;
  }

  // Stretches of `taken` are [start, end], sorted and without overlap.
  function isFree(taken, start, end) {
    const at = bisect(taken, end, false, (x) => x[0]);
    return at === 0 || taken[at - 1][1] <= start;
  }

  // The longest free stretch between two places.
  function stretch(taken, low, high) {
    const cuts = [low, ...taken.filter(([start, end]) => low <= start && end <= high).flat(), high];
    let best = null;
    for (let i = 0; i < cuts.length; i += 2) if (!best || cuts[i + 1] - cuts[i] > best[1] - best[0]) best = [cuts[i], cuts[i + 1]];
    return best;
  }

  // To the nearest whole number, halves to the even one, as Python rounds.
  function rounded(x) {
    const low = Math.floor(x), rest = x - low;
    return rest > 0.5 || (rest === 0.5 && low % 2) ? low + 1 : low;
  }

  // Place a span, given where its passage stands. In an altered passage it may still stand as it was, not far from its place.
  our.placeSpan = function (span, passage, placed, copy) {
    if (placed.start === null) return {status: MISSING, start: null, length: null};
    const per = placed.length / Math.max(1, passage.length);
    const at = placed.start + rounded((span.start - passage.start) * per);
    if (placed.status !== ALTERED) {
      if (stands(copy, span, at)) return {status: placed.status, start: at, length: span.length};
    } else {
      const low = Math.max(0, placed.start - passage.length);
      const high = Math.min(copy.length, placed.start + placed.length + passage.length) - span.length;
      for (let away = 0; at - away >= low || at + away <= high; away++) { // the nearest first
        for (const x of away ? [at - away, at + away] : [at]) {
          if (low <= x && x <= high && stands(copy, span, x)) return {status: EXACT, start: x, length: span.length};
        }
      }
    }
    const start = Math.min(Math.max(0, at), copy.length - 1);
    return {status: ALTERED, start, length: Math.max(1, Math.min(rounded(span.length * per), copy.length - start))};
  };

  Object.assign(our, {seek, stands});
})(self.our);
