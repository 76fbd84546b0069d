// The best chain of places that keeps an order: the twin of scripts/anchoring/chain.py.
((our) => {
  "use strict";

  const {ANCHOR_CHARACTERS} = our.constants;

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

  Object.assign(our, {bisect, chain, last, narrowed});
})(self.our);
