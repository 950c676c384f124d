"""What is not WebAssembly, by name and next step."""

import gzip

import brotli
import pytest
import wasmtime

from wasmlint.binary.identify import identify

MODULE = bytes(wasmtime.wat2wasm('(module (memory (export "m") 1))'))
LFS = b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"


@pytest.mark.parametrize(
    "data", [MODULE, b"\0asm\x01\0\0\0", b"\0asm\x0d\0\x01\0", b"\0asm\x01\0\0\0garbage"]
)
def test_what_begins_as_webassembly_is_left_to_the_decoder(data):
    assert identify(data) is None


@pytest.mark.parametrize(
    ("data", "name", "hint"),
    [
        (b"", "an empty file", "build or download it again"),
        (b"\0asm\x01", "a truncated module", "build or download it again"),
        (b"\0", "a truncated module", "build or download it again"),
        (b"msa\0\0\0\0\1", "a module with its bytes reversed", "leave it out"),
        (b"\0asm\0\0\0\1", "a module with its bytes reversed", "leave it out"),
        (b"\0asm\x0c\0\0\0", "a module of a format before 1.0", "current toolchain"),
        (b"\0asm\x0c\0\x01\0", "a component of another format version", "current component tools"),
        (b"\0asm\x63\0\x02\0", "a binary of an unknown version", "not damaged"),
        (gzip.compress(MODULE), "gzip data", "`.wasm.gz`"),
        (brotli.compress(MODULE), "brotli data", "`.wasm.br`"),
        (brotli.compress(MODULE + bytes(10**7)), "brotli data", "`.wasm.br`"),
        (b"\x28\xb5\x2f\xfd\x04\x00", "zstd data", "zstd -d"),
        (b"PK\x03\x04\x14\x00", "a zip archive", "extract"),
        (b"\x7fELF\x02\x01\x01\x00", "an ELF binary", "GOARCH=wasm"),
        (b"\xcf\xfa\xed\xfe\x0c\x00", "a Mach-O binary", "GOARCH=wasm"),
        (b"MZ\x90\x00\x03", "a Windows binary", "GOARCH=wasm"),
        (b"BC\xc0\xde\x35", "LLVM bitcode", "link it"),
        (b"!<arch>\n/    \x00", "a library archive", "link it"),
        (LFS, "a Git LFS pointer", "git lfs pull"),
        (b"<!DOCTYPE html><title>404</title>", "an HTML or XML page", "download it again"),
        (b"\n<html lang=en>", "an HTML or XML page", "download it again"),
        (b"<?xml version='1.0'?><Error/>", "an HTML or XML page", "download it again"),
        (b'{"error": "not found"}', "JSON", "download it again"),
        (b"[1, 2]", "JSON", "download it again"),
        (b"(module)", "the text format of WebAssembly", "`.wat`"),
        (b";; a\n(; b ;)\n (component)", "the text format of WebAssembly", "`.wat`"),
        (b"(; never closed", "plain text", "the file you mean"),
        (b"import init from './x_bg.js'\n", "JavaScript", "the `.wasm` file that it loads"),
        (b"/* c */ // d\nconst a = 1;", "JavaScript", "the `.wasm` file that it loads"),
        (b"(function () {})()", "JavaScript", "the `.wasm` file that it loads"),
        (b"AGFzbQEAAAA=", "Base64 text", "decode it"),
        (b"data:application/wasm;base64,AGFzbQEAAAA=", "Base64 text", "decode it"),
        (b"Hello, world.\n", "plain text", "the file you mean"),
        ("\ufeffpäivää".encode(), "plain text", "the file you mean"),
        ("text".encode("utf-16"), "plain text", "the file you mean"),
        (("ä" * 5000).encode(), "plain text", "the file you mean"),
    ],
)
def test_what_is_something_else_is_named_with_a_next_step(data, name, hint):
    found = identify(data)
    assert found is not None
    assert (found.name, hint in found.hint) == (name, True)
    assert found.problem[0].islower()
    assert not found.problem.endswith(".")


@pytest.mark.parametrize("data", [b"\x01\x02\x03\x04", b"asm\0\x01\0\0\0", b"\xff" * 5000, b"a\0b"])
def test_what_is_not_known_is_not_guessed(data):
    assert identify(data) is None
