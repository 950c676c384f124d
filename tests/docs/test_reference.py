"""Generated pages say what the program says today."""

from pathlib import Path

from wasmlint.analysis.catalog import schema
from wasmlint.rulepack.load import builtin_folder, load_pack
from wasmlint.rulepack.show import markdown

ROOT = Path(__file__).parents[2]


def test_the_page_of_the_rules_is_fresh():
    # Written by: wasmlint rule show ALL -f markdown > docs/reference/rules.md
    rules = load_pack([builtin_folder()], schema()).rules
    expected = "\n\n".join(markdown(rule).rstrip() for rule in rules) + "\n"
    assert (ROOT / "docs/reference/rules.md").read_text(encoding="utf-8") == expected


def test_every_page_that_another_names_exists():
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("corpus/*.md")]
    for page in pages:
        for target in _links(page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def _links(text: str) -> list[str]:
    parts = [part.partition(")")[0] for part in text.split("](")[1:]]
    local = [part.partition("#")[0] for part in parts if "://" not in part]
    return [part for part in local if part and " " not in part and not part.isdigit()]
