"""wasmlint: a static analyser and linter for WebAssembly modules and the Go source beside them."""

__version__ = "0.1.0"
