"""Generated pages say what the program says today, and links in all pages lead somewhere."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def generate(docs, *arguments, **environment):
    done = subprocess.run(
        [sys.executable, docs / "generate.py", *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **environment},
        check=False,
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


@pytest.mark.parametrize(
    "environment",
    [
        {"COLUMNS": "40", "FORCE_COLOR": "1", "PYTHONHASHSEED": "1"},
        {"COLUMNS": "300", "NO_COLOR": "1", "TERM": "dumb", "PYTHONHASHSEED": "2"},
    ],
)
def test_the_reference_is_fresh_whatever_the_terminal(docs, environment):
    assert generate(docs, "--check", **environment) == (0, "")


def test_a_stale_page_is_named_and_written_again(docs, tmp_path):
    copy = shutil.copytree(docs, tmp_path / "docs")
    page = copy / "reference/settings.md"
    fresh = page.read_bytes()
    page.write_bytes(fresh.replace(b"`fail-on`", b"`fail-at`"))
    (copy / "reference/facts.md").unlink()
    code, said = generate(copy, "--check")
    assert code == 1
    assert said.splitlines() == [
        "docs/reference/facts.md: is stale",
        "docs/reference/settings.md: is stale",
        "Run `python docs/generate.py` and commit what it writes.",
    ]
    assert generate(copy)[0] == 0
    assert page.read_bytes() == fresh
    assert generate(copy, "--check") == (0, "")


def test_a_page_that_nothing_generates_is_told(docs, tmp_path):
    copy = shutil.copytree(docs, tmp_path / "docs")
    (copy / "reference/rule.md").write_text("# Rule\n")
    code, said = generate(copy, "--check")
    assert (code, said) == (1, "docs/reference/rule.md: nothing generates this; remove it\n")


PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("corpus/*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_to_a_page_and_to_a_heading_in_it(page):
    for link in _links(page.read_text(encoding="utf-8")):
        name, _, heading = link.partition("#")
        target = page.parent / name if name else page
        assert target.exists(), link
        if heading:
            assert heading in _anchors(target.read_text(encoding="utf-8")), link


def _links(text):
    parts = [part.partition(")")[0] for part in _prose(text).split("](")[1:]]
    return [part for part in parts if part and "://" not in part and " " not in part]


def _anchors(text):
    """The headings as GitHub names them: repeated ones are numbered."""
    found = {}
    for title in re.findall(r"^#+ (.*)$", _prose(text), re.MULTILINE):
        slug = re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-")
        found[slug] = found.get(slug, -1) + 1
    return {
        f"{slug}-{number}" if number else slug
        for slug, most in found.items()
        for number in range(most + 1)
    }


def _prose(text):
    """A page without its blocks of code."""
    return re.sub(r"^(`{3,})[^`\n]*\n.*?^\1$", "", text, flags=re.MULTILINE | re.DOTALL)
