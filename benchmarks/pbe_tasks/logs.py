"""Lines of logs: fields by place, by name, in brackets and quotes; fields that may be missing."""

from __future__ import annotations

import json
from random import Random as R

from benchmarks.pbe_tasks.making import Made, a_moment, pick, task

HOSTS = "web-1|web-2|db01|gateway|ip-10-0-0-7|mail"
UNITS = "sshd|cron|kernel|nginx|systemd|postfix/smtpd"
SAID = (
    "Connection closed by peer|started in a new session|out of memory: killed process|"
    "disk quota exceeded for /var|link is down|accepted publickey for ada|reload requested"
)
LEVELS = "DEBUG|INFO|WARNING|ERROR|CRITICAL"
PATHS = "/|/index.html|/api/v1/users|/api/v2/orders/17|/static/app.js|/login|/search"
AGENTS = "curl/8.1.2|Mozilla/5.0 (X11; Linux x86_64)|python-requests/2.31.0|Wget/1.21"
MODULES = "app.db|app.web.views|worker|celery.beat|urllib3.connectionpool"


def ip(r: R) -> str:
    """An address of version 4."""
    return ".".join(str(r.randrange(1, 255)) for _ in range(4))


def syslog(r: R) -> tuple[str, dict[str, str]]:
    """A line and its fields."""
    m = a_moment(r)
    f = {"at": f"{m:%b} {m.day:2d} {m:%H:%M:%S}", "host": pick(r, HOSTS), "unit": pick(r, UNITS)}
    f |= {"pid": str(r.randrange(100, 65000)), "text": pick(r, SAID)}
    return f"{f['at']} {f['host']} {f['unit']}[{f['pid']}]: {f['text']}", f


def access(r: R) -> tuple[str, dict[str, str]]:
    """A line of a web server and its fields."""
    m = a_moment(r)
    f = {"ip": ip(r), "at": f"{m:%d/%b/%Y:%H:%M:%S} +0000", "method": pick(r, "GET|POST|PUT|DELETE|HEAD")}
    path = pick(r, PATHS)
    f |= {"path": path, "query": pick(r, ["", "?page=2", "?q=red+shoes&sort=price"])}
    f |= {
        "status": pick(r, "200|301|404|500|204"),
        "size": str(r.randrange(0, 90000)),
        "agent": pick(r, AGENTS),
    }
    f["user"] = pick(r, ["-", "-", "ada", "frank"])
    f["referrer"] = pick(r, ["-", "https://example.org/start", "https://shop.example.com/?id=7"])
    request = f"{f['method']} {f['path']}{f['query']} HTTP/1.1"
    return (
        f'{f["ip"]} - {f["user"]} [{f["at"]}] "{request}" {f["status"]} {f["size"]} "{f["referrer"]}" "{f["agent"]}"',
        f,
    )


def python_log(r: R) -> tuple[str, dict[str, str]]:
    """A line of Python's logging and its fields."""
    m = a_moment(r)
    f = {"at": f"{m:%Y-%m-%d %H:%M:%S},{r.randrange(1000):03d}", "name": pick(r, MODULES)}
    f |= {"level": pick(r, LEVELS), "text": pick(r, SAID)}
    return f"{f['at']} - {f['name']} - {f['level']} - {f['text']}", f


BAD = ("", "-- MARK --", "logfile turned over due to size>100K")


@task(*BAD)
def syslog_host(r: R) -> Made:
    line, f = syslog(r)
    return line, f["host"]


@task(*BAD)
def syslog_pid(r: R) -> Made:
    line, f = syslog(r)
    return line, int(f["pid"])


@task(*BAD)
def syslog_text(r: R) -> Made:
    line, f = syslog(r)
    return line, f["text"]


@task(*BAD)
def syslog_unit(r: R) -> Made:
    line, f = syslog(r)
    return line, f["unit"]


@task(*BAD)
def syslog_record(r: R) -> Made:
    line, f = syslog(r)
    return line, {key: f[key] for key in ("host", "unit", "text")}


@task(*BAD)
def access_ip(r: R) -> Made:
    line, f = access(r)
    return line, f["ip"]


@task(*BAD)
def access_path(r: R) -> Made:
    line, f = access(r)
    return line, f["path"]


@task(*BAD)
def access_status(r: R) -> Made:
    line, f = access(r)
    return line, int(f["status"])


@task(*BAD)
def access_agent(r: R) -> Made:
    line, f = access(r)
    return line, f["agent"]


@task(*BAD)
def access_referrer(r: R) -> Made:
    line, f = access(r)
    return line, None if f["referrer"] == "-" else f["referrer"]


@task(*BAD)
def access_user(r: R) -> Made:
    line, f = access(r)
    return line, None if f["user"] == "-" else f["user"]


@task(*BAD)
def access_failed(r: R) -> Made:
    line, f = access(r)
    return line, int(f["status"]) >= 400


@task(*BAD)
def access_time(r: R) -> Made:
    line, f = access(r)
    return line, f["at"].split(":", 1)[1].split(" ")[0]


@task(*BAD)
def access_summary(r: R) -> Made:
    line, f = access(r)
    return line, f"{f['method']} {f['path']} -> {f['status']}"


@task(*BAD)
def logging_level(r: R) -> Made:
    line, f = python_log(r)
    return line, f["level"].lower()


@task(*BAD)
def logging_name(r: R) -> Made:
    line, f = python_log(r)
    return line, f["name"]


@task(*BAD)
def logging_moment(r: R) -> Made:
    line, f = python_log(r)
    return line, f["at"].replace(",", ".").replace(" ", "T")


def pairs(r: R) -> tuple[list[str], dict[str, str]]:
    """Fields of a line of keys and values, some of them left out."""
    f = {"level": pick(r, "info|warn|error"), "method": pick(r, "GET|POST"), "path": pick(r, PATHS)}
    f |= {"status": pick(r, "200|404|500"), "duration": f"{r.randrange(1, 900)}ms"}
    if r.random() < 0.7:
        f["user"] = pick(r, "ada|grace|alan")
    if r.random() < 0.6:
        f["msg"] = f'"{pick(r, SAID)}"'
    return [f"{key}={value}" for key, value in f.items()], f


@task("hello", "")
def logfmt_path(r: R) -> Made:
    cells, f = pairs(r)
    return " ".join(cells), f["path"]


@task("hello")
def logfmt_duration(r: R) -> Made:
    cells, f = pairs(r)
    r.shuffle(cells)
    return " ".join(cells), int(f["duration"][:-2])


@task("hello")
def logfmt_user(r: R) -> Made:
    cells, f = pairs(r)
    r.shuffle(cells)
    return " ".join(cells), f.get("user")


@task("hello")
def logfmt_message(r: R) -> Made:
    cells, f = pairs(r)
    return " ".join(cells), f["msg"].strip('"') if "msg" in f else None


@task("hello")
def logfmt_some(r: R) -> Made:
    cells, f = pairs(r)
    return " ".join(cells), {"path": f["path"], "status": int(f["status"])}


def record(r: R) -> dict[str, object]:
    """A structured line."""
    f: dict[str, object] = {"ts": f"{a_moment(r):%Y-%m-%dT%H:%M:%SZ}", "level": pick(r, "info|warn|error")}
    f |= {"msg": pick(r, SAID), "http": {"status": int(pick(r, "200|404|500")), "ms": r.randrange(1, 900)}}
    if r.random() < 0.6:
        f["user"] = {"id": r.randrange(1, 999), "name": pick(r, "ada|grace|alan")}
    return f


@task("{}", "not json")
def json_status(r: R) -> Made:
    f = record(r)
    return json.dumps(f), f["http"]["status"]  # type: ignore[index]


@task("[]")
def json_user(r: R) -> Made:
    f = record(r)
    return json.dumps(f), f["user"]["name"] if "user" in f else None  # type: ignore[index]


@task("{}")
def json_line(r: R) -> Made:
    f = record(r)
    return json.dumps(f), f"{str(f['level']).upper()}: {f['msg']}"


@task("all is well")
def trace_error(r: R) -> Made:
    kind, text = (
        pick(r, "KeyError|ValueError|TypeError|ZeroDivisionError"),
        pick(r, "'name'|bad value: 7|no such thing"),
    )
    lines = [
        f'  File "/srv/{pick(r, "app|db|web")}.py", line {r.randrange(1, 400)}, in {pick(r, "run|load|main")}'
    ]
    frames = [line for _ in range(r.randrange(1, 4)) for line in (lines[0], "    return call(it)")]
    return "\n".join(["Traceback (most recent call last):", *frames, f"{kind}: {text}"]), kind


@task("all is well")
def trace_line(r: R) -> Made:
    frames = []
    for _ in range(r.randrange(1, 4)):
        number, name = r.randrange(1, 400), pick(r, "app|db|web")
        frames += [f'  File "/srv/{name}.py", line {number}, in {pick(r, "run|load")}', "    return call(it)"]
    return "\n".join(
        ["Traceback (most recent call last):", *frames, "ValueError: bad"]
    ), f"/srv/{name}.py:{number}"


@task("all is well")
def java_exception(r: R) -> Made:
    name = pick(r, "NullPointerException|IllegalStateException|IOException")
    package = pick(r, "java.lang|java.io|com.example.shop")
    return f'Exception in thread "{pick(r, "main|pool-1-thread-3")}" {package}.{name}: {pick(r, SAID)}', name


def log4j(r: R) -> tuple[str, dict[str, str]]:
    """A line with fields in brackets, the last of them optional."""
    m = a_moment(r)
    f = {"level": pick(r, LEVELS), "thread": pick(r, "main|http-nio-8080-exec-4|pool-2-thread-11")}
    f |= {"class": pick(r, "c.e.s.OrderService|o.s.b.SpringApplication|c.e.Billing"), "text": pick(r, SAID)}
    f["trace"] = f"{r.randrange(16**8):08x}" if r.random() < 0.7 else ""
    trace = f" [trace={f['trace']}]" if f["trace"] else ""
    head = f"{m:%Y-%m-%d %H:%M:%S.}{r.randrange(1000):03d} {f['level']:<8} [{f['thread']}]"
    return f"{head} {f['class']} - {f['text']}{trace}", f


@task(*BAD)
def log4j_thread(r: R) -> Made:
    line, f = log4j(r)
    return line, f["thread"]


@task(*BAD)
def log4j_class(r: R) -> Made:
    line, f = log4j(r)
    return line, f["class"].rsplit(".", 1)[1]


@task(*BAD)
def log4j_trace(r: R) -> Made:
    line, f = log4j(r)
    return line, f["trace"] or None


@task(*BAD)
def log4j_text(r: R) -> Made:
    line, f = log4j(r)
    return line, f["text"]


@task("no numbers here")
def took(r: R) -> Made:
    n, unit = r.randrange(1, 900), pick(r, "ms|s")
    return (
        f"{pick(r, 'SELECT|UPDATE|DELETE')} on orders took {n}{unit}, {r.randrange(1, 50)} rows",
        n if unit == "ms" else 1000 * n,
    )


@task("listening")
def port(r: R) -> Made:
    n = r.randrange(1024, 65000)
    return (
        f"{pick(r, 'accepted|rejected|closed')} connection from {ip(r)}:{n} to {ip(r)}:{pick(r, '80|443|22')}",
        n,
    )


@task("listening")
def both_ends(r: R) -> Made:
    a, b = ip(r), ip(r)
    return (
        f"DROP TCP {a}:{r.randrange(1024, 65000)} -> {b}:{pick(r, '80|443|22')} len {r.randrange(40, 1500)}",
        [a, b],
    )


@task("GET / HTTP/1.1")
def query_value(r: R) -> Made:
    q = {
        "q": pick(r, "shoes|red+hat|caf%C3%A9"),
        "page": str(r.randrange(1, 40)),
        "lang": pick(r, "en|de|fr"),
    }
    cells = [f"{key}={value}" for key, value in q.items()]
    r.shuffle(cells)
    return f"GET /search?{'&'.join(cells)} HTTP/1.1", int(q["page"])


@task("no quotes")
def quoted_escapes(r: R) -> Made:
    text = (
        pick(r, ['file "a b.txt" is gone', "all fine", 'said "no"', "path C:\\temp"]) + f" {r.randrange(99)}"
    )
    return f"{pick(r, LEVELS)} msg={json.dumps(text)} code={r.randrange(9)}", text


@task("fine")
def errors_of_many(r: R) -> Made:
    lines = [
        f"{a_moment(r):%H:%M:%S} {pick(r, 'INFO|WARN|ERROR')} {pick(r, SAID)}"
        for _ in range(r.randrange(3, 7))
    ]
    return "\n".join(lines), sum(" ERROR " in line for line in lines)


@task("fine")
def messages_of_errors(r: R) -> Made:
    rows = [(pick(r, "INFO|WARN|ERROR"), pick(r, SAID)) for _ in range(r.randrange(3, 7))]
    return "\n".join(f"{a} {b}" for a, b in rows), [b for a, b in rows if a == "ERROR"]


@task("fine")
def first_error(r: R) -> Made:
    rows = [(pick(r, "INFO|WARN|ERROR"), pick(r, SAID)) for _ in range(r.randrange(3, 7))]
    return "\n".join(f"[{a}] {b}" for a, b in rows), next((b for a, b in rows if a == "ERROR"), None)
