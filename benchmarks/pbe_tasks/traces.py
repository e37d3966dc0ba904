"""What programs print: errors, builds, tests, containers, queries, metrics; fields pulled, named and summed up."""

from __future__ import annotations

import json
from random import Random as R

from benchmarks.pbe_tasks.making import Made, a_moment, amount, pick, task

PODS = "api-7c9f4d-x2x1q|web-0|db-migrate-28011|cart-svc-5d8-ab9|istio-ingressgateway-64f-77kq"
SPACES = "default|kube-system|shop-prod|team-a"
TABLES = "users|order_items|public.invoices|audit_log"
FILES = "src/main.c|lib/io/reader.cpp|app.c|include/a-b.h|tests/test_x.c"
GRIPES = (
    "unused variable 'n'|expected ';' before '}' token|implicit declaration of function 'foo'|"
    "comparison of integers: 'int' and 'size_t'|'x' may be used uninitialized"
)
TESTS = "test_login|test_total[3-True]|test_empty|test_unicode[é]|TestCart::test_add"
ADDRESSES = "203.0.113.9|10.0.0.12|2001:db8::1|192.168.1.250"
UNITS = "nginx.service|postgresql@14-main.service|backup.timer|user@1000.service|snapd.socket"


def stamp(r: R) -> str:
    """2024-03-05T10:11:12.013Z."""
    return f"{a_moment(r):%Y-%m-%dT%H:%M:%S}.{r.randrange(1000):03d}Z"


def gripe(r: R) -> tuple[str, dict[str, str]]:
    """A line of a compiler and its fields; the column and the switch may be missing."""
    f = {"file": pick(r, FILES), "line": str(amount(r, 4)), "kind": pick(r, "error|warning|note")}
    f |= {"text": pick(r, GRIPES), "switch": pick(r, ["", "", "-Wunused-variable", "-Wsign-compare"])}
    column = f":{r.randint(1, 90)}" if r.random() < 0.7 else ""
    switch = f" [{f['switch']}]" if f["switch"] else ""
    return f"{f['file']}:{f['line']}{column}: {f['kind']}: {f['text']}{switch}", f


@task("make: Nothing to be done for 'all'.")
def compiler_place(r: R) -> Made:
    line, f = gripe(r)
    return line, f"{f['file']}:{f['line']}"


@task("make: Nothing to be done for 'all'.")
def compiler_note(r: R) -> Made:
    line, f = gripe(r)
    return line, f"{f['kind'].upper()} line {f['line']}: {f['text']}"


@task("make: Nothing to be done for 'all'.")
def compiler_switch(r: R) -> Made:
    line, f = gripe(r)
    return line, f["switch"] or None


@task("make: Nothing to be done for 'all'.")
def compiler_is_error(r: R) -> Made:
    line, f = gripe(r)
    return line, f["kind"] == "error"


@task("Found 0 errors.")
def typescript_code(r: R) -> Made:
    path = pick(r, "src/app.ts|src/components/Nav bar.tsx|index.d.ts")
    text = pick(r, "Cannot find name 'x'.|Type 'string' is not assignable to type 'number'.|';' expected.")
    code = r.choice([1005, 2304, 2322, 7006, 18048])
    return f"{path}({amount(r, 3)},{amount(r, 2)}): error TS{code}: {text}", f"TS{code}"


@task("no tests ran in 0.01s")
def pytest_failed_count(r: R) -> Made:
    failed, passed = r.choice([0, amount(r, 2)]), amount(r, 4)
    skipped = r.choice([0, 0, amount(r, 2)])
    parts = [(failed, "failed"), (passed, "passed"), (skipped, "skipped")]
    said = ", ".join(f"{n} {kind}" for n, kind in parts if n)
    return f"===== {said} in {amount(r, 3)}.{r.randrange(100):02d}s =====", failed


@task("no tests ran in 0.01s")
def pytest_seconds(r: R) -> Made:
    passed, whole, part = amount(r, 3), amount(r, 3), r.randrange(100)
    extra = pick(r, ["", "1 failed, ", "3 failed, "])
    clock = f" (0:{whole // 60:02d}:{whole % 60:02d})" if whole >= 60 else ""
    return f"== {extra}{passed} passed in {whole}.{part:02d}s{clock} ==", float(f"{whole}.{part:02d}")


@task("collected 12 items")
def pytest_failed_test(r: R) -> Made:
    name, error = pick(r, TESTS), pick(r, ["", " - AssertionError: assert 1 == 2", " - KeyError: 'a b'"])
    return f"FAILED tests/{pick(r, 'test_app|unit/test_cart')}.py::{name}{error}", name.rsplit("::", 1)[-1]


@task("collected 0 items")
def pytest_failures_listed(r: R) -> Made:
    names = r.sample(("test_login", "test_total", "test_empty", "test_big_import", "test_x"), r.randint(2, 5))
    marks = [pick(r, "PASSED|FAILED|FAILED|SKIPPED|ERROR") for _ in names]
    text = "\n".join(f"tests/test_app.py::{n} {m}" for n, m in zip(names, marks, strict=True))
    return text, [n for n, m in zip(names, marks, strict=True) if m == "FAILED"]


@task("? pkg [no test files]")
def go_test_summary(r: R) -> Made:
    mark, name = pick(r, "PASS|FAIL|SKIP"), pick(r, "TestParse|TestParse/empty_input|TestE2E|Test_Round/2.5")
    time = f"{r.randrange(0, 12)}.{r.randrange(100):02d}"
    return f"--- {mark}: {name} ({time}s)", f"{name} {mark.lower()} {time}s"


@task("BUILD SUCCESS")
def maven_failing(r: R) -> Made:
    run = amount(r, 3)
    failed, broken = r.choice([0, 0, r.randint(1, 9)]), r.choice([0, 0, 0, 2])
    line = f"Tests run: {run}, Failures: {failed}, Errors: {broken}, Skipped: {r.randint(0, 9)}"
    level = "[ERROR]" if failed + broken else "[INFO]"
    return f"{level} {line}", failed + broken > 0


@task("No tests found")
def jest_ratio(r: R) -> Made:
    failed, passed = r.choice([0, r.randint(1, 20)]), amount(r, 3)
    said = f"{failed} failed, " if failed else ""
    return f"Tests:       {said}{passed} passed, {failed + passed} total", f"{passed}/{failed + passed}"


@task("Traceback (most recent call last):")
def python_error_text(r: R) -> Made:
    kind = pick(
        r, "ValueError|requests.exceptions.ConnectionError|KeyError|json.decoder.JSONDecodeError|OSError"
    )
    text = pick(
        r, "[Errno 2] No such file: 'a.txt'|'user_id'|Expecting value: line 1 column 1 (char 0)|bad: x: y"
    )
    frames = [
        f'  File "/srv/app/{pick(r, "db|io")}.py", line {amount(r, 3)}, in go\n    go(x)'
        for _ in range(r.randint(1, 3))
    ]
    return "\n".join(["Traceback (most recent call last):", *frames, f"{kind}: {text}"]), text


@task("Traceback (most recent call last):")
def python_functions_called(r: R) -> Made:
    names = [pick(r, "main|load_config|<module>|__init__|get") for _ in range(r.randint(1, 4))]
    lines = []
    for name in names:
        lines += [
            f'  File "/srv/{pick(r, "app|db/pool|cli")}.py", line {amount(r, 4)}, in {name}',
            "    x = f(y)",
        ]
    return "\n".join(
        ["Traceback (most recent call last):", *lines, "TypeError: f() takes 0 positional arguments"]
    ), " > ".join(names)


def java_trace(r: R) -> tuple[str, dict[str, str]]:
    """A stack trace, perhaps with a cause, and what is of use in it."""
    f = {"kind": pick(r, "java.lang.IllegalStateException|com.acme.PayException|java.io.IOException")}
    f["text"] = pick(r, "pool closed|Broken pipe|status: 502|no order 17 for 'Ann'")
    calls = []
    for _ in range(r.randint(1, 4)):
        file = pick(r, "Cart|OrderService|Main|HttpClient2")
        calls.append(
            (f"com.acme.shop.{file}.{pick(r, 'run|add|<init>|lambda$go$0')}", f"{file}.java:{amount(r, 3)}")
        )
    f["top"], f["depth"] = calls[0][1], str(len(calls))
    lines = [f"{f['kind']}: {f['text']}", *(f"\tat {name}({place})" for name, place in calls)]
    f["cause"] = pick(
        r, ["", "java.net.SocketTimeoutException: Read timed out", "java.lang.NullPointerException: x"]
    )
    return "\n".join(lines + ([f"Caused by: {f['cause']}", "\t... 12 more"] if f["cause"] else [])), f


@task("BUILD FAILED")
def java_top_place(r: R) -> Made:
    text, f = java_trace(r)
    return text, f["top"]


@task("all good")
def java_cause(r: R) -> Made:
    text, f = java_trace(r)
    return text, f["cause"].split(":")[0] or None


@task("all good")
def java_short(r: R) -> Made:
    text, f = java_trace(r)
    return text, f"{f['kind'].rsplit('.', 1)[-1]} at {f['top']}"


@task("all good")
def java_depth(r: R) -> Made:
    text, f = java_trace(r)
    return text, int(f["depth"])


@task("panic")
def rust_panic_place(r: R) -> Made:
    place = f"{pick(r, 'src/main.rs|src/net/tcp.rs|/root/.cargo/x.rs')}:{amount(r, 3)}"
    thread = pick(r, "main|tokio-runtime-worker|<unnamed>")
    text = pick(
        r, "index out of bounds: the len is 3 but the index is 7|called `Option::unwrap()` on a `None` value"
    )
    return f"thread '{thread}' panicked at {place}:{amount(r, 2)}:\n{text}", place


def pod_row(r: R) -> tuple[str, dict[str, str]]:
    """A row of kubectl get pods and its fields."""
    whole = r.choice([1, 1, 2, 3])
    ready = r.choice([whole, r.randrange(whole)])
    f = {
        "name": pick(r, PODS),
        "ready": f"{ready}/{whole}",
        "restarts": str(r.choice([0, amount(r, 1), amount(r, 3)])),
    }
    f["status"] = pick(r, "Running|CrashLoopBackOff|Pending|ImagePullBackOff|Init:0/1")
    again = f" ({amount(r, 2)}m ago)" if f["restarts"] != "0" and r.random() < 0.6 else ""
    age = pick(r, "3d4h|12m|45s|210d")
    return f"{f['name']}   {f['ready']}   {f['status']}   {f['restarts']}{again}   {age}", f


@task("No resources found in default namespace.")
def pod_restarts(r: R) -> Made:
    line, f = pod_row(r)
    return line, int(f["restarts"])


@task("No resources found in default namespace.")
def pod_all_ready(r: R) -> Made:
    line, f = pod_row(r)
    return line, f["ready"][0] == f["ready"][2]


@task("No resources found in default namespace.")
def pod_note(r: R) -> Made:
    line, f = pod_row(r)
    return line, f"{f['name']} is {f['status']} ({f['restarts']} restarts)"


@task("LAST SEEN TYPE REASON OBJECT MESSAGE")
def event_object(r: R) -> Made:
    kind, name = pick(r, "pod|deployment|node|job"), pick(r, PODS)
    reason, text = pick(
        r,
        [
            ("BackOff", "Back-off restarting failed container"),
            ("Killing", "Stopping container app"),
            ("Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 503"),
        ],
    )
    mark = pick(r, "Warning|Normal")
    return f"{amount(r, 2)}{pick(r, 's|m|h')} {mark} {reason} {kind}/{name} {text}", f"{name}: {reason}"


@task("latest", "")
def image_parts(r: R) -> Made:
    host = pick(r, ["", "ghcr.io/", "registry.local:5000/"])
    path, tag = (
        pick(r, "library/redis|acme/shop-api|nginx|team/a/b"),
        pick(r, ["1.2.3", "7-alpine", "sha-ab12f", ""]),
    )
    return f"{host}{path}{':' * bool(tag)}{tag}", tag or "latest"


@task("CONTAINER ID   IMAGE")
def container_minutes(r: R) -> Made:
    n, (unit, scale) = r.randint(2, 59), pick(r, [("minutes", 1), ("hours", 60), ("days", 1440)])
    health = pick(r, ["", " (healthy)", " (unhealthy)"])
    return f"Up {n} {unit}{health}", n * scale


@task("{}")
def docker_json_message(r: R) -> Made:
    text = pick(r, 'GET /health 200|Listening on :8080|user "bob" logged in|retrying…') + f" {amount(r)}"
    return json.dumps({"log": text + "\n", "stream": pick(r, "stdout|stderr"), "time": stamp(r)}), text


@task("-- No entries --")
def unit_state(r: R) -> Made:
    verb = pick(r, "Started|Stopped|Failed to start|Reloaded")
    unit, at = pick(r, UNITS), a_moment(r)
    said = f"{verb} {unit} - {pick(r, 'A web server|Nightly job')}."
    return f"{at:%b %d %H:%M:%S} {pick(r, 'web01|db-2')} systemd[1]: {said}", f"{unit}: {verb.lower()}"


@task("0 loaded units listed.")
def unit_active_since(r: R) -> Made:
    m, state = (
        a_moment(r),
        pick(r, "active (running)|inactive (dead)|failed (Result: exit-code)|active (exited)"),
    )
    ago = pick(r, "2h 3min|1 day 4h|12s|3 weeks 1 day")
    return f"     Active: {state} since {m:%a %Y-%m-%d %H:%M:%S} UTC; {ago} ago", f"{state.split()[0]} {ago}"


@task("-- MARK --")
def failed_login(r: R) -> Made:
    user, at = pick(r, "root|admin|ada.l|postgres|test user"), pick(r, ADDRESSES)
    ghost = pick(r, ["invalid user ", ""])
    return (
        f"sshd[{amount(r, 5)}]: Failed password for {ghost}{user} from {at} port {r.randint(1024, 65000)} ssh2",
        f"{user}@{at}",
    )


@task("-- MARK --")
def firewall_target(r: R) -> Made:
    cells = {
        "SRC": pick(r, ADDRESSES),
        "DST": pick(r, ADDRESSES),
        "PROTO": pick(r, "TCP|UDP"),
        "DPT": r.choice([22, 53, 8080, 443]),
    }
    if r.random() < 0.5:
        cells = {"IN": "eth0", "OUT": "", "LEN": amount(r, 3) + 40} | cells
    return (
        f"[UFW BLOCK] {' '.join(f'{k}={v}' for k, v in cells.items())}",
        f"{cells['PROTO'].lower()}/{cells['DPT']}",
    )


@task("signal process started")
def nginx_error_client(r: R) -> Made:
    m, client = a_moment(r), pick(r, ADDRESSES)
    text = pick(
        r,
        'open() "/srv/x y.html" failed (2: No such file or directory)|upstream timed out (110)|no live upstreams',
    )
    tail = pick(r, ["", ', host: "shop.example.com"', ', request: "GET /a,b HTTP/1.1", host: "x.org"'])
    level = pick(r, "error|crit|warn")
    return (
        f"{m:%Y/%m/%d %H:%M:%S} [{level}] {amount(r, 5)}#0: *{amount(r, 4)} {text}, client: {client}, server: _{tail}",
        client,
    )


@task("signal process started")
def upstream_slow(r: R) -> Made:
    limit = r.choice([0.5, 1, 2.5])
    took = f"{limit + r.choice([-1, 1]) * r.randrange(1, 500) / 1000:.3f}"
    path = pick(r, "/|/api/v1/cart|/search?q=a%20b|/img/é.png")
    line = f'{pick(r, ADDRESSES)} "{pick(r, "GET|POST")} {path}" {r.choice([200, 302, 404, 502])} rt={took} ua="curl/8"'
    return (line, limit), float(took) > limit


def query(r: R) -> tuple[str, str]:
    """A statement of SQL and its verb and table."""
    name = pick(r, TABLES)
    verb, text = pick(r, [
        ("SELECT", f"SELECT id, name FROM {name} WHERE id = {amount(r)}"), ("SELECT", f"SELECT * FROM {name}"),
        ("INSERT", f"INSERT INTO {name} (a, b) VALUES (1, 'x y')"), ("DELETE", f"DELETE FROM {name} WHERE a < 7"),
    ])  # fmt: skip
    return text, f"{verb} {name}"


@task("checkpoint starting: time")
def slow_query(r: R) -> Made:
    text, short = query(r)
    took = f"{amount(r, 5)}.{r.randrange(1000):03d}"
    return f"LOG:  duration: {took} ms  statement: {text}", f"{short} {took}ms"


@task("checkpoint starting: time")
def query_table(r: R) -> Made:
    text, short = query(r)
    return f"{stamp(r)} [{amount(r, 5)}] {pick(r, 'ada|app_rw')}@shop {text};", short.split(" ")[1]


@task("# Time: 2024")
def rows_examined(r: R) -> Made:
    sent, seen = amount(r, 3), amount(r, 6)
    took = (
        f"# Query_time: {r.randint(0, 9)}.{r.randrange(10**6):06d}  Lock_time: 0.000{r.randrange(1000):03d}"
    )
    line = f"{took} Rows_sent: {sent}  Rows_examined: {seen}"
    return line, {"sent": sent, "examined": seen}


def metric(r: R) -> tuple[str, dict[str, str]]:
    """A line of metrics; there may be no labels."""
    f = {
        "name": pick(r, "http_requests_total|process_open_fds|go_gc_seconds_sum|queue_depth"),
        "value": str(amount(r, 6)),
    }
    labels = {
        "method": pick(r, "GET|POST"),
        "code": pick(r, "200|404|500"),
        "path": pick(r, "/|/a b|/api/{id}"),
    }
    kept = [key for key in labels if r.random() < 0.7]
    f |= {key: labels[key] for key in kept}
    inside = ",".join(f'{key}="{labels[key]}"' for key in kept)
    return f"{f['name']}{'{' + inside + '}' if inside else ''} {f['value']}", f


@task("# HELP http_requests_total Requests.", "# TYPE x counter")
def metric_name(r: R) -> Made:
    line, f = metric(r)
    return line, f["name"]


@task("# HELP http_requests_total Requests.")
def metric_value(r: R) -> Made:
    line, f = metric(r)
    return line, int(f["value"])


@task("# HELP http_requests_total Requests.")
def metric_code(r: R) -> Made:
    line, f = metric(r)
    return line, f.get("code")
