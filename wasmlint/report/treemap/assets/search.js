/**
 * The nodes whose name has `text` in it, whatever the case; `undefined` for no text.
 *
 * `found` are their numbers, the largest first; `size` is what they hold, each byte once.
 * `isShown[node]` says whether a node is found, or lies in one or around one that is.
 */
function searchTree(tree, text, metric) {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return undefined;
  const isHit = tree.names.map((name) => name.toLowerCase().includes(wanted));
  const isInside = new Uint8Array(tree.count);
  const isShown = new Uint8Array(tree.count);
  const found = [];
  let size = 0;
  for (let node = 0; node < tree.count; node++) {
    const isUnderOne = node > 0 && isInside[tree.parent[node]];
    const isOne = node > 0 && isHit[tree.name[node]];
    if (isOne) found.push(node);
    if (isOne && !isUnderOne) size += tree.sizes.own[node];
    isInside[node] = isShown[node] = isOne || isUnderOne ? 1 : 0;
  }
  for (let node = tree.count - 1; node > 0; node--) isShown[tree.parent[node]] |= isShown[node];
  const sizes = tree.sizes[metric];
  found.sort((a, b) => sizes[b] - sizes[a] || a - b);
  return { found, size, isShown };
}

/** Whether any of what a range holds is to be shown. */
function isRangeShown(tree, range, metric, search) {
  if (isWhole(tree, range)) return search.isShown[range.node] === 1;
  return rangeMembers(tree, range, metric).some((node) => search.isShown[node] === 1);
}
