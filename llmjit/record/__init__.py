"""Run a live thread, or watch one, and write it down faithfully."""

from llmjit.record.errors import RecordingStopped, ToolsError
from llmjit.record.log import Event, Listener, ThreadLog
from llmjit.record.loop import continue_from, record
from llmjit.record.sites import SiteAnswer, ask_arguments, ask_call, ask_list, ask_type, ask_value
from llmjit.record.tools import Helper, Toolbox, load_tools

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
