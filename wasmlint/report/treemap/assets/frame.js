/* What stands around the map: the way to it, the legend, the colours, and the page's address. */

function drawCrumbs(tree, element, range, metric) {
  const crumbs = tree.lineage(range.node).map((node) => wholeRange(tree, node));
  if (!isWhole(tree, range)) crumbs.push(range);
  element.replaceChildren(
    ...crumbs.map((crumb, place) => {
      const isLast = place === crumbs.length - 1;
      const name = make(isLast ? "span" : "button", "name", rangeName(tree, crumb, metric));
      if (isLast) {
        name.ariaCurrent = "location";
      } else {
        name.type = "button";
        name.dataset.node = crumb.node;
      }
      const item = make("li");
      item.append(name);
      return item;
    }),
  );
}

function drawLegend(tree, element) {
  const whole = tree.sizes.own[0];
  tree.sizeByKind().forEach((size, place) => {
    if (!size) return;
    const [kind, label] = tree.kinds[place];
    const mark = make("span", "mark");
    mark.dataset.kind = kind;
    const item = make("li");
    item.append(mark, make("span", "", label), make("span", "size", formatShare(size, whole)));
    element.append(item);
  });
}

/** Lets a button change between dark and light; until it is pressed the system decides. */
function followTheme(button) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const { dataset } = document.documentElement;
  const isDark = () => (dataset.theme ? dataset.theme === "dark" : system.matches);
  const tell = () => (button.ariaPressed = isDark());
  button.addEventListener("click", () => {
    dataset.theme = isDark() ? "light" : "dark";
    tell();
  });
  system.addEventListener("change", tell);
  tell();
}

/** `#12` for node 12, `#12.40.90` for its children of rank 40 to before 90, so that Back works. */
function hashOfRange(tree, { node, from, to }) {
  return isWhole(tree, { node, from, to }) ? `#${node}` : `#${node}.${from}.${to}`;
}

/** The range of an address; the root for one that names no range of this tree. */
function rangeOfHash(tree, hash) {
  const [node, from, to] = hash.slice(1).split(".").map(Number);
  const count = tree.childCount[node];
  if (!count) return wholeRange(tree, 0);
  const isRange = [from, to].every(Number.isInteger) && 0 <= from && from < to && to <= count;
  return isRange ? { node, from, to } : wholeRange(tree, node);
}
