"""Files around a module: compression, text, and limits."""

import gzip

import brotli
import pytest
import wasmtime

from wasmlint.binary.container import unwrap
from wasmlint.core.errors import InputError

MODULE = bytes(wasmtime.wat2wasm('(module (memory (export "m") 1))'))
LIMIT = 1 << 20


@pytest.mark.parametrize(
    ("path", "raw"),
    [
        ("a.wasm", MODULE),
        ("a.wasm", gzip.compress(MODULE)),
        ("a.bin", b""),
    ],
)
def test_a_file_of_another_name_is_taken_as_it_is(path, raw):
    assert unwrap(path, raw, LIMIT) == raw


@pytest.mark.parametrize(
    ("path", "raw"),
    [
        ("a.wasm.gz", gzip.compress(MODULE)),
        ("A.WASM.GZ", gzip.compress(MODULE)),
        ("a.gz", gzip.compress(MODULE[:9]) + gzip.compress(MODULE[9:])),
        ("a.wasm.gz", gzip.compress(MODULE) + bytes(512)),  # padded, as by tape tools
        ("a.wasm.br", brotli.compress(MODULE)),
        ("a.wat", b'(module (memory (export "m") 1))'),
        ("a.wat.gz", gzip.compress(b'(module (memory (export "m") 1))')),
        ("a.wasm.br.gz", gzip.compress(brotli.compress(MODULE))),
    ],
)
def test_a_suffix_is_undone(path, raw):
    assert unwrap(path, raw, LIMIT) == MODULE


@pytest.mark.parametrize("compress", [gzip.compress, brotli.compress])
def test_what_unpacks_to_the_limit_is_taken_and_one_byte_more_is_not(compress):
    path = "a.gz" if compress is gzip.compress else "a.br"
    assert unwrap(path, compress(bytes(LIMIT)), LIMIT) == bytes(LIMIT)
    with pytest.raises(
        InputError, match=r"more than the limit of 1\.00 MiB; raise `max-file-size`"
    ):
        unwrap(path, compress(bytes(LIMIT + 1)), LIMIT)


@pytest.mark.parametrize(
    ("path", "raw", "problem"),
    [
        ("a.gz", MODULE, "named `.gz` and is not valid gzip data"),
        ("a.gz", gzip.compress(MODULE)[:-4], "gzip data is cut short"),
        ("a.gz", gzip.compress(MODULE)[:-8] + bytes(8), "not valid gzip data"),
        ("a.gz", gzip.compress(MODULE) + b"junk", "not valid gzip data"),
        ("a.gz", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xff\xff", "not valid gzip data"),
        ("a.br", MODULE, "named `.br` and is not valid brotli data"),
        ("a.br", brotli.compress(MODULE)[:-4], "brotli data is cut short"),
        ("a.br", b"", "brotli data is cut short"),
        ("a.br", brotli.compress(MODULE) + b"junk", "not valid brotli data"),
        ("a.wat", b"(module\n  (func i32.bogus))", "unexpected token, at 2:9"),
        ("a.wat", b"(module", "does not parse: expected `)`, at 1:8"),
        ("a.wat", b"", "expected at least one module field, at 1:1"),
        ("a.wat", b"\xff", "the text does not parse"),
    ],
)
def test_what_is_not_as_named_is_an_error_of_one_line(path, raw, problem):
    with pytest.raises(InputError) as caught:
        unwrap(path, raw, LIMIT)
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_empty_gzip_file_holds_nothing():
    assert unwrap("a.gz", b"", LIMIT) == b""
