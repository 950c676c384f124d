"""`wasmlint inspect`: settings from the command line, and modules that it must refuse."""

import json

import pytest

from tests.conftest import wasm

SMALL = '(module (memory 1) (data (i32.const 0) "the quick brown fox jumps over the lazy dog"))'


@pytest.mark.parametrize("quality", [0, 11])
def test_the_quality_of_brotli_can_be_set_and_is_named(cli, quality):
    cli.write("a.wasm", SMALL)
    setting = f"brotli-quality={quality}"
    assert f"brotli -{quality} " in cli("inspect", "a.wasm", "--config", setting).out
    content = json.loads(cli("inspect", "a.wasm", "--config", setting, "-f", "json").out)
    assert content["brotli_quality"] == quality
    assert content["modules"][0]["module"]["brotli_bytes"] > 0


def test_a_wrong_setting_is_refused_as_check_does(cli):
    cli.write("a.wasm", SMALL)
    asked = ("a.wasm", "--config", "brotli-quality=12")
    looked, checked = cli("inspect", *asked), cli("check", *asked)
    assert (looked.code, looked.err) == (checked.code, checked.err)
    assert (looked.code, "--config brotli-quality=12" in looked.err) == (2, True)


@pytest.mark.parametrize("options", [(), ("--no-compress",), ("--function", "run")])
@pytest.mark.parametrize("nested", [False, True])
def test_a_body_that_does_not_decode_is_no_fault_of_wasmlint(cli, options, nested):
    text = 'module (func (export "run") nop nop nop)'
    sound = wasm(f"(component (core {text}))" if nested else f"({text})")
    body = bytes((0, 1, 1, 1, 0xB))
    assert sound.count(body) == 1
    cli.write("a.wasm", sound.replace(body, b"\x00\xff\x01\x01\x0b"))
    ran = cli("inspect", "a.wasm", *options)
    within = ", module[0]" if nested else ""
    assert (ran.code, ran.out) == (3, "")
    assert f"a.wasm{within}: 0xff is no known opcode, at byte 0x" in ran.err
    assert "`wasmlint check a.wasm` says more" in ran.err
