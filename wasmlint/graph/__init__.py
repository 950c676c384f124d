"""Directed graphs over plain arrays: what is reached, dominated, kept in, and by which path."""
