"""`wasmlint version`: what this is and what it stands on."""

import typer

from wasmlint import __version__
from wasmlint.cli.choices import check_choice

_SHOWN = ("wasmtime", "lark", "networkx", "sarif-om", "typer")


def version(
    output_format: str = typer.Option(
        "text", "--format", "-f", metavar="FMT", help="text or json."
    ),
) -> None:
    """Print the version; as JSON also those of Python and of the packages in use."""
    check_choice("--format", output_format, ("text", "json"))
    if output_format == "json":
        import json
        import platform
        import sys
        from importlib import metadata

        versions = {name: metadata.version(name) for name in _SHOWN}
        content = {
            "wasmlint": __version__,
            "python": platform.python_version(),
            "platform": sys.platform,
            "packages": versions,
        }
        print(json.dumps(content, indent=2))
    else:
        print(f"wasmlint {__version__}")
