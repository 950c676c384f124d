import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wasmlint.provenance.symbols.demangling import demangled
from wasmlint.provenance.symbols.library import library
from wasmlint.provenance.symbols.limits import LONGEST_DEMANGLED, LONGEST_MANGLED
from wasmlint.provenance.symbols.rustnames import is_mangled_rust, readable_rust

FACTS = {
    # Rust RFC 2603 and rustc-demangle's own tests
    "_RNvC6_123foo3bar": "123foo::bar",
    "_RNvNtNtCs1234_7mycrate3foo3bar3baz": "mycrate::foo::bar::baz",
    "_RNCNCNgCs6DXkGYLi8lr_2cc5spawn00B5_": "cc::spawn::{closure#0}::{closure#0}",
    (
        "_RINbNbCskIICzLVDPPb_5alloc5alloc8box_freeDINbNiB4_5boxed5FnBoxuEp6OutputuEL_E"
        "Cs1iopQbuBiw2_3std"
    ): "alloc::alloc::box_free::<dyn alloc::boxed::FnBox<(), Output = ()>>",
    # rustc's older scheme, as it is in modules of 2020 to 2026
    "_ZN4core3fmt5Write9write_fmt17h0123456789abcdefE": "core::fmt::Write::write_fmt",
    (
        "_ZN71_$LT$T$u20$as$u20$rquickjs_core..value..function..params..FromParam$GT$10from_param"
        "17h4c8b701e0f0d8004E"
    ): "<T as rquickjs_core::value::function::params::FromParam>::from_param",
    "_ZN4core3ptr13drop_in_place17h0123456789abcdefE.llvm.7121074164673507188": (
        "core::ptr::drop_in_place"
    ),
    # the examples of the Itanium C++ ABI, and names of libc++ and DuckDB
    "_Z1fv": "f()",
    "_ZN1N1fEi": "N::f(int)",
    "_ZNSt3__26vectorIiNS_9allocatorIiEEE9push_backERKi": (
        "std::__2::vector<int, std::__2::allocator<int>>::push_back(int const&)"
    ),
    "_Z1fIJiidEEvDpT_": "void f<int, int, double>(int, int, double)",
    "_ZTV1A": "vtable for A",
    "_ZTTNSt3__210istrstreamE": "VTT for std::__2::istrstream",
    "_ZThn4_N5arrow2io12WritableFileD0Ev": (
        "non-virtual thunk to arrow::io::WritableFile::~WritableFile()"
    ),
    "_ZTv0_n12_N5arrow2io16MemoryMappedFileD0Ev": (
        "virtual thunk to arrow::io::MemoryMappedFile::~MemoryMappedFile()"
    ),
    "_ZN12_GLOBAL__N_13runEv": "(anonymous namespace)::run()",
    # swiftlang/swift test/Demangle/Inputs/manglings.txt
    "$sSa6appendyyxF": "Swift.Array.append(A) -> ()",
    "_$s3foo3barC3bas3zimyAaEC_tF": "foo.bar.bas(zim: foo.zim) -> ()",
    "$s4main3fooyySiF": "main.foo(Swift.Int) -> ()",
}


@pytest.mark.parametrize(("mangled", "readable"), FACTS.items())
def test_a_mangled_name_becomes_readable(mangled, readable):
    assert demangled([mangled]) == [readable]


def test_names_of_all_languages_keep_their_places():
    names = [*FACTS, "main", *reversed(FACTS)]
    assert demangled(names) == [*FACTS.values(), "main", *reversed(FACTS.values())]


@pytest.mark.parametrize(
    ("name", "readable"),
    [
        (
            "core::panicking::panic_const::panic_const_div_by_zero::h9a18c6e25dd1645b",
            "core::panicking::panic_const::panic_const_div_by_zero",
        ),
        (
            "_$LT$alloc..vec..Vec$LT$T$GT$$u20$as$u20$core..fmt..Debug$GT$::fmt::h0123456789abcdef",
            "<alloc::vec::Vec<T> as core::fmt::Debug>::fmt",
        ),
        (
            "wast[c9f21d4f82cf70a]::parser::Parser<core[20f923910834e392]::str::Chars>",
            "wast::parser::Parser<core::str::Chars>",
        ),
    ],
)
def test_what_other_demanglers_leave_of_rust_is_taken_away(name, readable):
    assert demangled([name]) == [readable]


@pytest.mark.parametrize(
    "name",
    [
        "",
        "_",
        "$",
        "_start",
        "__wasm_call_ctors",
        "main.main",
        "(*bytes.Buffer).Write",
        "slices.Sort[[]int int]",
        "std::__2::vector<int>::h(int)",
        "foo::bar::h0123",
        "_ZZZZ",
        "_RZZZ",
        "$sZZZZ",
        "_Rust_function",
        "arr[0]::x",
    ],
)
def test_any_other_name_stays_as_it_is(name):
    assert demangled([name]) == [name]


def test_what_binaryen_puts_before_a_name_stays_before_it():
    assert demangled(["orig$_ZN1N1fEi", "byn$mgfn-shared$_ZN1N1fEi", "orig$main"]) == [
        "orig$N::f(int)",
        "byn$mgfn-shared$N::f(int)",
        "orig$main",
    ]


def test_a_name_that_is_too_long_stays_as_it_is():
    part = "4name"
    name = f"_ZN{part * (LONGEST_MANGLED // len(part))}17h0123456789abcdefE"
    assert demangled([name]) == [name]


def test_a_short_name_that_stands_for_a_very_long_one_stays_as_it_is():
    # Each tuple holds the one before it twice, by a back reference (RFC 2603, "Compression").
    digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

    def number(value: int) -> str:
        text = ""
        while value:
            value -= 1 if not text else 0
            text = digits[value % 62] + text
            value //= 62
        return f"{text}_"

    name, last = "_RIC1aTllE", len("IC1a")
    for _ in range(20):
        start = len(name) - len("_R")
        name += f"TB{number(last)}B{number(last)}E"
        last = start
    name += "E"
    assert len(name) < 300
    assert demangled([name, "_RNvC6_123foo3bar"]) == [name, "123foo::bar"]


# Both were found by mutation: the library's demanglers of C++ and Swift do not survive them.
TAKES_ALL_MEMORY = "_Z1fI" + "St4pairIeeI" * 40
ABORTS = "$sSS7cStringSSSPys4Int8VfC"


@pytest.mark.parametrize(
    ("deadly", "before", "after"),
    [
        (TAKES_ALL_MEMORY, ("_Z1fv", "f()"), ("_ZN1N1fEi", "N::f(int)")),
        (ABORTS, ("$sSa6appendyyxF", "Swift.Array.append(A) -> ()"), ("$sZZ", "$sZZ")),
    ],
)
def test_a_name_that_its_demangler_dies_of_costs_no_other_name(deadly, before, after):
    names = [before[0], deadly, after[0]]
    assert demangled(names) == [before[1], deadly, after[1]]


def test_names_stay_as_they_are_where_the_library_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "multi_demangle", None)
    library.cache_clear()
    try:
        names = ["_ZN1N1fEi", "_RNvC6_123foo3bar", "a::b::h0123456789abcdef"]
        assert demangled(names) == names
    finally:
        library.cache_clear()


RUST_NAMES = [name for name in FACTS if is_mangled_rust(name)]


@settings(deadline=None)
@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80)))
def test_any_text_is_a_name(names):
    # Those that look like C++ or Swift take a process for each example.
    names = [name for name in names if not name.startswith(("_Z", "_T0", "$", "_$"))]
    assert len(demangled(names)) == len(names)


@settings(deadline=None, max_examples=1000)
@given(
    st.sampled_from(RUST_NAMES),
    st.integers(0, 80),
    st.integers(0, 12),
    st.text(alphabet="_0123456789abcBCDEIKLMNRSTXYZhs$.", max_size=12),
    st.integers(0, 60),
)
def test_broken_names_of_rust_do_no_harm(name, start, length, inserted, times):
    name = name[:start] + inserted * times + name[start + length :]
    (readable,) = readable_rust([name])
    assert len(readable) <= max(LONGEST_DEMANGLED, len(name))


CPP_AND_SWIFT = [name for name in FACTS if not is_mangled_rust(name)]


@settings(deadline=None, max_examples=10)
@given(st.lists(st.tuples(st.sampled_from(CPP_AND_SWIFT), st.integers(0, 40)), min_size=1))
def test_broken_names_of_others_do_no_harm(broken):
    names = [name[:start] + name[start + 1 :] for name, start in broken]
    readable = demangled([*names, "_Z1fv", "$sSa6appendyyxF"])
    assert len(readable) == len(names) + 2
    assert max(map(len, readable)) <= LONGEST_DEMANGLED
