const LISTED = 200;
/* Pixels for a name in its column; the style has the others fixed. */
const NAME_WIDTH = 145;

/**
 * The table beside the map: the same parts in words, or what a search found.
 *
 * `open(range)` is called for the row that is chosen.
 */
class List {
  constructor(table, open) {
    this.table = table;
    this.open = open;
    this.rows = [];
    table.addEventListener("click", (event) => this.choose(event));
    table.addEventListener("keydown", (event) => this.step(event));
  }

  draw(tree, { caption, rows, metric, hasOwners }) {
    this.rows = rows;
    const head = make("tr");
    const columns = ["Name", "Size", "Share", ...(tree.hasRetained ? ["Retained"] : [])];
    for (const label of columns) {
      const cell = make("th", "", label);
      cell.scope = "col";
      if (label === (metric === "retained" ? "Retained" : "Size")) cell.ariaSort = "descending";
      head.append(cell);
    }
    const body = make("tbody");
    rows.forEach((range, place) => body.append(this.row(tree, range, place, metric, hasOwners)));
    const top = make("thead");
    top.append(head);
    this.table.replaceChildren(caption, top, body);
  }

  row(tree, range, place, metric, hasOwners) {
    const own = rangeSize(tree, range, "own");
    const name = make("th");
    name.scope = "row";
    name.append(this.button(tree, range, place, metric, hasOwners));
    const row = make("tr");
    const share = formatShare(own, tree.sizes.own[0]);
    row.append(name, make("td", "", formatBytes(own)), make("td", "", share));
    if (tree.hasRetained) {
      const isKnown = isWhole(tree, range) && tree.isRetainedKnown(range.node);
      row.append(make("td", "", isKnown ? formatBytes(tree.sizes.retained[range.node]) : "\u2013"));
    }
    return row;
  }

  button(tree, range, place, metric, hasOwners) {
    const kind = rangeKind(tree, range, metric);
    const owner = tree.parent[range.node];
    const words = [rangeName(tree, range, metric)];
    const button = make("button");
    button.type = "button";
    button.dataset.place = place;
    button.title = fullName(tree, range, metric);
    const mark = make("span", "mark");
    mark.dataset.kind = kind;
    button.append(mark, make("span", "name", fittingName(tree, range, metric, NAME_WIDTH)));
    if (hasOwners && owner > 0) {
      words.push(tree.nameOf(owner));
      button.append(" ", make("span", "owner name", words[1]));
    }
    button.ariaLabel = `${words.join(" ")}, ${kindLabel(tree, kind)}`;
    return button;
  }

  choose(event) {
    const button = event.target.closest("button");
    if (button) this.open(this.rows[button.dataset.place]);
  }

  step(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    const button = event.target.closest("button");
    if (!button || !(event.key in steps)) return;
    event.preventDefault();
    const buttons = this.table.querySelectorAll("tbody button");
    buttons[Number(button.dataset.place) + steps[event.key]]?.focus();
  }

  focusFirst() {
    this.table.querySelector("tbody button")?.focus();
  }
}

/** The largest parts of a range one by one, and the others together. */
function listedRanges(tree, { node, from, to }, metric) {
  const end = to - from > LISTED + 1 ? from + LISTED : to;
  const rows = tree.ranked(node, metric).slice(from, end).map((child) => wholeRange(tree, child));
  return end < to ? [...rows, { node, from: end, to }] : rows;
}

function captionOf(name, words) {
  const caption = make("caption");
  caption.append(make("strong", "name", name), make("span", "", words.join(", ")));
  return caption;
}

function rangeCaption(tree, range, metric) {
  const size = rangeSize(tree, range, "own");
  return captionOf(fullName(tree, range, metric), [
    formatBytes(size),
    `${formatShare(size, tree.sizes.own[0])} of the file`,
    counted(range.to - range.from, "part"),
  ]);
}

function foundCaption(tree, { found, size }) {
  const words = [formatBytes(size), `${formatShare(size, tree.sizes.own[0])} of the file`];
  if (found.length > LISTED) words.push(`the ${LISTED} largest are listed`);
  return captionOf(`${counted(found.length, "name")} found`, found.length ? words : []);
}
