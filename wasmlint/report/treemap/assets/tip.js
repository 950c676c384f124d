/* Pixels from the point that it is about, and from the edges of the window. */
const TIP_DISTANCE = 14;
const TIP_MARGIN = 4;

/** What there is to say about a range: labels, each with one value or more. */
function rangeFacts(tree, range, metric) {
  const { own, retained } = tree.sizes;
  const size = rangeSize(tree, range, "own");
  const facts = [["Size", exactBytes(size)]];
  const isNode = isWhole(tree, range);
  const owner = isNode ? tree.parent[range.node] : range.node;
  const shares = [`${formatShare(size, own[0])} of the file`];
  if (owner > 0) shares.push(`${formatShare(size, own[owner])} of ${tree.nameOf(owner)}`);
  facts.push(["Share", ...shares]);
  if (isNode && tree.isRetainedKnown(range.node)) {
    const bytes = retained[range.node];
    facts.push(["Retained", `${exactBytes(bytes)}, ${formatShare(bytes, own[0])} of the file`]);
  }
  if (isNode && tree.gzip[range.node] !== null) {
    facts.push(["gzip", formatBytes(tree.gzip[range.node])]);
  }
  facts.push(["Kind", kindLabel(tree, rangeKind(tree, range, metric))]);
  if (!isNode) facts.push(["Each", sizesWithin(tree, range, metric)]);
  if (range.to > range.from) facts.push(["Parts", formatCount(range.to - range.from)]);
  return facts;
}

/** Where something of a length begins that stands beside a point and within a room. */
function beside(point, length, room) {
  const after = point + TIP_DISTANCE;
  const start = after + length <= room ? after : point - TIP_DISTANCE - length;
  return Math.max(TIP_MARGIN, Math.min(start, room - length - TIP_MARGIN));
}

/** The facts beside the pointer or the focus; the description of the box that has the focus. */
class Tip {
  constructor(element) {
    this.element = element;
  }

  /** Shows a range at a point of the window, on the side where there is room. */
  show(tree, range, metric, x, y) {
    const facts = make("dl");
    for (const [label, ...values] of rangeFacts(tree, range, metric)) {
      facts.append(make("dt", "", label), ...values.map((value) => make("dd", "", value)));
    }
    this.element.replaceChildren(make("p", "name", fullName(tree, range, metric)), facts);
    this.element.hidden = false;
    this.move(x, y);
  }

  move(x, y) {
    const { offsetWidth, offsetHeight } = this.element;
    const { clientWidth, clientHeight } = document.documentElement;
    this.element.style.left = `${beside(x, offsetWidth, clientWidth)}px`;
    this.element.style.top = `${beside(y, offsetHeight, clientHeight)}px`;
  }

  hide() {
    this.element.hidden = true;
  }
}
