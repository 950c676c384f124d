"""The overview of a module: compressed sizes only where asked for, made beside the rest."""

import gzip
import zlib
from pathlib import Path
from threading import Barrier

import brotli
import pytest
import wasmtime

from wasmlint.analysis.compression import brotli_bytes, gzip_bytes
from wasmlint.analysis.policy import Policy
from wasmlint.core.errors import InputError
from wasmlint.engine.overview import overview, sound_facts
from wasmlint.engine.reading import inputs

CORPUS = Path(__file__).parents[2] / "corpus" / "modules"
DEBUG = gzip.decompress((CORPUS / "c-wasi-wordcount-debug.wasm.gz").read_bytes())
COMPRESSED = ("gzip_bytes", "brotli_bytes", "debug_gzip_bytes")
TOO_LONG = 60
"""Seconds after which a thread that waits for another one gives up; no test takes as long."""


def top(data, policy=None):
    return inputs("app.wasm", data, policy or Policy(), len(data))[0]


@pytest.mark.parametrize("quality", [1, 9])
def test_the_compressed_sizes_are_those_of_the_whole_file(quality):
    module = overview(top(DEBUG, Policy(brotli_quality=quality)), 0, compress=True)["module"]
    assert module["gzip_bytes"] == len(gzip.compress(DEBUG, 9, mtime=0))
    assert module["brotli_bytes"] == len(brotli.compress(DEBUG, quality=quality))
    assert 0 < module["debug_gzip_bytes"] < module["gzip_bytes"]


def test_nothing_is_compressed_unless_asked_for(monkeypatch):
    for library, name in ((zlib, "compressobj"), (brotli, "compress")):
        monkeypatch.setattr(library, name, None)
    without = overview(top(DEBUG), 3, compress=False)
    monkeypatch.undo()
    assert [without["module"].pop(name) for name in COMPRESSED] == [None, None, None]
    with_sizes = overview(top(DEBUG), 3, compress=True)
    assert all(with_sizes["module"].pop(name) for name in COMPRESSED)
    assert with_sizes == without


def test_both_sizes_are_made_while_the_code_is_looked_at(monkeypatch):
    together = Barrier(3)

    def met(make):
        def meet(given):
            together.wait(TOO_LONG)
            return make(given)

        return meet

    for make in (gzip_bytes, brotli_bytes, sound_facts):
        monkeypatch.setattr(f"wasmlint.engine.overview.{make.__name__}", met(make))
    assert overview(top(DEBUG), 1, compress=True)["functions"]


@pytest.mark.parametrize("compress", [False, True])
def test_a_body_that_does_not_decode_is_told_with_its_place(compress):
    sound = bytes(wasmtime.wat2wasm("(module (func nop nop nop))"))
    at = sound.index(bytes((1, 1, 1, 0xB)))
    damaged = sound[:at] + b"\xff" + sound[at + 1 :]
    message = f"app.wasm: 0xff is no known opcode, at byte {at:#x}; `wasmlint check app.wasm` says"
    with pytest.raises(InputError, match=message):
        overview(top(damaged), 1, compress=compress)
