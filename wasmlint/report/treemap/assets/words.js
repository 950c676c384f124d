const UNITS = [
  ["GiB", 1024 ** 3],
  ["MiB", 1024 ** 2],
  ["KiB", 1024],
];

/* By the number of digits after the point. Making a format takes longer than using it does. */
const FORMATS = [0, 1, 2].map((digits) => {
  const form = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  // Half to even, as Python rounds, so that this page and the terminal agree.
  return new Intl.NumberFormat("en-US", { ...form, roundingMode: "halfEven" });
});

function formatCount(count) {
  return FORMATS[0].format(count);
}

/** A size for people: exact below 10 KiB, else three significant digits. */
function formatBytes(size) {
  if (size < 10 * 1024) return `${formatCount(size)} B`;
  const [unit, scale] = UNITS.find((each) => size >= each[1]);
  const scaled = size / scale;
  return `${FORMATS[scaled >= 100 ? 0 : scaled >= 10 ? 1 : 2].format(scaled)} ${unit}`;
}

/** A size and, where that was rounded, all its digits: `1.21 MiB (1,268,776 B)`. */
function exactBytes(size) {
  const rounded = formatBytes(size);
  const exact = `${formatCount(size)} B`;
  return rounded === exact ? exact : `${rounded} (${exact})`;
}

function formatShare(size, whole) {
  const percent = whole > 0 ? (100 * size) / whole : 0;
  return percent > 0 && percent < 0.1 ? "<0.1%" : `${FORMATS[1].format(percent)}%`;
}

function counted(count, thing) {
  return `${formatCount(count)} ${thing}${count === 1 ? "" : "s"}`;
}

function kindLabel(tree, kind) {
  return tree.kinds.find((each) => each[0] === kind)?.[1] ?? "several kinds";
}

/** The name of a node without that of its parent, where it begins with it as symbols do. */
function shortName(tree, node) {
  const name = tree.nameOf(node);
  if (node === 0) return name;
  const owner = tree.nameOf(tree.parent[node]);
  if (!name.startsWith(owner)) return name;
  const separator = [".", "::", "/"].find((each) => name.startsWith(each, owner.length));
  return (separator && name.slice(owner.length + separator.length)) || name;
}

/** What a range is called: a node by its name, some of its children by how many they are. */
function rangeName(tree, range, metric) {
  if (isWhole(tree, range)) return shortName(tree, range.node);
  const count = formatCount(range.to - range.from);
  const isLast = range.to === tree.childCount[range.node];
  return isLast ? `${count} smaller` : `${count} of ${sizesWithin(tree, range, metric)}`;
}

/** The sizes of the least and the largest in a range of children: `12 B to 340 B`. */
function sizesWithin(tree, range, metric) {
  const ranked = tree.ranked(range.node, metric);
  const size = (place) => formatBytes(tree.sizes[metric][ranked[place]]);
  const [least, largest] = [size(range.to - 1), size(range.from)];
  return least === largest ? least : `${least} to ${largest}`;
}

/** What a range is called where it stands alone. */
function fullName(tree, range, metric) {
  return isWhole(tree, range) ? tree.nameOf(range.node) : rangeName(tree, range, metric);
}

/** The name of a range, or where it does not fit in `width` pixels, as much of its end as does. */
function fittingName(tree, range, metric, width) {
  const name = rangeName(tree, range, metric);
  if (textWidth(name) <= width) return name;
  const count = formatCount(range.to - range.from);
  const ends = isWhole(tree, range) ? nameEnds(name) : [`${count} smaller`, `+${count}`];
  return ends.find((end) => textWidth(end) <= width) ?? ends.at(-1) ?? name;
}

/**
 * The ends of a path or a symbol, the longest first: `.../b/call`, `...call` and `call` of
 * `a/b/call`, `call` of `(*T).call`. What is in brackets is not taken apart, nor is the first part
 * of a path, which may be a host; no end begins with a number.
 */
function nameEnds(name) {
  let ends = [];
  let depth = 0;
  for (const { 0: mark, index } of name.matchAll(/[([{<]|[)\]}>]|\/|::|\./g)) {
    if ("([{<".includes(mark)) depth++;
    else if (")]}>".includes(mark)) depth--;
    if (depth !== 0 || /[()[\]{}<>]/.test(mark)) continue;
    if (mark === "/") ends = ends.filter(({ isPath }) => isPath);
    ends.push({ isPath: mark === "/", text: name.slice(index + mark.length) });
  }
  const words = ends.filter(({ text }) => /^\D/.test(text));
  const marked = words.map(({ isPath, text }) => (isPath ? `\u2026/${text}` : `\u2026${text}`));
  return words.length ? [...marked, words.at(-1).text] : [];
}
