/** What is in view, and the map, list and controls that show and change it. */
class App {
  constructor(tree) {
    this.tree = tree;
    this.metric = "own";
    this.range = wholeRange(tree, 0);
    this.tip = new Tip(byId("tip"));
    this.map = new TreemapMap(byId("map"), {
      open: (range, inner) => this.look(range, inner?.node),
      point: (range, x, y) => this.point(range, x, y),
    });
    this.list = new List(byId("list"), (range) => this.reveal(range));
  }

  start() {
    byId("metric").hidden = !this.tree.hasRetained;
    byId("metric").addEventListener("change", (event) => this.measure(event.target.value));
    byId("search").addEventListener("input", () => this.draw());
    byId("search").addEventListener("keydown", (event) => this.pressedInSearch(event));
    byId("crumbs").addEventListener("click", (event) => {
      const place = event.target.closest("button")?.dataset.node;
      if (place !== undefined) this.look(wholeRange(this.tree, Number(place)));
    });
    document.addEventListener("keydown", (event) => this.pressed(event));
    addEventListener("hashchange", () => {
      const range = rangeOfHash(this.tree, location.hash);
      if (!isSameRange(range, this.range)) this.show(range);
    });
    this.range = rangeOfHash(this.tree, location.hash);
    drawLegend(this.tree, byId("legend"));
    this.draw();
    new ResizeObserver(() => this.map.isFitting() || this.drawMap()).observe(byId("map"));
  }

  /** Looks into a range, from where the browser's Back leads back. */
  look(range, node) {
    this.show(range, node);
    location.hash = hashOfRange(this.tree, range);
  }

  /** Shows a range and moves the focus there: to the box of a node, or to the largest. */
  show(range, node) {
    const before = this.range;
    const entered = this.map.boxes.find((box) => isSameRange(box, range));
    this.range = range;
    this.draw();
    const left = this.map.boxes.find((box) => this.isTowards(box, before));
    if (entered) this.map.animate(entered, true);
    else if (left) this.map.animate(left, false);
    const target = (node !== undefined && this.map.find(node)) || left || this.map.boxes[0];
    if (target) this.map.focus(target);
  }

  /** Whether one looks into a box to get to another range. */
  isTowards(box, range) {
    if (isSameRange(box, range)) return true;
    const nodes = this.tree.lineage(range.node).slice(1);
    return nodes.some((node) => isInRange(this.tree, node, box, this.metric));
  }

  /** Looks at a range, or where it has nothing in it, at its box. */
  reveal(range) {
    if (range.to > range.from) this.look(range);
    else this.look(this.map.rangeAround(range.node), range.node);
  }

  up() {
    const { tree, range } = this;
    if (!isWhole(tree, range)) this.look(wholeRange(tree, range.node));
    else if (range.node > 0) this.look(wholeRange(tree, tree.parent[range.node]));
  }

  measure(metric) {
    this.metric = metric;
    this.range = wholeRange(this.tree, this.range.node); // ranks are others now
    this.draw();
    location.hash = hashOfRange(this.tree, this.range);
  }

  draw() {
    this.search = searchTree(this.tree, byId("search").value, this.metric);
    drawCrumbs(this.tree, byId("crumbs"), this.range, this.metric);
    this.drawList();
    this.drawMap();
  }

  drawMap() {
    this.tip.hide();
    this.map.draw(this.tree, this);
    const name = rangeName(this.tree, this.range, this.metric);
    byId("map").ariaLabel = `Treemap of ${name}`;
  }

  drawList() {
    const { tree, metric, range, search } = this;
    const caption = search ? foundCaption(tree, search) : rangeCaption(tree, range, metric);
    const rows = search
      ? search.found.slice(0, LISTED).map((node) => wholeRange(tree, node))
      : listedRanges(tree, range, metric);
    this.list.draw(tree, { caption, rows, metric, hasOwners: search !== undefined });
    byId("news").textContent = caption.textContent;
  }

  point(range, x, y) {
    if (!range) this.tip.hide();
    else this.tip.show(this.tree, range, this.metric, x, y);
  }

  pressed(event) {
    const isTyping = event.target === byId("search");
    if (isTyping || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "/") byId("search").select();
    else if (event.key === "Escape" || event.key === "Backspace") this.up();
    else return;
    event.preventDefault();
  }

  pressedInSearch(event) {
    if (event.key === "Enter" && this.search?.found.length) {
      this.reveal(wholeRange(this.tree, this.search.found[0]));
    } else if (event.key === "ArrowDown") {
      this.list.focusFirst();
    } else if (event.key === "Escape") {
      event.target.value = "";
      this.draw();
      if (this.map.boxes.length) this.map.focus(this.map.boxes[0]);
    } else {
      return;
    }
    event.preventDefault();
  }
}

followTheme(byId("theme"));
byId("unscripted").remove();
new App(new Tree(JSON.parse(byId("data").textContent))).start();
