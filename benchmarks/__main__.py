"""All benchmarks, one process each: python -m benchmarks [NAME ...] [--list] [--quick]

Every module of this package with a ``main`` is one. Exit code 1 when any of them misses its limits.
"""

from __future__ import annotations

import argparse
import pkgutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import benchmarks

ROOT = Path(__file__).resolve().parent.parent


def suites() -> dict[str, str]:
    """Name -> first line of what it measures."""
    found = {}
    for module in pkgutil.iter_modules(benchmarks.__path__):
        if module.ispkg or module.name == "__main__":
            continue
        spec = find_spec(f"benchmarks.{module.name}")
        source = Path(spec.origin).read_text(encoding="utf-8") if spec and spec.origin else ""
        if "\ndef main(" in source:
            found[module.name] = source.split('"""', 2)[1].split("\n", 1)[0].split(": python", 1)[0]
    return found


def main() -> int:
    """Run the suites that were named, or all."""
    known = suites()
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.split("\n", 1)[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(known)}; all by default")
    parser.add_argument("--list", action="store_true", help="say what there is")
    parser.add_argument("--quick", action="store_true", help="a sample of what suites can sample")
    options = parser.parse_args()
    unknown = [name for name in options.names if name not in known]
    if unknown:
        parser.error(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(known)}")
    if options.list:
        for name, about in known.items():
            print(f"{name:12} {about}")
        return 0
    failed = []
    for name in options.names or known:
        print(f"== {name}: {known[name]}", flush=True)
        source = (ROOT / "benchmarks" / f"{name}.py").read_text(encoding="utf-8")
        quick = ["--quick"] if options.quick and '"--quick"' in source else []
        if subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *quick], cwd=ROOT).returncode:
            failed.append(name)
        print(flush=True)
    if failed:
        print(f"missed their limits: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
