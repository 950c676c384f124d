"""Paths from the root of the repository, and their URIs."""

import pytest

from wasmlint.report.repo_path import from_root, uri


@pytest.mark.parametrize(
    ("path", "prefix", "expected"),
    [
        ("dist/app.wasm", "", "dist/app.wasm"),
        ("dist/app.wasm", "services/shop/", "services/shop/dist/app.wasm"),
        ("../other/app.wasm", "services/shop/", "services/other/app.wasm"),
        ("./dist/./app.wasm", "", "dist/app.wasm"),
        ("../../tmp/app.wasm", "shop/", "tmp/app.wasm"),
        ("/tmp/app.wasm", "shop/", "tmp/app.wasm"),
        ("app.wasm", "../", "app.wasm"),
    ],
)
def test_a_path_starts_at_the_root_of_the_repository(path, prefix, expected):
    assert from_root(path, prefix) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("dist/app.wasm", "dist/app.wasm"),
        ("a b[1]#2?.wasm", "a%20b%5B1%5D%232%3F.wasm"),
        ("50%.wasm", "50%25.wasm"),
        ("é/你.wasm", "%C3%A9/%E4%BD%A0.wasm"),
        ("caf\udce9.wasm", "caf%E9.wasm"),
        ("c:x.wasm", "c%3Ax.wasm"),
        ("a\\b.wasm", "a%5Cb.wasm"),
        ("mod@v1.2.3/a+b=c.wasm", "mod@v1.2.3/a+b=c.wasm"),
    ],
)
def test_a_uri_escapes_what_has_a_meaning_of_its_own(path, expected):
    assert uri(path) == expected
