"""How the page looks: readable in both colour schemes, at home in a wide and in a narrow window."""

import struct

import pytest

SCHEMES = ("light", "dark")
WINDOWS = ((1280, 800), (400, 800))
CONTRAST = 4.5
"""Of text against what is behind it (WCAG 2.2, success criterion 1.4.3)."""

CONTRASTS = """(() => {
    const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const rgb = (color) => {
        context.clearRect(0, 0, 1, 1);
        context.fillStyle = color;
        context.fillRect(0, 0, 1, 1);
        return Array.from(context.getImageData(0, 0, 1, 1).data);
    };
    const behind = (element) => {
        for (let at = element; at; at = at.parentElement) {
            const color = rgb(getComputedStyle(at).backgroundColor);
            if (color[3] === 255) return color;
        }
        return [255, 255, 255, 255];
    };
    const light = (color) => color.slice(0, 3)
        .map((part) => part / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
        .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
    const found = {};
    for (const element of document.body.querySelectorAll("*")) {
        const hasText = Array.from(element.childNodes).some(
            (node) => node.nodeType === 3 && node.data.trim());
        if (!hasText || !element.checkVisibility() || element.closest("script")) continue;
        const levels = [rgb(getComputedStyle(element).color), behind(element)].map(light);
        const contrast = (Math.max(...levels) + 0.05) / (Math.min(...levels) + 0.05);
        const key = `${element.parentElement.className} ${element.tagName} ${element.className}`;
        found[key] = Math.min(found[key] ?? 99, contrast);
    }
    return found;
})()"""


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("search", ["", "cart"])
def test_all_text_stands_out_from_what_is_behind_it(show, app, scheme, search):
    page = show(app, scheme=scheme)
    page.press("/")
    page.write(search)
    contrasts = page.js(CONTRASTS)
    assert len(contrasts) > 10
    assert {key: value for key, value in contrasts.items() if value < CONTRAST} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("width", "height"), WINDOWS)
def test_the_page_fits_its_window(show, app, tmp_path, scheme, width, height):
    page = show(app, width=width, height=height, scheme=scheme)
    assert page.js("document.documentElement.scrollWidth") == width
    left, top, right, bottom = page.js(
        "(({ left, top, right, bottom }) => [left, top, right, bottom])"
        "(document.querySelector('#map').getBoundingClientRect())"
    )
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert (right - left) * (bottom - top) > 0.35 * width * height
    png = page.screenshot(tmp_path / f"{scheme}-{width}.png")
    assert struct.unpack(">II", png[16:24]) == (width, height)


@pytest.mark.parametrize(("width", "height"), WINDOWS)
def test_boxes_are_to_scale_and_fill_the_map(show, app, width, height):
    page = show(app, width=width, height=height)
    areas = page.js(
        "Array.from(document.querySelectorAll('.box'), ({ style }) =>"
        " (parseFloat(style.width) + 2) * (parseFloat(style.height) + 2))"
    )
    whole = page.js("(map => map.clientWidth * map.clientHeight)(document.querySelector('#map'))")
    assert sum(areas) == pytest.approx(whole, rel=0.001)
    sizes = [20_000, 20_000, 20_000, 19_700, 10_000, 5_000, 5_000, 300]
    for area, size in zip(areas, sizes, strict=True):
        assert area / whole == pytest.approx(size / 100_000, rel=0.15)


def test_a_map_is_drawn_anew_when_its_window_changes(show, app):
    page = show(app)
    right = (
        "Math.max(...Array.from(document.querySelectorAll('.box'),"
        " each => each.getBoundingClientRect().right))"
    )
    before = page.js(right)
    page.resize(1000, 700)
    assert page.js(right) == before - 280


def test_the_system_chooses_the_colours_until_the_button_does(show, app):
    page = show(app, scheme="dark")
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    dark = page.js(paper)
    assert page.js("document.querySelector('#theme').ariaPressed") == "true"
    page.click("#theme")
    light = page.js(paper)
    assert (dark, light) == ("rgb(20, 23, 27)", "rgb(255, 255, 255)")
    assert page.js("document.querySelector('#theme').ariaPressed") == "false"
    page.click("#theme")
    assert page.js(paper) == dark
