/* Square pixels below which a box is merged with its like: one that takes the focus, one in it. */
const LEAST_BOX = 150;
const LEAST_PREVIEW = 60;
/* Pixels: what a box needs to show what is in it, its header and border, a line of text in it. */
const OPEN_WIDTH = 64;
const OPEN_HEIGHT = 44;
const HEADER = 19;
const BORDER = 2;
const LINE = 15;
const MARGIN = 4;
const GAP = 6;
/* A name with less room than this is left out rather than cut. */
const LEAST_ROOM = 36;
const ZOOM_MILLISECONDS = 220;

/**
 * The map: a button for each part of the range in view, and within it, for the eye and the pointer
 * only, a preview of what it holds. One button at a time is in the tab order.
 */
class TreemapMap {
  constructor(element, { open, point }) {
    this.element = element;
    this.boxes = [];
    this.open = open;
    this.point = point;
    element.addEventListener("click", (event) => this.clicked(event));
    element.addEventListener("keydown", (event) => this.pressed(event));
    element.addEventListener("focusin", (event) => this.focused(event));
    element.addEventListener("focusout", () => point(undefined));
    element.addEventListener("pointermove", (event) => this.hovered(event));
    element.addEventListener("pointerleave", () => point(undefined));
  }

  /** Draws a range; `search` greys out what it did not find. A box that is kept keeps the focus. */
  draw(tree, { range, metric, search }) {
    const focused = this.boxOf(document.activeElement);
    this.tree = tree;
    this.metric = metric;
    this.search = search;
    const { clientWidth, clientHeight } = this.element;
    this.size = { clientWidth, clientHeight };
    const parts = rangeParts(tree, range, metric, clientWidth * clientHeight, LEAST_BOX);
    this.boxes = placeParts(parts, clientWidth, clientHeight);
    const stage = make("div", "stage");
    this.boxes.forEach((box, place) => {
      box.element = this.button(box, place);
      stage.append(box.element);
    });
    if (!parts.length) stage.append(make("p", "empty", "Nothing here takes up bytes."));
    this.element.replaceChildren(stage);
    const kept = focused && this.boxes.find((box) => isSameRange(box, focused));
    if (kept) this.focus(kept);
    else if (this.boxes.length) this.boxes[0].element.tabIndex = 0;
  }

  /** Whether what was drawn has the size that the map has now. */
  isFitting() {
    const { clientWidth, clientHeight } = this.element;
    return clientWidth === this.size.clientWidth && clientHeight === this.size.clientHeight;
  }

  button(box, place) {
    const element = make("button", "box");
    element.type = "button";
    element.tabIndex = -1;
    element.dataset.place = place;
    element.ariaLabel = this.label(box);
    const width = box.x1 - box.x0 - 2;
    const height = box.y1 - box.y0 - 2;
    const isOpen = width >= OPEN_WIDTH && height >= OPEN_HEIGHT && box.to > box.from;
    this.fill(element, box, [box.x0 + 1, box.y0 + 1, width, height], isOpen);
    if (isOpen) {
      element.classList.add("open");
      element.append(this.inside(box, width - 2 * BORDER, height - HEADER - BORDER));
    }
    return element;
  }

  /** What an open box has in it. */
  inside(box, width, height) {
    const element = make("span", "inside");
    element.ariaHidden = true;
    const parts = rangeParts(this.tree, box, this.metric, width * height, LEAST_PREVIEW);
    for (const part of placeParts(parts, width, height)) {
      const { x0, y0, x1, y1 } = part;
      const preview = make("span", "preview");
      preview.range = part;
      this.fill(preview, part, [x0, y0, x1 - x0 - 1, y1 - y0 - 1], false);
      element.append(preview);
    }
    return element;
  }

  fill(element, part, [left, top, width, height], isOpen) {
    const { style, dataset } = element;
    style.left = `${left}px`;
    style.top = `${top}px`;
    style.width = `${Math.max(width, 1)}px`;
    style.height = `${Math.max(height, 1)}px`;
    dataset.kind = rangeKind(this.tree, part, this.metric);
    if (!isWhole(this.tree, part)) element.classList.add("group");
    if (this.search && !isRangeShown(this.tree, part, this.metric, this.search)) {
      element.classList.add("missed");
    }
    const lines = isOpen ? 1 : Math.floor((height - BORDER) / LINE);
    if (lines > 0) this.write(element, part, width - 2 * MARGIN, lines);
  }

  /** Writes the name of a part in its box, and its size behind or below it, where they fit. */
  write(element, part, room, lines) {
    const size = formatBytes(part.value);
    const sizeWidth = textWidth(size);
    const beside = lines > 1 ? room : room - sizeWidth - GAP;
    const fitting = (width) => fittingName(this.tree, part, this.metric, width);
    const hasSize = sizeWidth <= room && (lines > 1 || textWidth(fitting(beside)) <= beside);
    const name = fitting(hasSize ? beside : room);
    if (textWidth(name) > room && room < LEAST_ROOM) return;
    const label = make("span", "label");
    label.append(make("span", "name", name));
    if (hasSize) label.append(" ", make("span", "size", size));
    element.append(label);
  }

  label(box) {
    const { tree, metric } = this;
    const size = formatBytes(box.value);
    const share = formatShare(rangeSize(tree, box, "own"), tree.sizes.own[0]);
    const words = [
      `${rangeName(tree, box, metric)} ${size}${metric === "retained" ? " retained" : ""}`,
      `${share} of the file`,
      kindLabel(tree, rangeKind(tree, box, metric)),
    ];
    if (box.to > box.from) words.push(counted(box.to - box.from, "part"));
    return words.join(", ");
  }

  boxOf(target) {
    const element = target.closest?.(".box");
    return element ? this.boxes[element.dataset.place] : undefined;
  }

  clicked(event) {
    const box = this.boxOf(event.target);
    if (!box) return;
    const inner = event.target.closest(".preview")?.range;
    if (box.to > box.from) {
      this.open(box, inner);
    } else {
      this.focus(box);
      this.point(box, event.clientX, event.clientY); // a finger does not hover
    }
  }

  pressed(event) {
    const box = this.boxOf(event.target);
    if (!box || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Home") this.focus(this.boxes[0]);
    else if (event.key === "End") this.focus(this.boxes.at(-1));
    else if (event.key in SIDES) this.focus(neighbour(this.boxes, box, event.key) ?? box);
    else return;
    event.preventDefault();
  }

  focused(event) {
    const box = this.boxOf(event.target);
    if (!box) return;
    for (const { element } of this.boxes) {
      element.tabIndex = -1;
      element.removeAttribute("aria-describedby");
    }
    box.element.tabIndex = 0;
    if (!box.element.matches(":focus-visible")) return;
    const { left, bottom } = box.element.getBoundingClientRect();
    this.point(box, left, bottom);
    box.element.setAttribute("aria-describedby", "tip");
  }

  hovered(event) {
    const range = event.target.closest?.(".preview")?.range ?? this.boxOf(event.target);
    this.point(range, event.clientX, event.clientY);
  }

  focus(box) {
    box.element.focus({ preventScroll: true });
  }

  /** The range to look into in order to see a node. */
  rangeAround(node) {
    const { clientWidth, clientHeight } = this.element;
    return rangeAround(this.tree, node, this.metric, clientWidth * clientHeight, LEAST_BOX);
  }

  /** The box that shows a node, by itself or among others; `undefined` if none does. */
  find(node) {
    return this.boxes.find((box) => isInRange(this.tree, node, box, this.metric));
  }

  /** Lets what was just drawn grow out of a box, or shrink into view; `from` is that box. */
  animate(from, isInward) {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const { clientWidth, clientHeight, firstChild } = this.element;
    const x = (from.x1 - from.x0) / clientWidth;
    const y = (from.y1 - from.y0) / clientHeight;
    const transform = isInward
      ? `translate(${from.x0}px, ${from.y0}px) scale(${x}, ${y})`
      : `scale(${1 / x}, ${1 / y}) translate(${-from.x0}px, ${-from.y0}px)`;
    firstChild.animate([{ transform, opacity: 0.4 }, { transform: "none", opacity: 1 }], {
      duration: ZOOM_MILLISECONDS,
      easing: "ease-out",
    });
  }
}
