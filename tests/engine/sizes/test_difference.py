"""What changed between two modules: sums that add up, and names that only got another number."""

from hypothesis import given
from hypothesis import strategies as st

from wasmlint.core.sizes import (
    Change,
    FunctionSize,
    Interface,
    PackageSize,
    SectionSize,
    SizeReport,
)
from wasmlint.engine.sizes.difference import difference

KINDS = ("main", "module", "dependency", "std", "runtime", "other", "unattributed")


def package(name, size, kind="std"):
    return PackageSize(name, kind, 1, size, 0, size)


def report(packages=(), functions=(), imports=(), exports=(), sections=()):
    return SizeReport(
        path="app.wasm",
        bytes=sum(row.total_bytes for row in packages),
        toolchain="go",
        toolchain_version="1.27.3",
        sections=tuple(sections),
        packages=tuple(packages),
        functions=tuple(functions),
        imports=tuple(imports),
        exports=tuple(exports),
    )


def test_packages_are_sorted_by_how_much_they_changed():
    old = report([package("fmt", 100), package("os", 50), package("io", 5)])
    new = report([package("fmt", 90), package("net/http", 700), package("io", 5)])
    assert difference(old, new).packages == (
        Change("net/http", "std", 0, 700),
        Change("os", "std", 50, 0),
        Change("fmt", "std", 100, 90),
    )


def test_what_came_with_the_toolchain_is_told_from_the_program():
    old = report([package("main", 10, "main"), package("runtime", 900, "runtime")])
    new = report([package("main", 30, "main"), package("runtime", 1000, "runtime")])
    assert difference(old, new).origins == (
        Change("program", "origin", 10, 30),
        Change("dependencies", "origin", 0, 0),
        Change("toolchain", "origin", 900, 1000),
        Change("unattributed", "origin", 0, 0),
    )


sizes = st.integers(0, 10**9)
packages = st.lists(
    st.builds(package, st.sampled_from("abcde"), sizes, st.sampled_from(KINDS)),
    unique_by=lambda row: row.name,
)


@given(packages, packages)
def test_packages_and_origins_add_up_to_the_growth_of_the_file(old, new):
    found = difference(report(old), report(new))
    assert sum(change.growth_bytes for change in found.packages) == found.growth_bytes
    assert sum(change.growth_bytes for change in found.origins) == found.growth_bytes


def changed(old, new):
    found = difference(
        report(functions=[FunctionSize(name, "main", size) for name, size in old.items()]),
        report(functions=[FunctionSize(name, "main", size) for name, size in new.items()]),
    )
    return {change.name: (change.old_bytes, change.new_bytes) for change in found.functions}


def test_closures_that_only_got_another_number_did_not_change():
    assert changed({"main.run.func1": 40, "main.run.func2": 60}, {"main.run.func2": 60}) == {
        "main.run.funcN": (40, 0)
    }
    assert changed({"main.run.func7": 40}, {"main.run.func8": 40}) == {}


def test_a_hash_of_rust_is_no_name():
    old, new = "app::run::h0123456789abcdef", "app::run::hfedcba9876543210"
    assert changed({old: 40}, {new: 45}) == {"app::run::hN": (40, 45)}


def test_functions_of_one_name_are_one_row():
    functions = [FunctionSize("f", "a", 10), FunctionSize("f", "a", 10)]
    assert difference(report(functions=functions), report()).functions == (Change("f", "a", 20, 0),)


def test_an_import_more_and_an_export_less_break_the_contract():
    old = report(
        imports=[Interface("env.a", "function", "() -> ()")],
        exports=[Interface("run", "function", "() -> ()"), Interface("mem", "memory")],
    )
    new = report(
        imports=[Interface("env.b", "function", "() -> ()")],
        exports=[Interface("run", "function", "(i32) -> ()")],
    )
    found = difference(old, new)
    assert found.imports_removed == (Interface("env.a", "function", "() -> ()"),)
    assert found.breaks == (
        "needs the import env.b",
        "export run is now (i32) -> ()",
        "export mem is gone",
    )


def test_sections_that_did_not_change_are_left_out():
    old = report(sections=[SectionSize("code", 10), SectionSize("data", 5)])
    new = report(sections=[SectionSize("code", 12), SectionSize("data", 5)])
    assert difference(old, new).sections == (Change("code", "section", 10, 12),)
