"""Run a live thread, or watch one, and write it down faithfully.

Names load on first use: a program that runs needs the helpers' border, and nothing of the recorder's sandbox.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

_HOMES = {
    "Event": "log",
    "Helper": "tools",
    "Listener": "log",
    "RecordingStopped": "errors",
    "SiteAnswer": "sites",
    "ThreadLog": "log",
    "Toolbox": "tools",
    "ToolsError": "errors",
    "ask_arguments": "sites",
    "ask_call": "sites",
    "ask_list": "sites",
    "ask_type": "sites",
    "ask_value": "sites",
    "continue_from": "loop",
    "load_tools": "tools",
    "record": "loop",
}

__all__ = [
    "Event",
    "Helper",
    "Listener",
    "RecordingStopped",
    "SiteAnswer",
    "ThreadLog",
    "Toolbox",
    "ToolsError",
    "ask_arguments",
    "ask_call",
    "ask_list",
    "ask_type",
    "ask_value",
    "continue_from",
    "load_tools",
    "record",
]

if TYPE_CHECKING:
    from llmjit.record.errors import RecordingStopped, ToolsError
    from llmjit.record.log import Event, Listener, ThreadLog
    from llmjit.record.loop import continue_from, record
    from llmjit.record.sites import SiteAnswer, ask_arguments, ask_call, ask_list, ask_type, ask_value
    from llmjit.record.tools import Helper, Toolbox, load_tools


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'llmjit.record' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"llmjit.record.{home}"), name)
    globals()[name] = value
    return value
