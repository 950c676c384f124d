"""The data files themselves: complete, sorted, sourced, and consistent with each other."""

import json
import re
from importlib.resources import files

import pytest

from wasmlint.reference.datafile import read
from wasmlint.reference.hosts import SPECIFIED, host, host_ids
from wasmlint.reference.limits import engine_limits
from wasmlint.reference.namespaces import kinds, namespaces
from wasmlint.reference.toolchains import contracts, supported, toolchain_faults
from wasmlint.reference.versions import parse_version
from wasmlint.reference.wasi import SUPPORT, generations, specified

SIGNATURE = re.compile(
    r"\((?:(?:i32|i64|f32|f64)(?: (?!\)))?)*\) -> \((?:(?:i32|i64|f32|f64)(?: (?!\)))?)*\)"
)
LISTS = {
    "features": ("engines", "features"),
    "hosts": ("hosts",),
    "limits": ("limits",),
    "namespaces": ("namespaces",),
    "toolchains": ("faults",),
    "wasi": ("extensions", "functions"),
}


def entries(name):
    return [entry for key in LISTS[name] for entry in read(name)[key]]


def key_of(entry):
    name = entry.get("id") or entry.get("name") or entry["module"]
    return name.lower(), entry.get("engine", "")


@pytest.mark.parametrize(("name", "key"), [(n, key) for n, keys in LISTS.items() for key in keys])
def test_every_list_is_sorted_and_names_nothing_twice(name, key):
    keys = [key_of(entry) for entry in read(name)[key]]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("name", ["hosts", "limits", "namespaces", "toolchains"])
def test_every_entry_has_a_source(name):
    assert [entry for entry in entries(name) if not entry.get("source")] == []


def test_every_feature_has_a_source():
    assert [entry for entry in read("features")["features"] if not entry["source"]] == []


def test_every_limit_of_a_host_has_a_source():
    limits = [limit for host_id in host_ids() for limit in host(host_id).limits]
    assert [limit for limit in limits if not limit.source] == []


def test_whoever_is_quoted_on_a_wasi_function_is_among_the_sources():
    content = read("wasi")
    quoted = {name for entry in content["functions"] for name in entry.get("hosts", {})}
    quoted |= {entry["source"] for entry in content["extensions"]}
    quoted |= set(generations())
    assert quoted <= set(content["sources"])


def documents():
    return [item for item in (files("wasmlint.reference") / "data").iterdir() if item.is_file()]


def test_every_file_of_data_is_looked_at_by_a_test():
    # These have tests of their own.
    elsewhere = ("c_libraries", "go_alternatives", "standard_libraries")
    names = {f"{name}.json" for name in (*LISTS, *elsewhere)}
    assert {item.name for item in documents()} == names


def test_no_key_is_stated_twice():
    def refuse(pairs):
        assert len(dict(pairs)) == len(pairs), pairs
        return dict(pairs)

    for item in documents():
        json.loads(item.read_text(encoding="utf-8"), object_pairs_hook=refuse)


def all_signatures():
    for entry in (*read("wasi")["functions"], *read("wasi")["extensions"]):
        yield from (one["signature"] for one in entry.get("functions", [entry]))
    for namespace in namespaces().values():
        yield from namespace.functions.values()
    required = [group for host_id in host_ids() for group in host(host_id).exports]
    required += [group for contract in contracts() for group in contract.exports]
    yield from (w.signature for group in required for w in group.any_of if w.signature)
    yield from (sig for host_id in host_ids() for sig in host(host_id).signatures.values())


def test_every_signature_is_written_as_function_types_are_shown():
    assert [text for text in all_signatures() if not SIGNATURE.fullmatch(text)] == []


def test_every_version_is_one():
    for entry in read("features")["features"]:
        versions = [v for v in entry["since"].values() if isinstance(v, str) and v != "flag"]
        assert [parse_version(version).is_release for version in versions] == [True] * len(versions)
    for fault in toolchain_faults():
        for affected in fault.affected:
            assert parse_version(affected.since) < parse_version(affected.fixed_in)
    for support in supported().values():
        assert parse_version(support.supported_since) < parse_version(support.newest)


def test_words_of_closed_sets_are_of_those_sets():
    assert {entry["support"] for entry in read("wasi")["functions"]} <= set(SUPPORT)
    assert {
        said["support"]
        for entry in read("wasi")["functions"]
        for said in entry.get("hosts", {}).values()
    } <= set(SUPPORT)
    assert {entry.kind for entry in namespaces().values()} == set(kinds())
    assert {fault.severity for fault in toolchain_faults()} <= {"error", "warning", "note"}
    assert {word for host_id in host_ids() for word in host(host_id).runs} == {"core", "component"}


def test_every_engine_that_a_feature_speaks_of_is_listed():
    named = {engine for entry in read("features")["features"] for engine in entry["since"]}
    assert named <= {entry["id"] for entry in read("features")["engines"]}


def test_a_limit_that_another_engine_shares_with_the_javascript_api_is_stated_once():
    shared = {limit.name: limit.maximum for limit in engine_limits() if limit.engine == "js-api"}
    repeated = [
        limit
        for limit in engine_limits()
        if limit.engine != "js-api" and shared.get(limit.name) == limit.maximum
    ]
    assert repeated == []


def test_what_a_host_leaves_out_of_a_specification_is_in_it():
    for entry in read("hosts")["hosts"]:
        for module, said in entry["provides"].items():
            if said["names"] == SPECIFIED:
                assert [n for n in said.get("less", ()) if specified(module, n) is None] == []
                assert [n for n in said.get("more", ()) if specified(module, n)] == []


def test_preview_1_and_snapshot_0_have_as_many_functions_as_their_specifications():
    names = [entry["name"] for entry in read("wasi")["functions"]]
    found = [
        sum(specified(module, name) is not None for name in names)
        for module in ("wasi_snapshot_preview1", "wasi_unstable")
    ]
    assert found == [46, 45]
