"""Bytes to records: decoding, scanning and disassembling WebAssembly; knows nothing of rules."""
