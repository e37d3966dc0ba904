"""Log lines of many systems: servers, clusters, databases, traces, pipelines, audits; pulled and summed up."""

from __future__ import annotations

import json
from datetime import timedelta
from random import Random as R
from typing import Any

from benchmarks.pbe_tasks.making import Made, a_moment, amount, pick, some, task, word

PATHS = "/|/index.html|/api/v2/orders|/api/v1/users/42|/img/logo-2x.png|/search|/wp-login.php|/cafés/zürich"
AGENTS = (
    "Mozilla/5.0 (X11; Linux x86_64; rv:124.0) Gecko/20100101 Firefox/124.0|curl/8.5.0|"
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)|bingbot/2.0|python-requests/2.31.0"
)
USERS = "alice|bob.smith|j-doe|svc_backup|zoë|anna-lena.krüger|root"
HOSTS = "web-01|db2|ip-10-0-3-17|mail.example.org|k8s-node-a"
SAYINGS = (
    "connection refused|disk full|user not found|timeout after 30 s|bad token: expired|retrying (3/5)|started"
)
SERVICES = "shop-api|auth|billing-worker|search|user-profile-svc|gateway"
LEVELS = "debug|info|info|warn|error|fatal"
FILES = "src/app.py|lib/io/reader.py|tests/test_cart.py|web/nav-bar.ts|main.go|core/utils/x.py"
SHIPPED = (
    "Fix rounding of totals|Add login page|Bump lodash from 4.17.20 to 4.17.21|Handle empty carts (again)|WIP"
)


def address(r: R) -> str:
    """203.0.113.9."""
    return f"{r.choice([10, 192, 203, 8])}.{r.randrange(256)}.{r.randrange(256)}.{r.randint(1, 254)}"


def digest(r: R, size: int = 7) -> str:
    """A beginning of a hash."""
    return "".join(r.choice("0123456789abcdef") for _ in range(size))


def access(r: R) -> tuple[str, dict[str, Any]]:
    """A line of a web server and its fields; the user, the size and the query may be missing."""
    f: dict[str, Any] = {"client": address(r), "user": pick(r, ["-", "-", "-", *USERS.split("|")[:4]])}
    f |= {"method": pick(r, "GET|GET|POST|HEAD|DELETE"), "path": pick(r, PATHS), "agent": pick(r, AGENTS)}
    f |= {"status": r.choice([200, 200, 204, 301, 304, 400, 404, 403, 500, 502])}
    f |= {"size": "-" if f["status"] in (204, 304) else str(amount(r, 5))}
    query, referrer = pick(r, ["", "", f"?page={amount(r, 2)}"]), pick(r, ["-", "https://example.org/a?b=c"])
    line = f'{f["client"]} - {f["user"]} [{a_moment(r):%d/%b/%Y:%H:%M:%S} +0000] "{f["method"]} {f["path"]}{query} '
    return f'{line}HTTP/{pick(r, "1.1|2.0")}" {f["status"]} {f["size"]} "{referrer}" "{f["agent"]}"', f


def system(r: R) -> tuple[str, str, int | None, str]:
    """A line of a system's log, its program, its process, which may be missing, and what it says."""
    program, said = pick(r, "sshd|CRON|kernel|systemd-logind|dhclient|postfix/smtpd"), pick(r, SAYINGS)
    number = None if program == "kernel" else amount(r, 5)
    tail = "" if number is None else f"[{number}]"
    return f"{a_moment(r):%b %e %H:%M:%S} {pick(r, HOSTS)} {program}{tail}: {said}", program, number, said


@task("GET /index.html HTTP/1.1")
def access_summary(r: R) -> Made:
    line, f = access(r)
    return line, f"{f['method']} {f['path']} {f['status']}"


@task("server started")
def access_size(r: R) -> Made:
    line, f = access(r)
    return line, 0 if f["size"] == "-" else int(f["size"])


@task("server started")
def access_user(r: R) -> Made:
    line, f = access(r)
    return line, None if f["user"] == "-" else f["user"]


@task("/healthz OK")
def page_asked_for(r: R) -> Made:
    page, sort = amount(r, 3), pick(r, ["", "sort=price", "q=caf%C3%A9"])
    asked = [
        part
        for part in (sort, f"page={page}" if r.random() < 0.75 else "", pick(r, ["", "per_page=50"]))
        if part
    ]
    shown = page if f"page={page}" in asked else 1
    r.shuffle(asked)
    return f"GET {pick(r, PATHS)}{'?' if asked else ''}{'&'.join(asked)} HTTP/1.1", shown


@task("-- Reboot --")
def syslog_program(r: R) -> Made:
    line, program, _, _ = system(r)
    return line, program


@task("-- Reboot --")
def syslog_process(r: R) -> Made:
    line, _, number, _ = system(r)
    return line, number


@task("<none>")
def syslog_facility_and_severity(r: R) -> Made:
    n = r.randrange(192)
    return f"<{n}>{pick(r, ['', '1 '])}{a_moment(r):%b %d %H:%M:%S} {pick(r, HOSTS)} {pick(r, SAYINGS)}", [
        n // 8,
        n % 8,
    ]


@task("Connection closed by authenticating user root")
def failed_login(r: R) -> Made:
    user, source = pick(r, USERS), address(r)
    unknown = pick(r, ["", "", "invalid user "])
    return (
        f"Failed password for {unknown}{user} from {source} port {r.randint(1024, 65535)} ssh2",
        f"{user}@{source}",
    )


@task("no address here")
def addresses_masked(r: R) -> Made:
    sources = [address(r) for _ in range(r.choice([1, 1, 2]))]
    text = f"{pick(r, 'Accepted|Dropped|Proxied')} connection from {' via '.join(['%s'] * len(sources))}"
    text += pick(r, ["", f" port {amount(r, 5)}", f" after {amount(r, 2)}.{amount(r, 2)} s"])
    return text % tuple(sources), text % tuple(source.rsplit(".", 1)[0] + ".x" for source in sources)


@task("session opened for user root")
def sudo_command(r: R) -> Made:
    user, run = (
        pick(r, USERS),
        pick(r, "/usr/bin/apt update|/bin/ls -la /root|/usr/bin/vi /etc/hosts; id|/sbin/reboot"),
    )
    where = pick(r, ["TTY=pts/0 ; ", "TTY=pts/12 ; ", ""])
    return (
        f"{user} : {where}PWD=/home/{user} ; USER={pick(r, 'root|postgres')} ; COMMAND={run}",
        f"{user}: {run}",
    )


@task("plain text line", "{}")
def json_line_for_people(r: R) -> Made:
    level, said, service = pick(r, LEVELS), pick(r, SAYINGS), pick(r, ["", *SERVICES.split("|")])
    record = {"ts": f"{a_moment(r):%Y-%m-%dT%H:%M:%SZ}", "level": level, "msg": said}
    record |= {"service": service} if service else {}
    return json.dumps(record), f"[{level.upper()}] {f'{service}: ' if service else ''}{said}"


@task("plain text line", "[]")
def json_user_number(r: R) -> Made:
    number = r.choice([amount(r, 4), amount(r, 4), amount(r, 4), None])
    user = {"user": {"id": number, "name": pick(r, USERS)}} if number else {}
    record = {"event": pick(r, "login|logout|purchase")} | user | {"request": {"id": amount(r, 5)}}
    return json.dumps(record, ensure_ascii=False), number


@task("plain text line")
def pairs_message(r: R) -> Made:
    said = pick(r, [*SAYINGS.split("|"), "ok", "done"])
    quoted = f'"{said}"' if " " in said else said
    tail = pick(r, ["", f" dur={amount(r, 3)}ms", f" user={pick(r, USERS)}"])
    return f"time={a_moment(r):%Y-%m-%dT%H:%M:%SZ} level={pick(r, LEVELS)} msg={quoted}{tail}", said


@task("took=?")
def pairs_milliseconds(r: R) -> Made:
    n, long = amount(r, 3), r.random() < 0.3
    took = f"{n / 100}s" if long else f"{n}ms"
    return f"svc={pick(r, SERVICES)} took={took} status={pick(r, 'ok|failed')}", 10 * n if long else n


@task("NAME READY STATUS RESTARTS AGE", "No resources found")
def pod_is_ready(r: R) -> Made:
    whole = r.choice([1, 1, 2, 3])
    up = r.choice([whole, whole, r.randrange(whole)])
    state = "Running" if up == whole else pick(r, "Pending|CrashLoopBackOff|Running|ImagePullBackOff")
    name, age = f"{pick(r, SERVICES)}-{digest(r, 9)}-{word(r, 5, 5)}", pick(r, "5d|17h|3m12s")
    return f"{name}   {up}/{whole}   {state}   {r.choice([0, amount(r, 2)])}   {age}", up == whole


@task("NAME READY STATUS RESTARTS AGE")
def pod_restarts(r: R) -> Made:
    n = r.choice([0, amount(r, 3), amount(r, 2)])
    ago = pick(r, ["", f" ({amount(r, 2)}m ago)", f" ({amount(r, 2)}d ago)"]) if n else ""
    return (
        f"{pick(r, SERVICES)}-{r.randrange(4)}  1/1  {pick(r, 'Running|Error')}  {n}{ago}  {amount(r, 2)}d",
        n,
    )


@task("Successfully assigned default/web-0 to node-a")
def image_tag(r: R) -> Made:
    tag = pick(r, ["", "1.25", f"v{amount(r, 1)}.{amount(r, 2)}.0", f"sha-{digest(r)}", "3.12-slim"])
    place = pick(r, ["", "ghcr.io/acme/", "registry.local:5000/", "eu.gcr.io/my-project/web/"])
    return f'Pulling image "{place}{pick(r, SERVICES)}{f":{tag}" if tag else ""}"', tag or "latest"


@task("Log file created at: 2024/03/05")
def controller_line(r: R) -> Made:
    name, place = (
        pick(r, "INFO|INFO|WARNING|ERROR|FATAL"),
        f"{pick(r, 'controller|node|lease_lock')}.go:{amount(r, 3)}",
    )
    head, said = (
        f"{name[0]}{a_moment(r):%m%d %H:%M:%S}.{r.randrange(10**6):06d} {amount(r, 4):>7}",
        pick(r, SAYINGS),
    )
    return f"{head} {place}] {said}", f"{name} {place} {said}"


@task("# administrator command: Quit;")
def rows_examined_per_sent(r: R) -> Made:
    sent = r.choice([0, 1, 10, amount(r, 2)])
    rows = (sent or 1) * amount(r, 4)
    head = f"# Query_time: {r.random() * 20:.6f}  Lock_time: 0.{r.randrange(10**6):06d}"
    return f"{head}  Rows_sent: {sent}  Rows_examined: {rows}", rows // sent if sent else None


@task("During handling of the above exception, another exception occurred:")
def error_class(r: R) -> Made:
    name = pick(
        r,
        "ValueError|KeyError|TimeoutError|ConnectionResetError|IntegrityError|JSONDecodeError|StopIteration",
    )
    home = {"IntegrityError": "sqlalchemy.exc.", "JSONDecodeError": "json.decoder."}.get(name, "")
    said = pick(
        r, ["", ": 'a.b'", f": {pick(r, SAYINGS)}", f": {amount(r)} is too large", ": host: port: 80"]
    )
    return f"{home}{name}{said}", name


@task("Traceback (most recent call last):")
def frame_place(r: R) -> Made:
    home, name = pick(r, ["/app/", "/usr/lib/python3.12/", "C:/Users/Zoë M/"]), pick(r, FILES)
    what, line = pick(r, "<module>|main|_load|Cart.add|<lambda>"), amount(r, 4)
    return f'  File "{home}{name}", line {line}, in {what}', f"{name.rsplit('/', 1)[-1]}:{line} in {what}"


@task("Traceback (most recent call last):")
def trace_gist(r: R) -> Made:
    frames = [(pick(r, FILES), amount(r, 3), word(r)) for _ in range(r.randint(1, 4))]
    error = f"{pick(r, 'ValueError|KeyError|OSError')}: {pick(r, SAYINGS)}"
    shown = "\n".join(f'  File "{path}", line {line}, in {what}' for path, line, what in frames)
    text = f"Traceback (most recent call last):\n{shown}\n{error}"
    return text, f"{error} ({frames[-1][0]}:{frames[-1][1]})"


@task("\tat com.acme.Cart.add(Cart.java:12)")
def root_cause(r: R) -> Made:
    names = "java.io.IOException|java.lang.NullPointerException|com.acme.CartException|java.sql.SQLException"
    chain = [f"{name}{pick(r, ['', ': ' + pick(r, SAYINGS)])}" for name in some(r, names, 1, 3)]
    text = "\nCaused by: ".join(
        f"{error}\n\tat com.acme.A.{word(r)}(A.java:{amount(r, 3)})" for error in chain
    )
    return text, chain[-1].partition(":")[0].rsplit(".", 1)[-1]


@task("  .   ____          _", ":: Spring Boot ::")
def logger_class(r: R) -> Made:
    name, package = (
        pick(r, "CartService|Main|o.h.Engine|JdbcPool"),
        pick(r, ["com.acme.shop.", "org.example.", ""]),
    )
    thread = pick(r, "main|http-nio-8080-exec-3|pool-1 worker")
    head = f"{a_moment(r):%Y-%m-%d %H:%M:%S},{r.randrange(1000):03d} [{thread}] {pick(r, 'INFO |WARN |ERROR|DEBUG')}"
    return f"{head} {package}{name} - {pick(r, SAYINGS)}", name.rsplit(".", 1)[-1]


@task("::group::Run tests", "::endgroup::")
def annotation_for_people(r: R) -> Made:
    kind, path, line = pick(r, "error|warning|notice"), pick(r, FILES), amount(r, 4)
    said, column = (
        pick(r, "Missing semicolon|unused: x|'a' is not defined"),
        pick(r, ["", f",col={amount(r, 2)}"]),
    )
    return f"::{kind} file={path},line={line}{column}::{said}", f"{path}:{line}: {kind}: {said}"


@task("Job queued")
def job_seconds(r: R) -> Made:
    minutes, seconds = r.choice([0, amount(r, 2)]), r.randint(1, 59)
    took = f"{minutes}m {seconds}s" if minutes else f"{seconds}s"
    return f"Job {pick(r, 'succeeded|failed')}: {pick(r, SERVICES)} in {took}", 60 * minutes + seconds


@task("No changes. Infrastructure is up-to-date.")
def plan_destroys(r: R) -> Made:
    gone = r.choice([0, 0, amount(r, 2)])
    moved = pick(r, ["", "", f"{amount(r, 1)} to import, "])
    return (
        f"Plan: {moved}{r.choice([0, amount(r, 2)])} to add, {amount(r, 2)} to change, {gone} to destroy.",
        gone > 0,
    )


@task("[UFW AUDIT INVALID]", "iptables: Flushing firewall rules")
def firewall_line(r: R) -> Made:
    source, protocol = address(r), pick(r, "TCP|TCP|UDP|ICMP")
    port = r.choice([22, 443, r.randint(1, 65535)])
    tail = "TYPE=8 CODE=0" if protocol == "ICMP" else f"SPT={r.randint(1024, 65535)} DPT={port}"
    line = f"[UFW BLOCK] IN=eth{r.randrange(3)} OUT= SRC={source} DST={address(r)} LEN={amount(r, 3)} PROTO={protocol}"
    return f"{line} {tail}", f"{source} -> {protocol.lower()}{'' if protocol == 'ICMP' else f'/{port}'}"


@task("arn:", "anonymous")
def audited_name(r: R) -> Made:
    account, name = r.randrange(10**11, 10**12), pick(r, USERS)
    kind = pick(r, ["user/", "user/", "user/ops/eu/", "role/service/", "role/"])
    return f"arn:aws:iam::{account}:{kind}{name}", f"{name} ({kind.partition('/')[0]})"


@task("commit a1b2c3d", "Author: Zoë <z@example.org>")
def commit_subject(r: R) -> Made:
    refs = pick(r, ["", "", "", "(HEAD -> main, origin/main) ", "(tag: v1.4.0) "])
    subject = pick(r, [*SHIPPED.split("|"), f"Close #{amount(r, 4)}", f"Port {word(r)} to v{amount(r, 1)}"])
    return f"{digest(r)} {refs}{subject}", subject


@task("nothing to commit, working tree clean")
def lines_gained(r: R) -> Made:
    files, more, less = (
        amount(r, 2),
        r.choice([0, amount(r), amount(r)]),
        r.choice([0, amount(r), amount(r, 3)]),
    )
    more += not more + less
    parts = [(files, "file", " changed"), (more, "insertion", "(+)"), (less, "deletion", "(-)")]
    return ", ".join(f"{n} {noun}{'s' * (n > 1)}{tail}" for n, noun, tail in parts if n), more - less


@task("Merge branch 'main'", "WIP")
def commit_scope(r: R) -> Made:
    kind, scope = (
        pick(r, "feat|fix|chore|docs|refactor"),
        pick(r, ["", "api", "cart-ui", "deps", "i18n", "core/db"]),
    )
    return f"{kind}{f'({scope})' if scope else ''}{pick(r, ['', '', '!'])}: {pick(r, SHIPPED)}", scope or None


@task("connect from unknown[10.0.0.7]")
def mail_delivery(r: R) -> Made:
    to = f"{pick(r, 'anna|j.doe|info|max+news')}@{word(r)}.{pick(r, 'org|co.uk|de')}"
    state = pick(
        r, "sent (250 2.0.0 Ok)|sent (250 Ok)|deferred (connect timed out)|bounced (550 5.1.1 unknown user)"
    )
    tail = f"relay=mx{amount(r, 1)}.example.net[{address(r)}]:25, delay={amount(r, 2)}, status={state}"
    aside = pick(r, ["", "", f"orig_to=<{word(r)}>, "])
    return f"{digest(r, 10).upper()}: to=<{to}>, {aside}{tail}", f"{state.split()[0]}: {to}"


@task("curl: (6) Could not resolve host")
def secret_masked(r: R) -> Made:
    secret = digest(r, r.choice([8, 16, 24]))
    head = f"{pick(r, 'GET|POST')} https://api.example.org{pick(r, PATHS)}?{pick(r, ['', 'user=zoë&', 'v=2&'])}token="
    tail = pick(r, ["", "", f"&page={amount(r, 2)}", f" {amount(r, 3)}ms"])
    return f"{head}{secret}{tail}", f"{head}***{tail}"


@task("no events")
def levels_counted(r: R) -> Made:
    levels = [pick(r, "INFO|WARN|ERROR|ERROR") for _ in range(r.randint(2, 6))]
    text = "\n".join(
        f"10:{r.randint(8 * i, 8 * i + 7):02d} {level} {pick(r, SAYINGS)}" for i, level in enumerate(levels)
    )
    return text, f"errors: {levels.count('ERROR')}, warnings: {levels.count('WARN')}"


@task("no events")
def log_span_seconds(r: R) -> Made:
    first, gaps = a_moment(r), [0, *(amount(r, 4) for _ in range(r.randint(1, 4)))]
    moments = [first + timedelta(seconds=sum(gaps[: i + 1])) for i in range(len(gaps))]
    return "\n".join(f"{at:%Y-%m-%d %H:%M:%S} {pick(r, SAYINGS)}" for at in moments), sum(gaps)


@task("DHCPDISCOVER", "dhcpd: no free leases")
def lease_hardware(r: R) -> Made:
    pairs = [digest(r, 2) for _ in range(6)]
    host = pick(r, ["", " (Zoes-iPhone)", " (printer)", f" ({word(r)})"])
    return f"DHCPACK on {address(r)} to {':'.join(pairs)}{host} via eth0", "-".join(pairs).upper()


@task(("auth", "latest", "prod"))
def release_name(r: R) -> Made:
    service, stage = pick(r, SERVICES), pick(r, ["prod", "prod", "staging", "dev"])
    version = f"{amount(r, 1)}.{amount(r, 2)}.{r.choice([0, amount(r, 2)])}{pick(r, ['', '', '', '-rc1'])}"
    tail = "" if stage == "prod" else f" ({stage})"
    return (service, f"{pick(r, ['v', 'v', ''])}{version}", stage), f"{service}@{version}{tail}"


@task(("-", 200, "GET /"))
def alert_line(r: R) -> Made:
    took, status, asked = (
        amount(r, 5),
        r.choice([200, 200, 404, 500, 503]),
        f"{pick(r, 'GET|POST')} {pick(r, PATHS)}",
    )
    said = "failed" if status >= 500 else "rejected" if status >= 400 else "ok"
    return (took, status, asked), f"{asked} {said} in {took / 1000:.3f} s"
