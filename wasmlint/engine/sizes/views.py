"""Size reports and differences as tables, one for each thing people group bytes by."""

from collections.abc import Callable, Sequence

from wasmlint.core.sizes import Change, SizeDifference, SizeReport
from wasmlint.report.grid import Cell, Form, Grid, GridColumn

_NAME = GridColumn("name", "name", Form.NAME)
_BYTES = GridColumn("bytes", "bytes", Form.BYTES)
_SHARE = GridColumn("share", "share", Form.SHARE)


def by_package(report: SizeReport) -> Grid:
    """One row per package, crate, namespace or other owner; they add up to the file."""
    columns = (
        _NAME,
        GridColumn("kind", "kind", Form.TEXT),
        GridColumn("bytes", "total_bytes", Form.BYTES),
        _SHARE,
        GridColumn("code", "code_bytes", Form.BYTES),
        GridColumn("data", "data_bytes", Form.BYTES),
        GridColumn("functions", "function_count", Form.COUNT),
        GridColumn("retained", "retained_bytes", Form.BYTES),
        GridColumn("saving", "saving_bytes", Form.BYTES),
        GridColumn("gzip", "gzip_bytes", Form.BYTES),
        GridColumn("brotli", "brotli_bytes", Form.BYTES),
        GridColumn("because", "imported_because", Form.TEXT),
    )
    rows = tuple(
        (
            row.name,
            row.kind,
            row.total_bytes,
            _share(row.total_bytes, report),
            row.code_bytes,
            row.data_bytes,
            row.function_count,
            row.retained_bytes,
            row.saving_bytes,
            row.gzip_bytes,
            row.brotli_bytes,
            row.imported_because,
        )
        for row in report.packages
    )
    return Grid(columns, rows)


def by_section(report: SizeReport) -> Grid:
    """One row per section, headers included, and one for the preamble."""
    rows = tuple((row.name, row.bytes, _share(row.bytes, report)) for row in report.sections)
    return Grid((_NAME, _BYTES, _SHARE), rows)


def by_function(report: SizeReport) -> Grid:
    """One row per function name."""
    columns = (
        _NAME,
        GridColumn("package", "package", Form.NAME),
        _BYTES,
        _SHARE,
        GridColumn("bodies", "count", Form.COUNT),
        GridColumn("retained", "retained_bytes", Form.BYTES),
    )
    rows = tuple(
        (row.name, row.package, row.bytes, _share(row.bytes, report), row.count, row.retained_bytes)
        for row in report.functions
    )
    return Grid(columns, rows)


def by_data(report: SizeReport) -> Grid:
    """One row per owner of data, the largest first."""
    packages = sorted(report.packages, key=lambda row: (-row.data_bytes, row.name))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (row.name, row.kind, row.data_bytes, _share(row.data_bytes, report))
        for row in packages
        if row.data_bytes
    )
    return Grid((_NAME, GridColumn("kind", "kind", Form.TEXT), _BYTES, _SHARE), rows)


VIEWS: dict[str, Callable[[SizeReport], Grid]] = {
    "package": by_package,
    "crate": by_package,
    "section": by_section,
    "function": by_function,
    "data": by_data,
}
"""The views of a report, by what rows stand for; a crate is what Rust calls a package."""


def changes(found: Sequence[Change], kind: str) -> Grid:
    """Changes as a table; `kind` is the heading of what the rows' kinds say."""
    columns = (
        _NAME,
        GridColumn(kind, kind, Form.NAME if kind == "package" else Form.TEXT),
        GridColumn("old", "old_bytes", Form.BYTES),
        GridColumn("new", "new_bytes", Form.BYTES),
        GridColumn("growth", "growth_bytes", Form.GROWTH),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (row.name, row.kind, row.old_bytes, row.new_bytes, row.growth_bytes) for row in found
    )
    return Grid(columns, rows)


DIFFERENCE_VIEWS: dict[str, Callable[[SizeDifference], Grid]] = {
    "package": lambda found: changes(found.packages, "kind"),
    "function": lambda found: changes(found.functions, "package"),
    "section": lambda found: changes(found.sections, "kind"),
}
"""The views of a difference, by what rows stand for."""


def _share(size: int, report: SizeReport) -> float:
    return size / report.bytes if report.bytes else 0.0
