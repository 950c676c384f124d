"""Fact tables: how a table is declared (`column`), checked (`schema`) and filled (`rows`)."""
