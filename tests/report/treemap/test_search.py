"""Finding names: what is found is listed and keeps its colour, the rest turns grey."""

import pytest


def test_a_slash_begins_a_search_and_escape_ends_it(show, app):
    page = show(app)
    page.press("/")
    page.write("server")
    assert page.text("#list caption") == "1 name found\n14.6 KiB, 14.9% of the file"
    assert page.texts("#list tbody .name") == ["(*Server).Serve", "net/http"]
    assert page.texts("#list tbody td") == ["14.6 KiB", "14.9%", "29.1 KiB"]
    shown = "document.querySelectorAll('.box:not(.missed)')"
    assert page.js(f"Array.from({shown}, each => each.ariaLabel.split(' ')[0])") == ["net/http"]
    assert page.text("#news").startswith("1 name found")
    page.press("Escape")
    assert page.js("document.querySelectorAll('.missed').length") == 0
    assert page.focus().startswith("runtime ")
    assert page.problems() == []


def test_enter_leads_to_the_largest_that_is_found(show, app):
    page = show(app)
    page.press("/")
    page.write("CART")
    page.press("Enter")
    assert page.texts("#crumbs li") == ["app.wasm", "example.com/shop/cart"]
    page.press("/")
    page.write("(*SERVER)")
    page.press("Enter")
    assert page.texts("#crumbs li") == ["app.wasm", "net/http"]
    assert page.focus().startswith("(*Server).Serve ")


def test_arrows_walk_through_what_is_found(show, app):
    page = show(app)
    page.press("/")
    page.write("cart")
    page.press("ArrowDown")
    assert page.focus().startswith("example.com/shop/cart, ")
    page.press("ArrowDown", "ArrowDown", "ArrowUp")
    assert page.focus() == "Add example.com/shop/cart, this module"
    page.press("Enter")
    assert page.texts("#crumbs li") == ["app.wasm", "example.com/shop/cart"]
    assert page.focus().startswith("Add ")


def test_bytes_within_what_is_found_are_counted_once(show, app):
    page = show(app)
    page.press("/")
    page.write("cart")
    assert page.text("#list caption") == "4 names found\n19.5 KiB, 20.0% of the file"


@pytest.mark.parametrize("text", ["nothing of the kind", ".*", "(", "\\", "[", "<b>"])
def test_a_search_is_plain_text(show, app, text):
    page = show(app)
    page.press("/")
    page.write(text)
    found = 11 if text == "(" else 0
    assert page.text("#list caption strong") == f"{found} names found"
    page.press("Enter")
    assert page.problems() == []


def test_letters_and_backspace_are_text_while_searching(show, app):
    page = show(app)
    page.click(".box")
    page.press("/", "a", "/", "b", "Backspace")
    assert page.js("document.querySelector('#search').value") == "a/"
    assert len(page.texts("#crumbs li")) == 2
