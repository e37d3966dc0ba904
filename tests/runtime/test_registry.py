from __future__ import annotations

import dataclasses
import json
import os
import pickle
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

import llmjit
from llmjit.runtime.registry import Registry, open_registry
from llmjit.runtime.store import DiskStore


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    return Registry(DiskStore(tmp_path / "r"))


def adopt(registry: Registry, text: str, **options):
    return registry.adopt("function", "abc", [{"source": text}], name="m.f", why="test", **options)


def served(registry: Registry) -> str:
    entry = registry.find("m.f")
    return registry.object(entry.version()["parts"][0]["object"])["source"]


def test_versions_pin_rollback(registry: Registry) -> None:
    for text in "abc":
        adopt(registry, text)
    entry = registry.find("m.f")
    assert entry.current == 3 and [v["number"] for v in entry.versions] == [1, 2, 3]
    assert registry.rollback(entry).current == 2 and served(registry) == "b"
    registry.pin(registry.find("abc"), 1)
    adopt(registry, "d")
    assert served(registry) == "a"
    registry.unpin(registry.find("m.f"))
    adopt(registry, "e")
    assert served(registry) == "e"
    with pytest.raises(llmjit.LlmjitError, match="R040"):
        registry.rollback(registry.find("m.f"), 77)
    with pytest.raises(llmjit.LlmjitError, match="R040"):
        registry.find("nothing")


def test_collection_keeps_what_serves(registry: Registry) -> None:
    for n in range(10):
        adopt(registry, str(n))
    registry.pin(registry.find("m.f"), 2)
    assert registry.collect(keep=3) == {"entries": 0, "versions": 6, "objects": 6}
    assert served(registry) == "1"
    assert [v["number"] for v in registry.find("m.f").versions] == [2, 8, 9, 10]
    registry.unpin(registry.find("m.f"))
    assert registry.collect(keep=3, unused_days=0)["entries"] == 1 and registry.entries() == []


def test_a_bundle_travels_and_verifies_itself(registry: Registry, tmp_path: Path) -> None:
    adopt(registry, "a")
    registry.store.append("log/abc", {"inputs": ["x"], "output": "y"})
    file = tmp_path / "f.llmjit"
    registry.export(registry.find("m.f"), file)
    other = Registry(DiskStore(tmp_path / "other"))
    with pytest.raises(llmjit.LlmjitError, match="not today"):
        other.bring(file, lambda body: "not today")
    assert other.entries() == []
    other.bring(file, lambda body: None)
    assert served(other) == "a" and other.store.read("log/abc", 1) == [(1, {"inputs": ["x"], "output": "y"})]
    for damage in (lambda t: t.replace('"a"', '"b"'), lambda t: t[: len(t) // 2], lambda t: "{}"):
        bad = tmp_path / "bad"
        bad.write_text(damage(file.read_text()))
        with pytest.raises(llmjit.LlmjitError, match="R041"):
            other.bring(bad, lambda body: None)


def test_damaged_and_foreign_entries_count_as_absent(tmp_path: Path, capsys) -> None:
    store = DiskStore(tmp_path / "r")
    registry = Registry(store)
    adopt(registry, "a")
    hash = registry.find("m.f").version()["parts"][0]["object"]
    store.put(f"object/{hash}", {"source": "evil"})
    assert registry.object(hash) is None
    with sqlite3.connect(tmp_path / "r" / "entries" / "cache.db") as database:
        database.execute("UPDATE Cache SET value = 'torn' WHERE key = 'head/function/abc'")
        bomb = pickle.dumps({"x": 1})
        row = "INSERT INTO Cache (key, raw, store_time, expire_time, access_time, tag, size, mode, value)"
        database.execute(f"{row} VALUES ('head/function/evil', 1, 0, NULL, 0, NULL, 0, 4, ?)", (bomb,))
    assert registry.entry("function", "abc") is None and registry.entry("function", "evil") is None
    assert registry.entries() == []
    assert "does not have its hash" in capsys.readouterr().err
    adopt(registry, "b")
    assert served(registry) == "b"


def test_a_changed_byte_in_an_entry_is_noticed(tmp_path: Path, capsys) -> None:
    registry = Registry(DiskStore(tmp_path / "r"))
    adopt(registry, "a")
    with sqlite3.connect(tmp_path / "r" / "entries" / "cache.db") as database:
        database.execute("UPDATE Cache SET value = replace(value, 'm.f', 'm.g') WHERE key LIKE 'head/%'")
    assert registry.entries() == [] and "checksum" in capsys.readouterr().err


def test_nothing_is_ever_unpickled(tmp_path: Path) -> None:
    store = DiskStore(tmp_path / "r")
    fired = tmp_path / "fired"

    class Bomb:
        def __reduce__(self):
            return (Path.touch, (fired,))

    store._cache.set("x", "y")
    with sqlite3.connect(tmp_path / "r" / "entries" / "cache.db") as database:
        database.execute("UPDATE Cache SET mode = 4, value = ? WHERE key = 'x'", (pickle.dumps(Bomb()),))
    assert store.get("x") is None and not fired.exists()


def test_a_database_that_is_none_is_set_aside(tmp_path: Path, capsys) -> None:
    folder = tmp_path / "r" / "entries"
    folder.mkdir(parents=True)
    (folder / "cache.db").write_bytes(b"this is no database, " * 500)
    registry = Registry(DiskStore(tmp_path / "r"))
    adopt(registry, "a")
    assert served(registry) == "a" and "set aside" in capsys.readouterr().err
    assert list((tmp_path / "r").glob("entries-damaged-*"))


def counted():
    calls: list[str] = []

    def task(text: str) -> str:
        calls.append(text)
        return text.split(" ")[0].removeprefix("INV-")

    return task, calls


ROOT = Path(__file__).resolve().parents[2]
TEXTS = [f"INV-{n * 7919 % 100000:05d} of 2024" for n in range(30)]


def test_a_second_process_begins_with_what_the_first_learned(home: Path) -> None:
    task, calls = counted()
    first = llmjit.jit(task)
    for text in TEXTS:
        first(text)
    learned = len(calls)
    assert first.specializations
    task, calls = counted()
    second = llmjit.jit(task)
    assert [second(t) for t in TEXTS] == [t[4:9] for t in TEXTS] and calls == []
    assert second.stats.foreign == learned
    (entry,) = open_registry().entries("function")
    assert entry.name.endswith("task") and entry.versions


@dataclasses.dataclass
class Number:
    text: str


@pytest.mark.parametrize("annotated", [True, False])
def test_typed_answers_keep_their_type_in_another_process(home: Path, annotated: bool) -> None:
    def make():
        calls: list[str] = []

        def task(text):
            calls.append(text)
            return Number(text.split(" ")[0].removeprefix("INV-"))

        if annotated:
            task.__annotations__["return"] = Number
        return task, calls

    task, calls = make()
    first = llmjit.jit(task)
    assert [first(t) for t in TEXTS] == [Number(t[4:9]) for t in TEXTS] and first.specializations
    task, calls = make()
    second = llmjit.jit(task)
    assert [second(t) for t in TEXTS] == [Number(t[4:9]) for t in TEXTS]
    assert len(calls) == (0 if annotated else 1)  # without, the first answer shows what answers are


def test_changed_code_begins_anew(home: Path) -> None:
    task, calls = counted()
    first = llmjit.jit(task)
    for text in TEXTS:
        first(text)

    def counted_again():
        calls: list[str] = []

        def task(text: str) -> str:
            calls.append(text)
            return text.split(" ")[0].removeprefix("INV-") + "!"

        return task, calls

    task, calls = counted_again()
    task.__qualname__ = "counted.<locals>.task"
    second = llmjit.jit(task)
    assert second(TEXTS[0]) == TEXTS[0][4:9] + "!" and len(calls) == 1


def test_tampered_specializations_are_not_run(home: Path, capsys) -> None:
    task, _calls = counted()
    first = llmjit.jit(task)
    for text in TEXTS:
        first(text)
    store = open_registry().store
    for key in store.keys("object/"):
        data = store.get(key)
        store.put(key, {**data, "source": data["source"].replace("return answer", "return 'stolen'")})
    task, _calls = counted()
    second = llmjit.jit(task)
    assert [second(t) for t in TEXTS] == [t[4:9] for t in TEXTS]


@pytest.mark.parametrize("fault", ["readonly", "full", "garbage"])
def test_a_failing_disk_costs_memory_not_answers(home: Path, fault: str, monkeypatch, capsys) -> None:
    if fault == "garbage":
        home.parent.mkdir(exist_ok=True)
        home.write_text("a file where a folder should be")
    elif fault == "readonly":
        monkeypatch.setattr(Path, "mkdir", lambda *a, **k: (_ for _ in ()).throw(OSError(30, "Read-only")))
    else:
        full = sqlite3.OperationalError("database or disk is full")
        monkeypatch.setattr(DiskStore, "put", lambda *a: (_ for _ in ()).throw(full))
    task, calls = counted()
    function = llmjit.jit(task)
    assert [function(t) for t in TEXTS] == [t[4:9] for t in TEXTS] and len(calls) < 10
    assert capsys.readouterr().err.count("cannot be used") == 1


def test_bundle_is_plain_json(registry: Registry, tmp_path: Path) -> None:
    adopt(registry, "a")
    registry.export(registry.find("m.f"), tmp_path / "x")
    assert json.loads((tmp_path / "x").read_text())["bundle"]["schema"] == 1


def test_a_pinned_function_keeps_its_version(home: Path) -> None:
    task, _ = counted()
    first = llmjit.jit(task)
    for text in TEXTS[:10]:
        first(text)
    registry = open_registry()
    entry = registry.pin(registry.entries("function")[0])
    task, calls = counted()
    second = llmjit.jit(task)
    for n in range(20):
        assert second(f"INV-{n * 37 % 1000:03d}/{n}x of the year") == f"{n * 37 % 1000:03d}/{n}x"
    assert len(calls) == 20 and len(second.specializations) == len(entry.version()["parts"])
    assert registry.find(entry.id).current == entry.current


def test_demotion_and_a_new_epoch_reach_other_processes(home: Path) -> None:
    world = {"tail": ""}

    def make():
        calls: list[str] = []

        def task(text: str) -> str:
            calls.append(text)
            return text.split(" ")[0].removeprefix("INV-") + world["tail"]

        return task, calls

    (task, _), (other_task, _) = make(), make()
    watching, other = llmjit.jit(task, shadow_rate=1.0), llmjit.jit(other_task)
    for text in TEXTS[:10]:
        watching(text), other(text)
    assert other.specializations
    world["tail"] = "!"
    for n in range(10):
        assert watching(f"INV-{n + 50000} of 2024") == f"{n + 50000}!"
    assert watching.stats.demotions == 1
    other("something else")  # a miss looks at the registry
    assert other("INV-77777 of 2024") == "77777!" and other(TEXTS[0]) == TEXTS[0][4:9] + "!"


def test_killed_while_learning_the_registry_is_whole(home: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    worker = Path(__file__).with_name("hammer_worker.py")
    for delay in (0.4, 0.6, 0.8):
        process = subprocess.Popen(
            [sys.executable, str(worker), "0", "4", "5000"], env=env, stdout=subprocess.DEVNULL
        )
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
        registry = open_registry()
        for entry in registry.entries("function"):
            log = registry.store.read(f"log/{entry.id}", 1)
            assert [index for index, _ in log] == list(range(1, len(log) + 1))
            parts = [part for version in entry.versions for part in version["parts"]]
            assert all(registry.object(part["object"]) is not None for part in parts)
    done = subprocess.run(
        [sys.executable, str(worker), "1", "2", "40"], env=env, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout)["wrong"] == []


READER = """
import json, sys, llmjit
from llmjit.programs import registered
from llmjit.runtime.registry import open_registry

calls = []

def task(text: str) -> str:
    calls.append(text)
    return text.split(" ")[0].removeprefix("INV-")

task.__module__ = "baked"
fast = llmjit.jit(task)
answers = [fast(f"INV-{n:05d} of 2023") for n in range(20)]
answers += [fast(f"INV-{n:05d}/x{n}") for n in range(3)]
names = [entry.name for entry in open_registry().entries()]
print(json.dumps([answers, calls, names, type(open_registry().store).__name__]))
"""


def test_a_registry_that_can_only_be_read_serves(tmp_path: Path) -> None:
    """As it is in an image: nothing in the folder may be written any more."""
    plain = ["setpriv", "--bounding-set=-dac_override"] if os.geteuid() == 0 else []
    if plain and shutil.which(plain[0]) is None:
        pytest.skip("file modes mean nothing to the superuser, and there is no setpriv")
    script = tmp_path / "reader.py"
    script.write_text(READER)
    folder = tmp_path / "home"
    env = {**os.environ, "PYTHONPATH": str(ROOT), "LLMJIT_HOME": str(folder)}
    subprocess.run([sys.executable, str(script)], env=env, check=True, capture_output=True)
    subprocess.run(["chmod", "-R", "a-w", str(folder)], check=True)
    command = [*plain, sys.executable, str(script)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    subprocess.run(["chmod", "-R", "u+w", str(folder)], check=True)
    assert done.returncode == 0, done.stderr
    answers, calls, names, store = json.loads(done.stdout)
    assert answers[:20] == [f"{n:05d}" for n in range(20)] and len(answers) == 23
    assert not [call for call in calls if call.endswith("2023")]  # all that was learned is there
    assert names == ["baked.task"] and store == "ReadOnlyStore"
    assert done.stderr.count("lives in memory alone") <= 1
