"""The page as text: complete in itself, fetching nothing, and harmless whatever the names are."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from importlib.resources import files

import pytest

from wasmlint.report.treemap import TreemapNode, treemap_page

ASSETS = files("wasmlint.report.treemap") / "assets"
OWN_SCRIPTS = sorted(item.name for item in ASSETS.iterdir() if item.name.endswith(".js"))
MARKUP = (
    "</script><script>owned = 1</script>",
    "<!--<script>",
    "]]><svg onload=owned=1>",
    '"><img src=x onerror=owned=1>',
    "${owned = 1} $data {{owned}}",
    "\u2028owned = 1\u2029",
)


class Elements(HTMLParser):
    """The elements of a page with their attributes, and the text of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))
        if tag in ("script", "style"):
            self.texts.append("")

    def handle_data(self, data):
        if self.cdata_elem:
            self.texts[-1] += data


@pytest.fixture(scope="session")
def hostile(hostile_names):
    """A tree whose names are all made to do harm."""
    names = MARKUP + hostile_names
    children = tuple(TreemapNode(name, "other", 5) for name in names)
    return TreemapNode(names[0], "main", 7, children=children)


@pytest.fixture(scope="session")
def hostile_page(hostile):
    names = [child.name for child in hostile.children]
    return treemap_page(hostile, MARKUP[3], list(zip(names, names, strict=True)))


def test_hostile_names_make_no_element(hostile, hostile_page, app):
    tame = treemap_page(app, "app.wasm", [("a", "b")] * len(hostile.children))
    tags = [tag for tag, _ in Elements(hostile_page).found]
    assert tags == [tag for tag, _ in Elements(tame).found]


def test_hostile_names_are_cut_and_carry_no_control_or_direction_mark(hostile, hostile_page):
    assert hostile_page.isascii()
    assert len(hostile_page) < len(treemap_page(TreemapNode("a", "main", 1), "a", [])) + 20_000
    data = json.loads(Elements(hostile_page).texts[1])
    assert len(data["names"]) == len(hostile.children) + 1
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", str(data))


def test_the_page_is_the_same_each_time(app):
    assert treemap_page(app, "a", [("b", "c")]) == treemap_page(app, "a", [("b", "c")])


def test_nothing_is_named_that_a_browser_would_fetch(app):
    elements = Elements(treemap_page(app, "app.wasm", []))
    fetching = {"src", "srcset", "href", "action", "data", "poster", "ping", "background"}
    assert not [item for item in elements.found if fetching & item[1].keys()]
    assert not [tag for tag, _ in elements.found if tag in ("base", "link", "iframe", "object")]
    assert not re.search(r"url\(|@import", elements.texts[0])


def test_the_policy_allows_these_scripts_and_this_style_and_no_more(app):
    elements = Elements(treemap_page(app, "app.wasm", []))
    policy = next(
        attributes["content"]
        for tag, attributes in elements.found
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    style, _, *scripts = [
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for text in elements.texts
    ]
    assert policy.split("; ") == [
        "default-src 'none'",
        f"script-src {' '.join(scripts)}",
        f"style-src {style}",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]


@pytest.mark.parametrize("name", OWN_SCRIPTS)
def test_no_script_makes_markup_or_code_of_text(name):
    script = (ASSETS / name).read_text(encoding="utf-8")
    assert not re.search(
        r"(inner|outer)HTML|insertAdjacentHTML|document\.write|setHTML|DOMParser|\beval\b|Function\(",
        script,
    )


def test_every_script_and_style_is_in_the_page(app):
    page = treemap_page(app, "app.wasm", [])
    texts = [item.read_text(encoding="utf-8") for item in ASSETS.iterdir() if item.is_file()]
    assert [text for text in texts if "$title" not in text and text not in page] == []


def test_the_library_comes_with_its_licence(app):
    licence = (ASSETS / "d3-hierarchy" / "LICENSE").read_text(encoding="utf-8")
    assert licence.startswith("Copyright")
    assert licence in treemap_page(app, "app.wasm", [])


def test_a_browser_runs_no_script_but_the_pages_own(show, hostile):
    page = show(hostile)
    assert page.js("typeof owned") == "undefined"
    page.press("/")
    page.write("script")
    page.press("Enter")
    assert page.js("typeof owned") == "undefined"
    assert page.js("document.querySelectorAll('svg, img').length") == 0
    assert page.problems() == []


def test_a_browser_loads_the_page_and_nothing_more(show, app):
    page = show(app)
    requests = [event["request"]["url"] for event in page.events("Network.requestWillBeSent")]
    assert requests == [page.js("location.href.split('#')[0]")]
    assert page.js("fetch('data:,').then(() => 'fetched', () => 'refused')") == "refused"
    assert page.problems() != []


def test_a_name_from_right_to_left_leaves_its_surroundings_alone(show):
    page = show(TreemapNode("שלום.wasm", "main", 0, children=(TreemapNode("שלום", "main", 9),)))
    order = page.js("""(() => {
        const [name, size] = document.querySelector(".box .label").children;
        return getComputedStyle(name).unicodeBidi + size.innerText;
    })()""")
    assert order == "isolate9 B"
