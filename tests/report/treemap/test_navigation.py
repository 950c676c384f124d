"""Looking into the map and out again, with the pointer, the keyboard and the browser's own keys."""

import re

import pytest

CRUMBS = "#crumbs li"
BOX = ".box[aria-label^='{}']"


def box(name):
    return BOX.format(name)


def boxes(page):
    """The names of the boxes, the largest first."""
    labels = page.js("Array.from(document.querySelectorAll('.box'), each => each.ariaLabel)")
    return [re.split(r" [0-9.,]+ K?i?B", label)[0] for label in labels]


def tab_to_map(page):
    while not page.js("document.activeElement.matches('.box')"):
        page.press("Tab")


def test_a_file_opens_with_its_largest_parts_in_order(show, app):
    page = show(app)
    assert page.text("h1") == "app.wasm"
    assert page.texts(".facts div") == ["Toolchain\nGo 1.26.8"]
    assert boxes(page) == [
        "runtime",
        "example.com/shop/cart",
        "net/http",
        "data",
        "fmt",
        "main",
        "github.com/a/money",
        "wasm_export",
    ]
    assert page.problems() == []


def test_a_click_looks_into_a_package_and_a_crumb_leads_back(show, app):
    page = show(app)
    page.click(box("net/http"))
    assert page.texts(CRUMBS) == ["app.wasm", "net/http"]
    assert boxes(page) == ["(*Server).Serve", "Get", "(own bytes)"]
    page.click("#crumbs button")
    assert page.texts(CRUMBS) == ["app.wasm"]
    assert page.focus().startswith("net/http ")
    assert page.problems() == []


def test_a_click_on_a_function_within_a_package_leads_to_it(show, app):
    page = show(app)
    second = f"{box('net/http')} .preview:nth-child(2)"
    assert page.text(second).startswith("Get")
    page.click(second)
    assert page.texts(CRUMBS) == ["app.wasm", "net/http"]
    assert page.focus().startswith("Get ")


def test_the_browsers_back_and_forward_follow_what_was_looked_at(show, app):
    page = show(app)
    page.click(box("net/http"))
    page.js("new Promise(go => { addEventListener('hashchange', () => go()); history.back() })")
    assert page.texts(CRUMBS) == ["app.wasm"]
    page.js("new Promise(go => { addEventListener('hashchange', () => go()); history.forward() })")
    assert page.texts(CRUMBS) == ["app.wasm", "net/http"]


@pytest.mark.parametrize(
    "address", ["#99", "#-1", "#x", "#1.5", "#1.2.1", "#1.0.99", "#%F0%9F", "#0.0"]
)
def test_an_address_that_names_nothing_shows_the_file(show, app, address):
    page = show(app)
    page.js(f"new Promise(go => {{ onhashchange = () => go(); location.hash = '{address}' }})")
    assert page.texts(CRUMBS)[0] == "app.wasm"
    assert page.problems() == []


def test_the_keyboard_alone_does_it_all(show, app):
    page = show(app)
    tab_to_map(page)
    assert page.focus().startswith("runtime ")
    page.press("End")
    assert page.focus().startswith("wasm_export ")
    page.press("Home")
    assert page.focus().startswith("runtime ")
    page.press("Enter")
    assert page.texts(CRUMBS) == ["app.wasm", "runtime"]
    assert page.focus().startswith("mallocgc ")
    page.press("Escape")
    assert page.texts(CRUMBS) == ["app.wasm"]
    assert page.focus().startswith("runtime ")
    page.press("Enter", "Backspace")
    assert page.texts(CRUMBS) == ["app.wasm"]
    page.press("Escape")
    assert page.texts(CRUMBS) == ["app.wasm"]
    assert page.problems() == []


def test_arrows_lead_to_the_box_on_that_side_and_back(show, app):
    page = show(app)
    tab_to_map(page)
    sides = {"ArrowRight": ("ArrowLeft", "x"), "ArrowDown": ("ArrowUp", "y")}
    for there, (back, axis) in sides.items():
        page.press("Home", there)
        before = page.js(f"document.querySelector('.box').getBoundingClientRect().{axis}")
        after = page.js(f"document.activeElement.getBoundingClientRect().{axis}")
        assert after > before
        page.press(back)
        assert page.js(f"document.activeElement.getBoundingClientRect().{axis}") == before


@pytest.mark.parametrize(
    ("corner", "key"), [("Home", "ArrowLeft"), ("Home", "ArrowUp"), ("End", "ArrowDown")]
)
def test_an_arrow_leads_nowhere_from_an_edge(show, app, corner, key):
    page = show(app)
    tab_to_map(page)
    page.press(corner)
    before = page.focus()
    page.press(key)
    assert page.focus() == before


def test_every_box_can_be_reached_by_arrows(show, app):
    page = show(app)
    reached = page.js("""(() => {
        const all = Array.from(document.querySelectorAll(".box"), ({ style }) => {
            const [x0, y0] = [parseInt(style.left) - 1, parseInt(style.top) - 1];
            const [x1, y1] = [x0 + parseInt(style.width) + 2, y0 + parseInt(style.height) + 2];
            return { x0, y0, x1, y1 };
        });
        const seen = new Set([all[0]]);
        for (const one of seen) {
            for (const key in SIDES) seen.add(neighbour(all, one, key) ?? one);
        }
        return [seen.size, all.length];
    })()""")
    assert reached == [8, 8]


def test_one_box_at_a_time_is_in_the_tab_order(show, app):
    page = show(app)
    tab_to_map(page)
    page.press("End")
    assert page.js("document.querySelectorAll('.box[tabindex=\"0\"]').length") == 1
    page.press("Tab")
    assert not page.js("document.activeElement.matches('.box')")


def test_the_focus_stays_when_the_window_changes(show, app):
    page = show(app)
    tab_to_map(page)
    page.press("End")
    before = page.focus()
    page.resize(1000, 700)
    assert page.focus() == before
    assert page.js("document.querySelectorAll('.box[tabindex=\"0\"]').length") == 1


def test_the_focus_is_seen(show, app):
    page = show(app)
    tab_to_map(page)
    ring = "getComputedStyle(document.activeElement, '::after')"
    assert page.js(f"{ring}.borderStyle") == "solid"
    assert page.js(f"parseFloat({ring}.borderWidth)") >= 2


def test_the_facts_of_a_box_are_shown_under_the_pointer_and_the_focus(show, app):
    page = show(app)
    assert page.js("document.querySelector('#tip').hidden")
    page.hover(box("wasm_export"))
    expected = [
        *("Size", "300 B", "Share", "0.3% of the file", "Retained", "300 B, 0.3% of the file"),
        *("gzip", "1,000 B", "Kind", "other", "Parts", "2"),
    ]
    assert page.text("#tip .name") == "wasm_export"
    assert page.texts("#tip dt, #tip dd") == expected
    page.hover("h1")
    assert page.js("document.querySelector('#tip').hidden")
    tab_to_map(page)
    page.press("End")
    assert page.texts("#tip dt, #tip dd") == expected
    assert page.js("document.activeElement.getAttribute('aria-describedby')") == "tip"


def test_the_facts_of_a_function_give_its_share_of_the_package_too(show, app):
    page = show(app)
    page.hover(f"{box('net/http')} .preview:first-child")
    assert page.text("#tip .name") == "net/http.(*Server).Serve"
    assert page.texts("#tip dd")[1:3] == ["14.9% of the file", "74.5% of net/http"]


def test_the_list_says_what_the_map_shows(show, app):
    page = show(app)
    assert page.text("#list caption") == "app.wasm\n97.7 KiB, 100.0% of the file, 8 parts"
    assert page.texts("#list thead th") == ["Name", "Size", "Share", "Retained"]
    assert page.texts("#list tbody tr:last-child > *") == ["wasm_export", "300 B", "0.3%", "300 B"]
    assert page.texts("#list tbody tr:nth-child(4) td") == ["19.2 KiB", "19.7%", "–"]
    page.click("#list tbody tr:nth-child(3) button")
    assert page.texts(CRUMBS) == ["app.wasm", "net/http"]
    page.click("#list tbody tr:nth-child(2) button")
    assert page.focus().startswith("Get ")


def test_the_legend_gives_each_kind_its_share(show, app):
    page = show(app)
    assert page.texts("#legend li") == [
        "main package\n5.0%",
        "this module\n20.0%",
        "dependency\n5.0%",
        "standard library\n30.0%",
        "runtime\n20.0%",
        "other\n0.3%",
        "unattributed\n19.7%",
    ]


def test_retained_sizes_are_shown_when_asked_for(show, app):
    page = show(app)
    assert page.texts(".box .size")[0] == "19.5 KiB"
    page.click("#metric label:last-child")
    assert boxes(page) == [
        "main",
        "example.com/shop/cart",
        "net/http",
        "runtime",
        "data",  # of which no retained size is known, so at least its own
        "fmt",
        "github.com/a/money",
        "wasm_export",
    ]
    assert page.js("document.querySelector('.box').ariaLabel") == (
        "main 87.9 KiB retained, 5.0% of the file, main package, 3 parts"
    )
    assert page.texts("#list [aria-sort]") == ["Retained"]
    page.click("#metric label:first-of-type")
    assert boxes(page)[0] == "runtime"
    assert page.problems() == []


def test_zooming_is_animated_where_motion_is_welcome(show, app):
    page = show(app, motion="no-preference")
    moving = "document.querySelector('.stage').getAnimations().length"
    assert page.js(moving) == 0
    for pressed in (box("net/http"), "#crumbs button"):
        # In one expression, so that the animation cannot have ended.
        assert page.js(f'(document.querySelector("{pressed}").click(), {moving})') == 1
    assert page.problems() == []
