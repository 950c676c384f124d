"""Paths, a pack and settings to a report."""
