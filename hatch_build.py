"""Puts the built-in rules into the wheel in compiled form: `wasmlint/rulepack/compiled.py`."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileRules(BuildHookInterface):  # type: ignore[type-arg]
    """An editable install reads the files instead, so that an edit counts at once."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compiles the rules of this tree, and has the wheel take the result."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from wasmlint.analysis.catalog import schema
        from wasmlint.rulepack.compiled import FILE, encode
        from wasmlint.rulepack.load import load_pack

        folder = Path(self.root, "rules")
        compiled = Path(self.root, "build", FILE)
        compiled.parent.mkdir(exist_ok=True)
        compiled.write_bytes(encode(load_pack([folder], schema()).rules, folder))
        build_data["force_include"][str(compiled)] = f"wasmlint/_rules/{FILE}"
