"""The parts of `make bench`, one module each."""

from __future__ import annotations
