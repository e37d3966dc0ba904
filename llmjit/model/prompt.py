"""The identity of a prompt: a hash that grows with a conversation, so that none need be stored whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, final

from llmjit.model.completion import ChatMessage


@final
class PromptDigest:
    """The hash of messages added one after another; equal for equal roles and contents, in order."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()

    def add(self, message: ChatMessage | Mapping[str, Any]) -> None:
        """Take in the next message."""
        for part in (str(message.get("role", "user")), content_of(message)):
            data = part.encode("utf-8", "surrogatepass")
            self._hash.update(len(data).to_bytes(8, "big"))
            self._hash.update(data)

    def hexdigest(self) -> str:
        """The hash so far."""
        return self._hash.hexdigest()


def prompt_digest(messages: Sequence[ChatMessage]) -> str:
    """The identity of a whole prompt."""
    digest = PromptDigest()
    for message in messages:
        digest.add(message)
    return digest.hexdigest()


def content_of(message: Mapping[str, Any]) -> str:
    """A message's content as text; structured content as its JSON."""
    content = message.get("content", "")
    return content if isinstance(content, str) else json.dumps(content, sort_keys=True)
