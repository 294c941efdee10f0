"""`make bench`: what the site costs, measured in one run on one machine; `python tests/bench.py PART…` runs some parts.

Each module in `benchmarks/` is a part that goes by its name: `run` measures in a scratch folder and prints what it
measured beside its goal; the first line of its docstring says what that is.
"""

from __future__ import annotations

import sys
import tempfile
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import benchmarks


def main() -> None:
    """Run the parts that are named, or all of them, each in a folder of its own."""
    parts = sorted(module.name for module in iter_modules(benchmarks.__path__))
    chosen = sys.argv[1:] or parts
    if unknown := [name for name in chosen if name not in parts]:
        sys.exit(f"There is no part {', '.join(unknown)}; choose among {', '.join(parts)}")
    for name in chosen:
        part = import_module(f"benchmarks.{name}")
        print(f"\n{name}: {(part.__doc__ or '').splitlines()[0]}", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            part.run(Path(folder))


if __name__ == "__main__":
    main()
