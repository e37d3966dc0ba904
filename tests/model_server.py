"""A scripted server that speaks OpenAI's chat completions on a loopback port, to drive real litellm against.

    with ModelServer(["first answer", Reply(status=429), Reply("slow", delay=0.5)]) as server:
        server.environment(monkeypatch)            # OPENAI_API_BASE and OPENAI_API_KEY
        ...                                        # any model called openai/NAME
        assert server.requests[0]["messages"] == ...

Each request takes the next reply; when the script is over, the server answers 500 and says so. A function in
place of a reply is called with the request's body. Stop sequences are honoured unless a reply says otherwise.
"""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeAlias

import pytest


@dataclass(frozen=True)
class Reply:
    """One answer. ``tokens``: (prompt, completion), counted in words where None. ``error`` is the message of a
    ``status`` that is not 200. ``raw`` is sent in place of JSON. ``drop`` closes the connection halfway.
    """

    text: str | None = ""
    status: int = 200
    error: str = "scripted error"
    headers: dict[str, str] = field(default_factory=dict)
    tokens: tuple[int, int] | None = None
    delay: float = 0.0
    raw: bytes | None = None
    drop: bool = False
    honours_stop: bool = True
    finish: str = "stop"
    chunk: int = 4


Step: TypeAlias = str | Reply | Callable[[dict[str, Any]], "str | Reply"]


class ModelServer:
    """The server; a context manager. ``requests`` holds the bodies it was sent, ``keys`` the API keys."""

    def __init__(self, script: Iterable[Step] = ()) -> None:
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self._script: Iterator[Step] = iter(script)
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *args: Any) -> None:
                pass

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                with suppress(BrokenPipeError, ConnectionResetError):
                    outer._serve(self, body)

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *args: Any) -> None:
                pass

        self._server = Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    def __enter__(self) -> ModelServer:
        self._thread.start()
        return self

    def __exit__(self, *args: object) -> None:
        self._stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def base(self) -> str:
        """What OPENAI_API_BASE has to be."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def variables(self) -> dict[str, str]:
        """The environment that makes litellm's ``openai/...`` models answer from here."""
        return {"OPENAI_API_BASE": self.base, "OPENAI_API_KEY": "sk-loopback-not-a-key", "NO_PROXY": "*"}

    def environment(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Set these variables for a test."""
        for name, value in self.variables().items():
            monkeypatch.setenv(name, value)

    def _serve(self, handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        with self._lock:
            self.requests.append(body)
            self.keys.append(handler.headers.get("authorization", "").removeprefix("Bearer "))
            step = next(self._script, Reply(status=500, error="the script is over"))
        reply = step(body) if callable(step) else step
        reply = Reply(reply) if isinstance(reply, str) else reply
        self._stopping.wait(reply.delay)
        if reply.status != 200:
            error = {"error": {"message": reply.error, "type": "scripted", "code": None}}
            self._send(handler, reply, json.dumps(error).encode())
        elif reply.raw is not None:
            self._send(handler, reply, reply.raw)
        elif body.get("stream"):
            self._stream(handler, reply, body)
        elif reply.drop:
            self._drop(handler)
        else:
            self._send(handler, reply, json.dumps(_completion(reply, body)).encode())

    def _send(self, handler: BaseHTTPRequestHandler, reply: Reply, data: bytes) -> None:
        handler.send_response(reply.status)
        for name, value in {"content-type": "application/json", **reply.headers}.items():
            handler.send_header(name, value)
        handler.send_header("content-length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    def _stream(self, handler: BaseHTTPRequestHandler, reply: Reply, body: dict[str, Any]) -> None:
        handler.send_response(200)
        handler.send_header("content-type", "text/event-stream")
        handler.send_header("transfer-encoding", "chunked")
        handler.end_headers()
        whole = _completion(reply, body)
        text = whole["choices"][0]["message"]["content"] or ""
        pieces = [text[i : i + reply.chunk] for i in range(0, len(text), reply.chunk)]
        deltas: list[dict[str, Any]] = [
            {"role": "assistant", "content": ""},
            *({"content": p} for p in pieces),
        ]
        for number, delta in enumerate(deltas):
            if reply.drop and number > 2:
                self._drop(handler)
                return
            self._chunk(handler, whole, [{"index": 0, "delta": delta, "finish_reason": None}])
        self._chunk(handler, whole, [{"index": 0, "delta": {}, "finish_reason": reply.finish}])
        if (body.get("stream_options") or {}).get("include_usage"):
            self._chunk(handler, whole, [], usage=whole["usage"])
        self._write_chunk(handler, b"data: [DONE]\n\n")
        self._write_chunk(handler, b"")

    def _chunk(self, handler: Any, whole: dict[str, Any], choices: list[Any], **more: Any) -> None:
        event = {
            **{key: whole[key] for key in ("id", "created", "model")},
            "object": "chat.completion.chunk",
            "choices": choices,
            **more,
        }
        self._write_chunk(handler, b"data: " + json.dumps(event).encode() + b"\n\n")

    def _write_chunk(self, handler: Any, data: bytes) -> None:
        handler.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        handler.wfile.flush()

    def _drop(self, handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        handler.connection.shutdown(socket.SHUT_RDWR)


def _completion(reply: Reply, body: dict[str, Any]) -> dict[str, Any]:
    text = reply.text
    stops = body.get("stop") or []
    for stop in [stops] if isinstance(stops, str) else stops:
        if text is not None and reply.honours_stop:
            text = text.partition(stop)[0]
    asked = sum(len(str(message.get("content", "")).split()) for message in body["messages"])
    counted = reply.tokens or (asked, len((text or "").split()))
    return {
        "id": "chatcmpl-scripted",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": body["model"],
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": text},
                "finish_reason": reply.finish,
            }
        ],
        "usage": {
            "prompt_tokens": counted[0],
            "completion_tokens": counted[1],
            "total_tokens": sum(counted),
        },
    }
