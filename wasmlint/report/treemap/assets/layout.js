/* Into how many parts small ones are put that fill all of an area. */
const GROUPS = 16;

/**
 * What a range is shown as in `area` square pixels, the largest first.
 *
 * Children that would get less than `least` square pixels come together in one range, or in
 * several if they fill much of the area, so that each is a real step into what has many parts.
 * Children of no size are left out.
 */
function rangeParts(tree, range, metric, area, least) {
  const size = tree.sizes[metric];
  const members = rangeMembers(tree, range, metric);
  const sum = members.reduce((total, node) => total + size[node], 0);
  if (!(sum > 0)) return [];
  let end = 0;
  while (end < members.length && (size[members[end]] / sum) * area >= least) end++;
  if (end === members.length - 1 && size[members[end]] > 0) end++;
  const parts = members.slice(0, end).map((node) => wholeRange(tree, node));
  const rest = members.slice(end).reduce((total, node) => total + size[node], 0);
  if (rest > 0) {
    const count = members.length - end;
    const groups = Math.min(count, Math.max(1, Math.round((GROUPS * rest) / sum)));
    for (let group = 0; group < groups; group++) {
      const from = range.from + end + Math.floor((group * count) / groups);
      const to = range.from + end + Math.floor(((group + 1) * count) / groups);
      const first = members[from - range.from];
      const part = to - from > 1 ? { node: range.node, from, to } : wholeRange(tree, first);
      parts.push(part);
    }
  }
  for (const part of parts) part.value = rangeSize(tree, part, metric);
  return parts.filter((part) => part.value > 0);
}

/** The range in which a node has a box of its own: its parent, or some of that one's children. */
function rangeAround(tree, node, metric, area, least) {
  let range = wholeRange(tree, tree.parent[node]);
  for (;;) {
    const parts = rangeParts(tree, range, metric, area, least);
    const part = parts.find((each) => isInRange(tree, node, each, metric));
    if (!part || part.node === node) return range;
    range = part;
  }
}

/** The same parts with the places of their boxes (`x0`, `y0`, `x1`, `y1`), to whole pixels. */
function placeParts(parts, width, height) {
  const value = parts.reduce((sum, part) => sum + part.value, 0);
  d3.treemapSquarify({ value, children: parts }, 0, 0, width, height);
  for (const part of parts) {
    for (const side of ["x0", "y0", "x1", "y1"]) part[side] = Math.round(part[side]);
  }
  return parts;
}

/* By key: the side of a box that is left, the side of the next one, and its two other sides. */
const SIDES = {
  ArrowLeft: ["x0", "x1", "y0", "y1"],
  ArrowRight: ["x1", "x0", "y0", "y1"],
  ArrowUp: ["y0", "y1", "x0", "x1"],
  ArrowDown: ["y1", "y0", "x0", "x1"],
};

/** The box that an arrow key leads to: of those beyond that side of `from` the nearest, if any. */
function neighbour(boxes, from, key) {
  const [near, far, low, high] = SIDES[key];
  const middle = (from[low] + from[high]) / 2;
  const ahead = near < far ? -1 : 1;
  let best;
  let least = Infinity;
  for (const box of boxes) {
    const gap = ahead * (box[far] - from[near]);
    if (gap < 0 || box === from) continue;
    const aside = Math.max(box[low] - middle, middle - box[high], 0);
    const distance = gap + aside;
    if (distance < least) [best, least] = [box, distance];
  }
  return best;
}
