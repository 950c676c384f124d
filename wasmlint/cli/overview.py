"""The overview of a module as text: one screen, plain words, sizes with bars."""

from collections.abc import Iterator
from textwrap import wrap
from typing import Any

from wasmlint.core.text import safe
from wasmlint.core.units import format_bytes, format_ratio

_WIDTH = 100
_BAR = 20
_MOST_NAMES = 12
_MOST_ROWS = 20


def overview_lines(
    content: dict[str, Any], brotli_quality: int, *, color: bool, is_brief: bool = False
) -> Iterator[str]:
    """What `engine.overview` gives, as lines; names from the module are made safe to show.

    Long lists are cut and say so; `is_brief` leaves out all lists.
    """
    yield from _head(content, brotli_quality)
    if is_brief:
        return
    blocks = {
        "sections": _sections(content["sections"]),
        "interfaces": _interfaces(content["interfaces"]),
        "imports": _imports(content["imports"]),
        "exports": _exports(content["exports"]),
        "memory": _memories(content["memories"]),
        "features": _features(content["features"]),
        "largest functions": _functions(content["functions"]),
    }
    for title, block in blocks.items():
        lines = list(block)
        if lines:
            yield ""
            yield f"\x1b[1m{title}\x1b[0m" if color else title
            yield from lines


def _head(content: dict[str, Any], brotli_quality: int) -> Iterator[str]:
    module = content["module"]
    within = f", {content['within']}" if content["within"] else ""
    yield f"{safe(module['path'])}{within}: {_kind(module)}"
    sizes = [f"{format_bytes(module['bytes'])} ({module['bytes']:,} bytes)"]
    if module["gzip_bytes"] is not None:
        sizes.append(f"gzip -9 {format_bytes(module['gzip_bytes'])}")
        sizes.append(f"brotli -{brotli_quality} {format_bytes(module['brotli_bytes'])}")
    yield f"  size       {', '.join(sizes)}"
    if module["toolchain"]:
        made_by = [module["toolchain"], module["toolchain_version"] or "(version unknown)"]
        language = f", language {module['language']}" if module["language"] else ""
        yield f"  made by    {safe(' '.join(made_by))}{safe(language)}"
    else:
        yield "  made by    unknown toolchain"
    if module["host"]:
        yield f"  host       {safe(module['host'])}"
    if module["kind"] == "core":
        counts = [
            f"{module[f'{noun}_count']:,} {noun}s" for noun in ("function", "import", "export")
        ]
        stripped = ", names stripped" if module["is_stripped"] else ""
        yield f"  contents   {', '.join(counts)}{stripped}"


def _kind(module: dict[str, Any]) -> str:
    if module["kind"] == "component":
        return "component"
    if module["is_command"]:
        return "core module, command (exports `_start`)"
    if module["is_reactor"]:
        return "core module, reactor (exports `_initialize`)"
    return "core module"


def _sections(sections: list[dict[str, Any]]) -> Iterator[str]:
    # A component has many sections of a kind, in any order; together they say more.
    kinds: dict[str, list[dict[str, Any]]] = {}
    for section in sections:
        kinds.setdefault(section["name"], []).append(section)
    for name, group in list(kinds.items())[:_MOST_ROWS]:
        share = sum(section["share"] for section in group)
        bar = "#" * round(share * _BAR)
        counts = [section["count"] for section in group if section["count"] is not None]
        count = f"{sum(counts):,}" if counts else ""
        times = f" x{len(group):,}" if len(group) > 1 else ""
        size = format_bytes(sum(section["bytes"] for section in group))
        yield (
            f"  {safe(name, 32 - len(times)) + times:32} {size:>10} "
            f"{format_ratio(share):>6} {bar:{_BAR}} {count:>9}"
        ).rstrip()
    yield from _rest(len(kinds), _MOST_ROWS)


def _rest(count: int, shown: int) -> Iterator[str]:
    if count > shown:
        yield f"  and {count - shown:,} more"


def _interfaces(interfaces: list[dict[str, Any]]) -> Iterator[str]:
    for entry in interfaces[:_MOST_ROWS]:
        name = "/".join(part for part in (entry["package"], entry["interface"]) if part)
        version = f"@{entry['version']}" if entry["version"] else ""
        yield f"  {entry['direction']:7} {safe(name + version)}"
    yield from _rest(len(interfaces), _MOST_ROWS)


def _imports(groups: list[dict[str, Any]]) -> Iterator[str]:
    for group in groups[:_MOST_ROWS]:
        known = f" ({safe(group['namespace'])})" if group["namespace"] else ""
        yield f"  {safe(group['module'])}{known}: {len(group['names']):,}"
        if group["capabilities"]:
            yield f"    can use {', '.join(group['capabilities'])}"
        yield from _names(group["names"])
    yield from _rest(len(groups), _MOST_ROWS)


def _exports(exports: list[dict[str, Any]]) -> Iterator[str]:
    for export in exports[:_MOST_NAMES]:
        signature = safe(export["signature"] or "")
        yield f"  {export['kind']:8} {safe(export['name'], 60)} {signature}".rstrip()
    yield from _rest(len(exports), _MOST_NAMES)


def _memories(memories: list[dict[str, Any]]) -> Iterator[str]:
    for memory in memories[:_MOST_NAMES]:

        def size(pages: int, page_bytes: int = memory["page_bytes"]) -> str:
            return f"{pages:,} pages ({format_bytes(pages * page_bytes)})"

        most = memory["maximum_pages"]
        parts = [size(memory["minimum_pages"])]
        parts.append("no maximum" if most is None else f"at most {size(most)}")
        traits = {"imported": "is_imported", "shared": "is_shared", "64-bit": "is_64"}
        parts += [trait for trait, column in traits.items() if memory[column]]
        yield f"  {', '.join(parts)}"
    yield from _rest(len(memories), _MOST_NAMES)


def _features(features: list[dict[str, Any]]) -> Iterator[str]:
    names = [f"{feature['name']} ({feature['use_count']:,})" for feature in features]
    yield from (f"  {line}" for line in wrap(", ".join(names), _WIDTH - 2))


def _functions(functions: list[dict[str, Any]]) -> Iterator[str]:
    for function in functions:
        name = function["symbol"] or f"function[{function['index']}]"
        yield f"  {format_bytes(function['body_bytes']):>10}  {safe(name, 80)}"


def _names(names: list[str]) -> Iterator[str]:
    shown = [safe(name, 60) for name in names[:_MOST_NAMES]]
    if len(names) > _MOST_NAMES:
        shown.append(f"and {len(names) - _MOST_NAMES:,} more")
    yield from (f"    {line}" for line in wrap(", ".join(shown), _WIDTH - 4))
