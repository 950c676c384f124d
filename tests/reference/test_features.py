import pytest

from wasmlint.reference.features import engines, features
from wasmlint.reference.versions import parse_version


@pytest.mark.parametrize(
    ("name", "engine", "minimum", "expected"),
    [
        ("tail-call", "safari", "18.2", True),
        ("tail-call", "safari", "18.10", True),
        ("tail-call", "safari", "18.1", False),
        ("tail-call", "safari", "17", False),
        ("tail-call", "safari", None, True),
        ("tail-call", "wazero", None, False),
        ("memory64", "safari", None, False),
        ("simd128", "wazero", "1.0", True),
        ("gc", "wasmer", None, None),
        ("legacy-exceptions", "wasmtime", None, False),
        ("legacy-exceptions", "chrome", "95", True),
    ],
)
def test_an_engine_has_a_feature_from_a_version_on(name, engine, minimum, expected):
    version = parse_version(minimum) if minimum else None
    assert features()[name].is_on(engine, version) == expected


def test_the_engines_are_named():
    assert "safari" in engines()
    assert engines()["node"] == "Node.js"


@pytest.mark.parametrize(
    ("name", "standard"),
    [
        ("mutable-globals", "1.0"),
        ("simd128", "2.0"),
        ("memory64", "3.0"),
        ("threads", None),
        ("legacy-exceptions", None),
    ],
)
def test_a_feature_is_in_a_version_of_the_standard_or_in_none(name, standard):
    assert features()[name].standard == standard


def test_what_lies_in_custom_sections_is_ignored_where_it_is_not_known():
    ignored = [name for name, feature in features().items() if not feature.is_refused]
    assert ignored == [
        "branch-hinting",
        "compilation-hints",
        "component-model",
        "extended-name-section",
    ]
