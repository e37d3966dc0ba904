"""``pytest --llmjit``: collects compiled programs and holds each to its recordings and its guards.

Every folder with a program's ``manifest.json`` gives one test a property; the guard-mutation score of each site
stands in the summary, and ``--llmjit-guard-score`` makes a lower one a failure.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, final

import pytest

if TYPE_CHECKING:
    from llmjit.testing import CompiledFolder

_SCORES = pytest.StashKey[list[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the plugin's options."""
    group = parser.getgroup("llmjit", "compiled programs")
    group.addoption("--llmjit", action="store_true", help="collect compiled programs and test them")
    group.addoption(
        "--llmjit-guard-score",
        type=float,
        default=0.0,
        metavar="SHARE",
        help="fail where fewer than this share of wrong answers is caught by guards (0 to 1, default 0)",
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A program's manifest becomes its tests, and its generated test module is not run twice."""
    if file_path.name == "manifest.json" and parent.config.getoption("--llmjit") and _is_ours(file_path):
        collector: pytest.Collector = ProgramFile.from_parent(parent, path=file_path)
        return collector
    return None


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave a generated test module to pytest only where the plugin does not test its program itself."""
    generated = collection_path.name.startswith("test_") and collection_path.suffix == ".py"
    if generated and config.getoption("--llmjit") and _is_ours(collection_path.with_name("manifest.json")):
        return True
    return None


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Print the guard-mutation scores."""
    scores = config.stash.get(_SCORES, [])
    if scores:
        terminalreporter.section("llmjit: wrong answers caught by guards")
        for line in scores:
            terminalreporter.line(line)


def _is_ours(manifest: Path) -> bool:
    try:
        data = json.loads(manifest.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(data, dict) and "llmjit" in data and "sha256" in data


@final
class ProgramFile(pytest.File):
    """One compiled program."""

    def collect(self) -> Iterator[pytest.Item]:
        """One item a property, and one for the guard-mutation score."""
        from llmjit.testing import CompiledFolder

        folder = CompiledFolder(self.path.parent)
        for name, check in folder.checks():
            yield Property.from_parent(self, name=name, check=check)
        yield Property.from_parent(self, name="guard-mutation score", check=lambda: self._score(folder))

    def _score(self, folder: CompiledFolder) -> None:
        least: float = self.config.getoption("--llmjit-guard-score")
        lines = self.config.stash.setdefault(_SCORES, [])
        for site, score in folder.guard_scores().items():
            share = "nothing to mutate" if score.share is None else f"{score.caught} of {score.mutants}"
            lines.append(f"{folder.program.name}.{site}: {share}")
            low = score.share is not None and score.share < least
            assert not low, f"{site}: guards catch {share} wrong answers; escaped: {score.escaped}"


@final
class Property(pytest.Item):
    """One property of a compiled program."""

    def __init__(self, *, check: Callable[[], None], **options: Any) -> None:
        super().__init__(**options)
        self._check = check

    def runtest(self) -> None:
        """Check it."""
        self._check()

    def reportinfo(self) -> tuple[Path, None, str]:
        """Where it stands."""
        return self.path, None, f"{self.path.parent.name}: {self.name}"
