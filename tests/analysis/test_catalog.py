"""The columns that rules, scripts and documents rely on keep their names and their order."""

import pytest

from wasmlint.analysis.catalog import schema

FIXED = {
    "module": "path kind bytes gzip_bytes brotli_bytes toolchain toolchain_version language"
    " is_stripped host function_count import_count export_count",
    "section": "id name offset bytes count",
    "import": "module name kind signature call_count generation capability replacement",
    "export": "name kind index signature",
    "function": "index name symbol package is_imported signature body_offset body_bytes"
    " instruction_count local_count branch_count caller_count callee_count is_reachable"
    " is_address_taken retained_bytes source_file source_line",
    "call": "caller callee kind count source_file source_line",
    "segment": "index is_passive address offset bytes",
    "text": "kind text offset address",
    "feature": "name use_count first_offset lacking",
    "dependency": "name version replaced_by sum",
    "build_setting": "key value",
    "js_global": "name source_file source_line",
    "budget": "metric subject limit_bytes actual_bytes over_bytes growth_bytes cause",
    "requirement": "kind name signature asked_by is_met problem",
    "interface": "direction package interface version is_prerelease",
}


@pytest.mark.parametrize("table", FIXED)
def test_the_fixed_columns_come_first_and_in_order(table):
    names = [column.name for column in schema()[table].columns]
    fixed = FIXED[table].split()
    assert names[: len(fixed)] == fixed


def test_limits_of_memories_and_tables_have_the_fixed_names():
    shared = {"is_shared", "is_64", "is_imported", "is_exported"}
    for table in ("memory", "table"):
        assert shared <= {column.name for column in schema()[table].columns}
    memory = {column.name for column in schema()["memory"].columns}
    assert {"minimum_pages", "maximum_pages"} <= memory
