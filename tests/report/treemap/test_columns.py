"""A tree survives its compact form: nothing is lost, nothing is counted twice."""

from hypothesis import given
from hypothesis import strategies as st

from wasmlint.core.text import safe
from wasmlint.report.treemap import TreemapNode
from wasmlint.report.treemap.columns import NAME_LIMIT, OWN, tree_columns
from wasmlint.report.treemap.node import KINDS

KIND = st.sampled_from(tuple(KINDS))
SIZE = st.integers(0, 2**40)
LEAF = st.builds(TreemapNode, st.text(max_size=5), KIND, SIZE, st.none() | SIZE, st.none() | SIZE)
TREE = st.recursive(
    LEAF,
    lambda child: st.builds(
        TreemapNode,
        st.text(max_size=5),
        KIND,
        SIZE,
        st.none() | SIZE,
        st.none() | SIZE,
        st.lists(child, max_size=5).map(tuple),
    ),
    max_leaves=20,
)


def every(node):
    yield node
    for child in node.children:
        yield from every(child)


def read(columns):
    """The tree that columns say, as nested tuples of name, kind, bytes, retained, gzip, parts."""
    parts = [[] for _ in columns["name"]]
    ends, next_child = [], 1
    for count in columns["child_count"]:
        ends.append((next_child, next_child + count))
        next_child += count
    for node in reversed(range(len(parts))):
        parts[node] = (
            columns["names"][columns["name"][node]],
            columns["kinds"][columns["kind"][node]][0],
            columns["bytes"][node],
            columns["retained"][node],
            columns["gzip"][node],
            tuple(parts[child] for child in range(*ends[node])),
        )
    return parts[0]


def expected(node):
    own = (OWN, node.kind, node.own_bytes, None, None, ())
    children = tuple(expected(child) for child in node.children)
    if children and node.own_bytes:
        children += (own,)
    size = 0 if node.children else node.own_bytes
    return (safe(node.name), node.kind, size, node.retained_bytes, node.gzip_bytes, children)


@given(TREE)
def test_columns_hold_the_tree(root):
    assert read(tree_columns(root)) == expected(root)


@given(TREE)
def test_sizes_add_up_to_the_own_bytes_of_all_nodes(root):
    assert sum(tree_columns(root)["bytes"]) == sum(node.own_bytes for node in every(root))


@given(TREE)
def test_columns_are_of_one_length_and_names_are_there_once(root):
    columns = tree_columns(root)
    assert len(set(columns["name"])) == len(columns["names"])
    lengths = {len(columns[key]) for key in ("name", "kind", "child_count", "retained", "gzip")}
    assert lengths == {len(columns["bytes"])}


def test_a_name_is_kept_up_to_its_limit_and_made_safe_to_show():
    root = TreemapNode("a" * 1_000_000, "main", 1, children=(TreemapNode("\x1b[31m", "std", 2),))
    names = tree_columns(root)["names"]
    assert len(names[0]) == NAME_LIMIT
    assert names[1:] == [r"\u{1b}[31m", OWN]
