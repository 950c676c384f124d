"""Bytes to a module or component: the front door of the decoder."""

from wasmlint.binary.component import decode_component
from wasmlint.binary.coremodule import decode_module
from wasmlint.binary.framing import Layer, decode_preamble
from wasmlint.binary.module import Component, Module
from wasmlint.core.places import ByteSpan


def decode(data: bytes, span: ByteSpan | None = None) -> Module | Component:
    """The module or component in `span`, by default the whole of `data`.

    All that the specification calls malformed outside function bodies raises `DecodeError`. What is
    only invalid decodes, so indices in the records may lie outside their index spaces. Faults of
    custom sections become notes of the record.
    """
    span = span or ByteSpan(0, len(data))
    if decode_preamble(data, span) is Layer.CORE:
        return decode_module(data, span)
    return decode_component(data, span)
