from collections.abc import Callable
from typing import Any

import pytest

from llmjit.frontend.thread import CodeBlock, CodeResult, Message, Text, Thread

Make = Callable[..., Thread]


@pytest.fixture
def thread() -> Make:
    """Makes a thread of a request, one block and its result."""

    def make(name: str, request: str, code: str, result: Any) -> Thread:
        block = CodeBlock(id="b1", source=code)
        messages = (
            Message(role="user", parts=(Text(text=request),)),
            Message(role="assistant", parts=(block,)),
            Message(role="user", parts=(CodeResult(block="b1", value=result, has_value=True),)),
        )
        return Thread(id=name, request=request, messages=messages, result=result, has_result=True)

    return make
