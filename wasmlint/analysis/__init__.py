"""Fact tables of a module: one file per table, or per small family of tables.

`ANALYSES` in `catalog` is the one list.
"""
