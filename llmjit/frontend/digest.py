"""What a thread is known by: a hash of what was recorded, wherever the file lies that holds it."""

from __future__ import annotations

import hashlib
import json

from llmjit.frontend.formats.encode import encode
from llmjit.frontend.thread import Thread

_ABOUT_THE_FILE = {"source", "format"}


def thread_digest(thread: Thread) -> str:
    """SHA-256, in hexadecimal, of the thread's own JSON form; the same for a thread that was written and read."""
    data = encode(thread.model_dump(exclude=_ABOUT_THE_FILE))
    text = json.dumps(data, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
