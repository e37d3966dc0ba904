"""Paths with slashes: put behind one another, relative to one another, and what several have in common."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence


class PathError(ValueError):
    """The text is no such path."""


def resolved_path(folder: str, path: str) -> str:
    """The path as seen from a folder, without ``.`` and ``..``. Raises PathError above the root of either."""
    if not folder or not path.strip():
        raise PathError("a path is empty")
    depth = 0
    for part in posixpath.join(folder, path).split("/"):
        depth += -1 if part == ".." else part not in ("", ".")
        if depth < 0:
            raise PathError(f"{path[:80]!r} leads above {folder[:80]!r}")
    return posixpath.normpath(posixpath.join(folder, path))


def path_below(path: str, folder: str) -> str:
    """The path as seen from a folder that it lies in; PathError where it lies elsewhere."""
    head = folder.rstrip("/") + "/"
    if not folder or not path.startswith(head) or path == head:
        raise PathError(f"{path[:80]!r} does not lie in {folder[:80]!r}")
    return path[len(head) :].lstrip("/")


def common_folder(paths: Sequence[str]) -> str:
    """The deepest folder that all paths lie in; PathError for fewer than two and for those that have none."""
    if len(set(paths)) < 2 or len({path.startswith("/") for path in paths}) > 1:
        raise PathError("a common folder takes several paths")
    found = posixpath.commonpath([posixpath.dirname(path) for path in paths])
    if not found.strip("/"):
        raise PathError("the paths have no folder in common")
    return found
