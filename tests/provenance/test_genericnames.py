import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasmlint.provenance.genericnames import generic_name

RUST, HASHED, CPP, GO = "_RNvC1a1b", "_ZN4core3ptr17h0123456789abcdefE", "_ZN1a1bEv", "a_b"


@pytest.mark.parametrize(
    ("mangled", "symbol", "expected"),
    [
        (RUST, "core::ptr::drop_in_place::<Result<(), E>>", "core::ptr::drop_in_place::<..>"),
        (RUST, "<alloc::vec::Vec<u8> as Drop>::drop", "<alloc::vec::Vec<..> as Drop>::drop"),
        (RUST, "<dyn Fn(u8) -> Vec<u8> as Foo>::call", "<dyn Fn(u8) -> Vec<..> as Foo>::call"),
        (RUST, "<i32 as core::fmt::Display>::fmt", None),
        (RUST, "main::run", None),
        (HASHED, "core::ptr::drop_in_place", "core::ptr::drop_in_place"),
        (CPP, "bool a::Loop<int, a::B<char>>(a::Vector&, int)", "a::Loop<..>"),
        (CPP, "std::vector<int>::operator[](unsigned long)", "std::vector<..>::operator[]"),
        (CPP, "a::B<int>::operator()(int) const", "a::B<..>::operator()"),
        (CPP, "s& std::operator<< <std::traits<char>>(s&, char const*)", "std::operator<<<..>"),
        (CPP, "void (anonymous namespace)::f<int>(a<int>)", "(anonymous namespace)::f<..>"),
        (CPP, "int f<int>()::{lambda()#1}::operator()()", "f<..>::{lambda#1}::operator()"),
        (CPP, "f(std::vector<int>)", None),
        (CPP, "a::B::list() const", None),
        (GO, "slices.Sort[go.shape.[]int,go.shape.int]", "slices.Sort[..]"),
        (GO, "sync.(*Map[go.shape.int]).Swap.deferwrap1", "sync.(*Map[..]).Swap.deferwrap1"),
        (GO, "type:.eq.[5]string", None),
        (GO, "main.main", None),
    ],
)  # fmt: skip
def test_arguments_are_left_out(mangled, symbol, expected):
    assert generic_name(symbol, mangled) == expected


@given(st.text("a:<>[]()->& ,_{}"), st.sampled_from([RUST, HASHED, CPP, GO]))
def test_any_text_has_a_generic_name_or_none(symbol, mangled):
    found = generic_name(symbol, mangled)
    assert found is None or found == symbol or ".." in found
