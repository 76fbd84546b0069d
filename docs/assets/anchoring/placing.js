// Where the passages of a source stand in somebody's copy: the method of scripts/anchoring/placing.py, step by step.
// Anchors propose, fingerprints confirm, order decides among the alike. Passages are {id, start, length, anchor,
// fingerprint} in the order of their document; the copy is a normalised text.
((our) => {
  "use strict";

  const {EXACT, ALTERED, MOVED, MISSING, AMBIGUOUS, FURNITURE, ANCHOR_CHARACTERS, ANCHOR_DIGITS, FINGERPRINT_DIGITS} = our.constants;

  const sum = (passages) => passages.reduce((total, p) => total + p.length, 0);
  const last = (list) => list[list.length - 1];

  // The first index at which a sorted list has something greater than (right) or not less than (left) a value.
  function bisect(list, value, right, key = (x) => x) {
    let low = 0, high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1, here = key(list[middle]);
      if (here < value || (right && here === value)) low = middle + 1; else high = middle;
    }
    return low;
  }

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
    const out = new Map();
    const put = (p, status, start = null, length = p.length) => out.set(p.id, {status, start, length: start === null ? null : length});
    if (passages.every((p) => stands(copy, p, p.start))) { // the very same text: nothing to search
      passages.forEach((p) => put(p, EXACT, p.start));
      return out;
    }
    const candidates = sought(passages, copy);
    const ends = [Math.max(...passages.map((p) => p.start + p.length)), copy.length];
    const best = chain(passages, narrowed(passages, candidates, ends), ends);
    passages.forEach((p) => { if (best.has(p.id)) put(p, best.get(p.id).decided ? EXACT : AMBIGUOUS, best.get(p.id).at); });
    const taken = Array.from(out.values(), (x) => [x.start, x.start + x.length]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    moved(passages, candidates, out, put, taken, ends);
    between(passages, best, out, put, taken, copy.length);
    passages.forEach((p) => { // what is too short to be sought by itself, and has no gap to share
      if (out.has(p.id)) return;
      const places = candidates.get(p.id).filter((s) => isFree(taken, s, s + p.length));
      if (!places.length) return put(p, MISSING);
      put(p, places.length === 1 ? MOVED : AMBIGUOUS, places[0]);
      take(taken, places[0], places[0] + p.length);
    });
    return out;
  };

  // For each passage all the places where its anchor proposes it and its fingerprint confirms it, ascending.
  function sought(passages, copy) {
    const sizes = new Map(), out = new Map(passages.map((p) => [p.id, []]));
    passages.forEach((p) => {
      const size = Math.min(p.length, ANCHOR_CHARACTERS);
      if (!sizes.has(size)) sizes.set(size, new Map());
      const anchors = sizes.get(size);
      if (!anchors.has(p.anchor)) anchors.set(p.anchor, []);
      anchors.get(p.anchor).push(p);
    });
    sizes.forEach((anchors, size) => {
      seek(copy, size, new Set(anchors.keys()), (anchor, start) => {
        anchors.get(anchor).forEach((p) => { if (stands(copy, p, start)) out.get(p.id).push(start); });
      });
    });
    return out;
  }

  // Those of short passages only where they stand between the long ones around them: a single letter stands everywhere.
  function narrowed(passages, candidates, ends) {
    const best = chain(passages.filter((p) => p.length >= ANCHOR_CHARACTERS), candidates, ends);
    const out = new Map(candidates);
    let low = 0, waiting = [];
    for (const p of [...passages, null]) {
      if (p && !best.has(p.id)) {
        if (p.length < ANCHOR_CHARACTERS) waiting.push(p.id);
        continue;
      }
      const high = p ? last(candidates.get(p.id)) : ends[1];
      waiting.forEach((id) => out.set(id, candidates.get(id).filter((x) => low <= x && x < high)));
      if (p) [low, waiting] = [candidates.get(p.id)[0] + p.length, []];
    }
    return out;
  }

  // The chain that keeps the order and accounts for most letters, with the fewest shifts among equals:
  // of each passage in it {at, decided}; decided is false where another place would do as well.
  function chain(passages, candidates, [total, size]) {
    const groups = [[0, 0, [0]], ...passages.map((p) => [p.start, p.length, candidates.get(p.id)]), [total, 0, [size]]];
    const mirrored = groups.map(([start, length, places]) => [total - start - length, length, places.map((x) => size - x - length).reverse()]).reverse();
    const [forward, tip] = reach(groups), [backward] = reach(mirrored);
    const best = last(forward).get(size), out = new Map();
    for (let node = tip[2]; node; node = node[2]) {
      const [n, at] = node;
      if (!n) continue;
      const length = groups[n][1], mirror = backward[backward.length - 1 - n];
      let equals = 0;
      forward[n].forEach(([letters, shifts], x) => {
        const [more, others] = mirror.get(size - x - length);
        if (letters + more - length === best[0] && shifts + others === best[1]) equals++;
      });
      out.set(passages[n - 1].id, {at, decided: equals === 1});
    }
    return out;
  }

  const compare = (a, b) => a[0] - b[0] || a[1] - b[1];

  // For each place of each group the best [letters, minus shifts] of a chain that ends there; and the last node.
  // Weighted chaining with a sorted frontier: a better chain behind the same end, or before it, drops the others.
  // A node is [group, place, previous node].
  function reach(groups) {
    const ends = [], scores = [], tips = [], same = new Map(), out = [];
    let node = null;
    groups.forEach(([start, length, places], n) => {
      const fresh = [], here = new Map();
      const after = (tip, x) => {
        const [letters, shifts] = out[tip[0]].get(tip[1]);
        return [letters + length, shifts - (tip[1] - groups[tip[0]][0] !== x - start ? 1 : 0)];
      };
      for (const x of places) {
        let tip = n ? tips[bisect(ends, x, true) - 1] : null;
        let score = tip ? after(tip, x) : [0, 0];
        const straight = same.get(x - start);
        if (straight && straight[1] + groups[straight[0]][1] <= x) {
          const other = after(straight, x);
          if (!tip || compare(other, score) > 0) [tip, score] = [straight, other];
        }
        here.set(x, score);
        fresh.push([x + length, score, [n, x, tip]]);
      }
      out.push(here);
      for (const [end, score, latest] of fresh) {
        node = latest;
        same.set(node[1] - start, node);
        let at = bisect(ends, end, true);
        if (at && compare(scores[at - 1], score) >= 0) continue;
        if (at && ends[at - 1] === end) {
          at--;
          scores[at] = score;
          tips[at] = node;
        } else {
          ends.splice(at, 0, end);
          scores.splice(at, 0, score);
          tips.splice(at, 0, node);
        }
        let beaten = at + 1;
        while (beaten < ends.length && compare(scores[beaten], score) <= 0) beaten++;
        [ends, scores, tips].forEach((list) => list.splice(at + 1, beaten - at - 1));
      }
    });
    return [out, node];
  }

  // Stretches of `taken` are [start, end], sorted and without overlap.
  function isFree(taken, start, end) {
    const at = bisect(taken, end, false, (x) => x[0]);
    return at === 0 || taken[at - 1][1] <= start;
  }

  function take(taken, start, end) {
    taken.splice(bisect(taken, start, true, (x) => x[0]), 0, [start, end]);
  }

  // Chain what is left in text that is left, again and again, as long as a stretch as long as an anchor stands together.
  function moved(passages, candidates, out, put, taken, ends) {
    for (let found = true; found; ) {
      found = false;
      const left = passages.filter((p) => !out.has(p.id));
      const free = new Map(left.map((p) => [p.id, candidates.get(p.id).filter((s) => isFree(taken, s, s + p.length))]));
      const best = chain(left, free, ends);
      for (const run of runs(left.filter((p) => best.has(p.id)), (p) => best.get(p.id).at - p.start)) {
        if (sum(run) < ANCHOR_CHARACTERS) continue;
        found = true;
        run.forEach((p) => {
          const {at, decided} = best.get(p.id);
          put(p, decided ? MOVED : AMBIGUOUS, at);
          take(taken, at, at + p.length);
        });
      }
    }
  }

  // Altered: what is left between two neighbours of the chain shares the text that is left there, where that is about as long.
  function between(passages, best, out, put, taken, size) {
    const parts = runs(passages, (p) => best.has(p.id));
    let low = 0;
    parts.forEach((run, n) => {
      if (best.has(run[0].id)) {
        low = best.get(last(run).id).at + last(run).length;
        return;
      }
      const left = run.filter((p) => !out.has(p.id)), expected = sum(left);
      const [start, end] = stretch(taken, low, n + 1 < parts.length ? best.get(parts[n + 1][0].id).at : size);
      if (!left.length || end - start < expected / 2 || end - start > 2 * expected + FURNITURE) return;
      let before = 0;
      left.forEach((p) => {
        const [first, behind] = [before, before + p.length].map((x) => start + Math.floor((x * (end - start)) / expected));
        put(p, ALTERED, first, Math.max(1, behind - first));
        before += p.length;
      });
      take(taken, start, end);
    });
  }

  // Neighbours in a list with the same key, together.
  function runs(list, key) {
    const out = [];
    list.forEach((item, n) => { if (n && key(item) === key(list[n - 1])) last(out).push(item); else out.push([item]); });
    return out;
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
