import pytest

from wasmlint.provenance.witnames import WitName, split_wit_name


@pytest.mark.parametrize(
    ("name", "expected", "is_prerelease"),
    [
        ("wasi:cli/environment@0.2.0", WitName("wasi:cli", "environment", "0.2.0"), False),
        (
            "wasi:http/types@0.2.0-rc-2023-11-10",
            WitName("wasi:http", "types", "0.2.0-rc-2023-11-10"),
            True,
        ),
        (
            "wasi:keyvalue/store@0.2.0-draft2",
            WitName("wasi:keyvalue", "store", "0.2.0-draft2"),
            True,
        ),
        ("a:b/c@1.0.0+build-7", WitName("a:b", "c", "1.0.0+build-7"), False),
        ("docs:adder/add", WitName("docs:adder", "add", None), False),
        ("a:b:c/d/e@1.2", WitName("a:b:c", "d/e", "1.2"), False),
        ("run", WitName(None, "run", None), False),
        ("handle-http-request", WitName(None, "handle-http-request", None), False),
        ("locked-dep=<a:b@1.2.3>,integrity=<sha256-x>", WitName("a:b", None, "1.2.3"), False),
        ("unlocked-dep=<a:b/c@{>=1.0.0 <2.0.0}>", WitName("a:b", "c", "1.0.0"), False),
        ("", WitName(None, "", None), False),
        ("@", WitName(None, "@", None), False),
    ],
)
def test_a_name_is_taken_apart(name, expected, is_prerelease):
    found = split_wit_name(name)
    assert (found, found.is_prerelease) == (expected, is_prerelease)
