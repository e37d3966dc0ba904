from __future__ import annotations

import os
import socket

import pytest

from llmjit.model import ModelError
from llmjit.model.remote import RemoteModel
from tests.model_server import ModelServer, Reply

ASKED = [{"role": "user", "content": "say hello"}]


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_API_BASE", "OPENAI_BASE_URL", "ANTHROPIC_API_KEY"):
        monkeypatch.delenv(name, raising=False)


def model(server: ModelServer, name: str = "openai/gpt-4o-mini", **options) -> RemoteModel:
    waits: list[float] = []
    made = RemoteModel(
        name, api_base=server.base, api_key="sk-loopback", wait=waits.append, **{"timeout": 5.0, **options}
    )
    made.waits = waits
    return made


def test_an_answer_with_what_it_cost() -> None:
    with ModelServer([Reply("hello", tokens=(1_000_000, 2_000_000))]) as server:
        got = model(server).complete(ASKED, stop=["<end>"], max_tokens=9)
    assert (got.text, got.tokens_in, got.tokens_out, got.model) == (
        "hello",
        1_000_000,
        2_000_000,
        "openai/gpt-4o-mini",
    )
    assert got.priced
    assert got.cost == pytest.approx(0.15 + 2 * 0.60)  # dollars, by litellm's price map
    assert 0 < got.seconds < 60
    (request,) = server.requests
    assert request["messages"] == ASKED
    assert (request["model"], request["stop"], request["max_tokens"]) == ("gpt-4o-mini", ["<end>"], 9)
    assert server.keys == ["sk-loopback"]
    assert os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] == "True"


def test_a_price_nobody_knows_is_not_a_price_of_nothing() -> None:
    with ModelServer(["hello"]) as server:
        got = model(server, "openai/made-up-model").complete(ASKED)
    assert (got.cost, got.priced) == (0.0, False)


def test_a_server_that_ignores_stop_is_cut_here() -> None:
    with ModelServer([Reply("a <end> b", honours_stop=False), "a <end> b"]) as server:
        assert model(server).complete(ASKED, stop=["<end>"]).stopped == "<end>"
        got = model(server).complete(ASKED, stop=["<end>"])
    # a provider that stops does not say at which sequence, or whether at one at all
    assert got.text == "a "


def test_streams_are_heard_in_pieces() -> None:
    heard: list[str] = []
    with ModelServer([Reply("one two three", tokens=(7, 3))]) as server:
        got = model(server).complete(ASKED, on_text=heard.append)
    assert "".join(heard) == got.text == "one two three"
    assert len(heard) > 2
    assert (got.tokens_in, got.tokens_out) == (7, 3)
    assert server.requests[0]["stream"] is True


def test_a_stream_shows_nothing_of_a_stop_sequence() -> None:
    heard: list[str] = []
    with ModelServer([Reply("answer</helpers> and <b> more", honours_stop=False, chunk=3)]) as server:
        got = model(server).complete(ASKED, stop=["</helpers>"], on_text=heard.append)
    assert "".join(heard) == got.text == "answer"


def test_what_only_begins_like_a_stop_sequence_is_shown() -> None:
    heard: list[str] = []
    with ModelServer([Reply("a </he", chunk=1)]) as server:
        model(server).complete(ASKED, stop=["</helpers>"], on_text=heard.append)
    assert "".join(heard) == "a </he"


@pytest.mark.parametrize("fault", [Reply(status=429), Reply(status=500), Reply(status=503), Reply(drop=True)])
def test_transient_faults_are_tried_again(fault: Reply) -> None:
    with ModelServer([fault, fault, "hello"]) as server:
        asked = model(server)
        assert asked.complete(ASKED).text == "hello"
    assert asked.waits == [0.5, 1.0]
    assert len(server.requests) == 3


def test_the_provider_says_how_long_to_wait() -> None:
    with ModelServer([Reply(status=429, headers={"retry-after": "7"}), "hello"]) as server:
        asked = model(server)
        asked.complete(ASKED)
    assert asked.waits == [7.0]


@pytest.mark.parametrize(
    ("reply", "code", "requests"),
    [
        (Reply(status=429, error="slow down"), "M006", 2),
        (Reply(status=500, error="oops"), "M008", 2),
        (Reply(status=401, error="Incorrect API key provided"), "M003", 1),
        (Reply(status=403, error="no"), "M003", 1),
        (Reply(status=404, error="no such model"), "M004", 1),
        (Reply(status=400, error="context too long"), "M009", 1),
        (Reply("late", delay=1.0), "M007", 2),
        (Reply(None, finish="length"), "M010", 1),
    ],
)
def test_faults_that_last_are_diagnosed(reply: Reply, code: str, requests: int) -> None:
    with ModelServer([reply] * 5) as server, pytest.raises(ModelError) as caught:
        model(server, attempts=2, timeout=0.3).complete(ASKED)
    assert caught.value.diagnostic.code == code
    assert len(server.requests) == requests
    assert "sk-loopback" not in str(caught.value)


def test_half_an_answer_that_was_shown_is_not_asked_again() -> None:
    heard: list[str] = []
    with (
        ModelServer([Reply("a long enough answer", drop=True), "other"]) as server,
        pytest.raises(ModelError),
    ):
        model(server).complete(ASKED, on_text=heard.append)
    assert "".join(heard) == "a long e"
    assert len(server.requests) == 1


def test_nobody_listening_is_said() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    asked = RemoteModel(
        "openai/x", api_base=f"http://127.0.0.1:{port}/v1", api_key="k", attempts=2, wait=lambda _: None
    )
    with pytest.raises(ModelError) as caught:
        asked.complete(ASKED)
    assert caught.value.diagnostic.code == "M005"


def test_no_key_is_said() -> None:
    with pytest.raises(ModelError) as caught:
        RemoteModel("openai/gpt-4o-mini", attempts=1).complete(ASKED)
    assert caught.value.diagnostic.code == "M003"
    assert "OPENAI_API_KEY" in str(caught.value)


def test_a_name_without_a_provider_is_said() -> None:
    with pytest.raises(ModelError) as caught:
        RemoteModel("nonsense", attempts=1).complete(ASKED)
    assert caught.value.diagnostic.code == "M002"


def test_an_answer_at_its_length_limit_says_so() -> None:
    with ModelServer([Reply("half of", finish="length"), "whole"]) as server:
        assert model(server).complete(ASKED).cut_off is True
        assert model(server).complete(ASKED).cut_off is False
