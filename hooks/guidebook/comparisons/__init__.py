"""Comparison tables: what a thing is, held against what it is often mistaken for."""
