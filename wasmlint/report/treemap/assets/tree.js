/** The tree of the page, in columns by node number. Node 0 is the root. */
class Tree {
  constructor(columns) {
    this.kinds = columns.kinds;
    this.names = columns.names;
    this.name = columns.name;
    this.kind = columns.kind;
    this.gzip = columns.gzip;
    this.childCount = columns.child_count;
    this.count = columns.name.length;
    this.parent = new Int32Array(this.count).fill(-1);
    this.firstChild = new Int32Array(this.count);
    for (let node = 0, next = 1; node < this.count; node++) {
      this.firstChild[node] = next;
      for (const end = next + this.childCount[node]; next < end; next++) this.parent[next] = node;
    }
    const own = Float64Array.from(columns.bytes);
    for (let node = this.count - 1; node > 0; node--) own[this.parent[node]] += own[node];
    this.hasRetained = columns.retained.some((bytes) => bytes !== null);
    this.isRetainedKnown = (node) => columns.retained[node] !== null;
    // What nobody computed a retained size for retains at least itself.
    const retained = Float64Array.from(columns.retained, (bytes, node) => bytes ?? own[node]);
    this.sizes = { own, retained };
    this.ranks = { own: new Map(), retained: new Map() };
  }

  nameOf(node) {
    return this.names[this.name[node]];
  }

  kindOf(node) {
    return this.kinds[this.kind[node]][0];
  }

  /** The children of a node, the largest first; equal ones keep their order. */
  ranked(node, metric) {
    const known = this.ranks[metric];
    if (!known.has(node)) {
      const size = this.sizes[metric];
      const first = this.firstChild[node];
      const children = Array.from({ length: this.childCount[node] }, (_, place) => first + place);
      known.set(node, children.sort((a, b) => size[b] - size[a] || a - b));
    }
    return known.get(node);
  }

  /** The size of what each kind has in the file, by the number of the kind. */
  sizeByKind() {
    const sums = this.kinds.map(() => 0);
    for (let node = 0; node < this.count; node++) {
      if (!this.childCount[node]) sums[this.kind[node]] += this.sizes.own[node];
    }
    return sums;
  }

  /** A node and all above it, the root first. */
  lineage(node) {
    const nodes = [];
    for (let at = node; at >= 0; at = this.parent[at]) nodes.unshift(at);
    return nodes;
  }
}

/*
 * A range is what a box stands for and what can be looked into: the children of `node` from rank
 * `from` to before rank `to`. That is a whole node, or those of its children that are too small
 * for boxes of their own.
 */

function wholeRange(tree, node) {
  return { node, from: 0, to: tree.childCount[node] };
}

function isWhole(tree, range) {
  return range.from === 0 && range.to === tree.childCount[range.node];
}

function isSameRange(one, other) {
  return one.node === other.node && one.from === other.from && one.to === other.to;
}

function rangeMembers(tree, range, metric) {
  return tree.ranked(range.node, metric).slice(range.from, range.to);
}

function rangeSize(tree, range, metric) {
  const size = tree.sizes[metric];
  if (isWhole(tree, range)) return size[range.node];
  return rangeMembers(tree, range, metric).reduce((sum, node) => sum + size[node], 0);
}

/** Whether a range is this node, or has it among its children. */
function isInRange(tree, node, range, metric) {
  if (isWhole(tree, range)) return range.node === node;
  return rangeMembers(tree, range, metric).includes(node);
}

/** The kind of all that a range holds, or "mixed". */
function rangeKind(tree, range, metric) {
  if (isWhole(tree, range)) return tree.kindOf(range.node);
  const kinds = new Set(rangeMembers(tree, range, metric).map((node) => tree.kind[node]));
  return kinds.size === 1 ? tree.kinds[[...kinds][0]][0] : "mixed";
}
