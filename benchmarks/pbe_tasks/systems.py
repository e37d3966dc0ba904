"""What operators, testers, network and data people ask about their logs and lists."""

from __future__ import annotations

from random import Random as R

from benchmarks.pbe_tasks.making import Made, a_day, a_moment, amount, pick, some, task, word

HOSTS = "web-01|db.example.org|k8s-node-7|mail|edge-fra-2.example.net|localhost"
PATHS = "/var/log|/home|/|/srv/data-01|/boot/efi|/mnt/back up"
FILES = "app.py|models/user.py|utils/__init__.py|tests/test_api.py|a-b/run.py"
WORK = "Fix login redirect|Bump deps (#412)|Merge branch 'dev'|Add CSV export: phase 2|typo|Révision du texte"
PEOPLE = "Anna-Lena|Jörg B.|+49 170 1234567|mum|Dr. O'Neil|李明"
CHAT = "Bin da!|ok: see you at 10:30|👍|Can you send it (again)?|<Media omitted>|yes - tomorrow"
OPENINGS = (
    "e4 e5 Nf3 Nc6 Bb5 a6 Ba4 Nf6 O-O Be7|d4 d5 c4 e6 Nc3 Nf6 Bg5 Be7 e3 O-O|e4 c5 Nf3 d6 d4 cxd4 Nxd4 Nf6 Nc3 a6|"
    "c4 e5 Nc3 Nf6 g3 d5 cxd5 Nxd5 Bg2 Nb6|e4 d5 exd5 Qxd5 Nc3 Qa5 d4 Nf6 Nf3 Bf5|e4 e5 Bc4 Nf6 d3 Bc5 Bxf7+ Kxf7"
)
COLUMNS = "id|name|user_id|created_at|total|email|qty|country"


def address(r: R) -> str:
    """An IPv4 address."""
    return ".".join(str(r.randint(1, 254)) for _ in range(4))


def version(r: R) -> tuple[int, int, int]:
    """Major, minor, patch."""
    return r.randint(1, 24), r.randint(0, 30), amount(r, 2)


def clock(seconds: int) -> str:
    """01:02:03."""
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


@task("# m h dom mon dow command", "MAILTO=root")
def crontab_time(r: R) -> Made:
    hour, minute, days = r.randrange(24), r.randrange(0, 60, 5), pick(r, "* * *|* * 1-5|1 * *|* * 0")
    job = pick(r, "/usr/bin/backup --full|root run-parts /etc/cron.daily|php /srv/app/artisan queue:run 2>&1")
    return f"{minute} {hour} {days} {job}", f"{hour:02d}:{minute:02d}"


@task("fatal: not a git repository", "commit")
def oneline_subject(r: R) -> Made:
    refs = pick(r, ["", "", "", "(HEAD -> main) ", "(tag: v1.2.0, origin/main) ", "(dev) "])
    text = pick(r, WORK)
    return f"{r.randrange(16**6, 16**7):07x} {refs}{text}", text


@task("fatal: bad revision", "")
def numstat_net(r: R) -> Made:
    path = pick(r, FILES + "|img/{a => b}/logo.png")
    if r.random() < 0.2:
        return f"-\t-\timg/{word(r)}.png", None
    added, gone = r.choice([0, amount(r, 4)]), r.choice([0, amount(r, 3), amount(r, 3)])
    return f"{added}\t{gone}\t{path}", added - gone


@task("diff --git a/x b/x", "+++ b/src/app.py")
def hunk_new_lines(r: R) -> Made:
    old, new = amount(r, 4), amount(r, 4)
    was, now = r.choice([1, r.randint(2, 40)]), r.choice([1, r.randint(2, 60), r.randint(2, 60)])
    left, right = (f"{at}" + (f",{count}" if count > 1 else "") for at, count in ((old, was), (new, now)))
    more = pick(r, ["", "", " def run(self):", " class A(B, C):", " int main(void) {"])
    return f"@@ -{left} +{right} @@{more}", f"{new}-{new + now - 1}"


@task("Traceback (most recent call last):", "    raise ValueError(x)")
def python_frame(r: R) -> Made:
    path, line = pick(r, FILES), amount(r, 4)
    name, root = pick(r, "run|<module>|__init__|Cart.add|<lambda>"), pick(r, "/app/|/usr/lib/python3.12/|")
    return f'  File "{root}{path}", line {line}, in {name}', f"{name} ({path.rsplit('/', 1)[-1]}:{line})"


@task("Caused by: java.io.IOException: closed", "... 12 more")
def java_frame(r: R) -> Made:
    kind, call = pick(r, "Cart|Foo$Bar|HttpClientImpl|OrderService"), pick(r, "run|add|lambda$main$0|<init>")
    where = f"{kind.split('$')[0]}.java:{amount(r, 4)}" if r.random() < 0.8 else "Native Method"
    package = f"{pick(r, ['', '', 'java.base/'])}{pick(r, 'com.acme.shop|org.x|jdk.internal.reflect')}"
    return f"\tat {package}.{kind}.{call}({where})", f"{kind}.{call}"


@task("PING 10.0.0.1 (10.0.0.1): 56 data bytes", "--- statistics ---")
def ping_time(r: R) -> Made:
    if r.random() < 0.2:
        return f"Request timeout for icmp_seq {amount(r, 3)}", None
    time = r.choice([amount(r, 3), r.randint(1, 999) / 10, r.randint(1, 999) / 1000])
    line = f"64 bytes from {address(r)}: icmp_seq={amount(r, 3)} ttl={r.choice([57, 64, 128, 255])} time={time} ms"
    return line, float(time)


@task("Filesystem Size Used Avail Use% Mounted on", "df: /media: Permission denied")
def disk_usage_note(r: R) -> Made:
    size, used = r.randint(10, 999), r.randint(0, 100)
    disk, path = pick(r, "/dev/sda1|tmpfs|/dev/mapper/vg0-root|nas:/vol1"), pick(r, PATHS)
    unit = pick(r, "G|T|M")
    full = size * used // 100
    cells = f"{disk:<22} {size:>4}{unit} {full:>4}{unit} {size - full:>4}{unit} {used:>3}% {path}"
    return cells, f"{path}: {used}% full"


@task("total 48", "ls: cannot access 'x'")
def listing_octal_mode(r: R) -> Made:
    mode = r.choice([0o644, 0o755, 0o600, 0o640, 0o664, 0o444, 0o775, 0o711, r.randrange(512)])
    flags = "".join(c if mode >> (8 - i) & 1 else "-" for i, c in enumerate("rwxrwxrwx"))
    name = pick(r, "notes.txt|my file.txt|.ssh|run-all.sh|データ")
    line = f"{pick(r, '-|-|d')}{flags} {r.randint(1, 9)} {pick(r, 'root|anna')} {pick(r, 'www|staff')} {amount(r, 6)}"
    return f"{line} {a_day(r):%b %d} {clock(r.randrange(86400))[:5]} {name}", f"{mode:03o}"


@task("reboot   system boot", "USER TTY FROM LOGIN@")
def uptime_minutes(r: R) -> Made:
    days, minutes = r.choice([0, 1, amount(r, 3), amount(r, 3)]), r.randrange(60, 1440)
    shown = f"{days} day{'s' * (days > 1)}, " if days else ""
    users = r.randint(1, 9)
    line = f"{clock(r.randrange(86400))} up {shown}{minutes // 60}:{minutes % 60:02d}, {users} user{'s' * (users > 1)}"
    return line, 1440 * days + minutes


@task("Messages and calls are end-to-end encrypted.", "— Today —")
def chat_line_reformatted(r: R) -> Made:
    when, who, what = a_moment(r), pick(r, PEOPLE), pick(r, CHAT)
    return f"[{when:%d.%m.%y, %H:%M:%S}] {who}: {what}", f"{who} ({when:%H:%M}): {what}"


@task("WEBVTT", "NOTE recorded live")
def cue_seconds(r: R) -> Made:
    start, length = r.randrange(7200000), r.randint(5, 90) * 100

    def shown(ms: int) -> str:
        return f"{clock(ms // 1000)}.{ms % 1000:03d}"

    more = pick(r, ["", "", "", " align:start position:10%"])
    return f"{shown(start)} --> {shown(start + length)}{more}", length / 1000


@task("No METAR for XXXX", "TAF EDDF 141100Z")
def airport_wind(r: R) -> Made:
    place = (
        f"{pick(r, 'EDDF|KJFK|EGLL|ZSPD')} {r.randint(1, 28):02d}{r.randrange(24):02d}{r.choice([20, 50])}Z"
    )
    way, speed = 10 * r.randint(1, 36), r.randint(3, 40)
    gust = speed + r.randint(10, 20) if r.random() < 0.35 else 0
    sky = f"{pick(r, '9999 FEW040|CAVOK|4000 -RA BKN012|10SM CLR')} {r.randint(10, 30)}/{r.randint(0, 9):02d}"
    answer = f"{way}° {speed} kt, gusts {gust} kt" if gust else f"{way}° {speed} kt"
    return f"{place} {way:03d}{speed:02d}{f'G{gust}' if gust else ''}KT {sky}", answer


@task("-- MARK --", "Mar 14 10:11:12 web-01 sshd[12]: ok")
def syslog_facility_severity(r: R) -> Made:
    priority, text = r.randrange(192), f"{pick(r, HOSTS)} {pick(r, 'sshd|su|app')}: {word(r)}"
    return f"<{priority}>{a_moment(r):%b %d %H:%M:%S} {text}", [priority // 8, priority % 8]


@task(";; ANSWER SECTION:", ";; connection timed out; no servers could be reached")
def resolver_answer(r: R) -> Made:
    name, kind = pick(r, "www.example.org.|example.net.|_sip._tcp.example.com."), pick(r, "A|CNAME|MX|NS")
    target = pick(r, "mail.example.net|ns1.example.org|edge-7.cdn.example.com")
    data = {"A": address(r), "MX": f"{r.choice([5, 10, 20])} {target}."}.get(kind, f"{target}.")
    return f"{name}\t{amount(r, 5)}\tIN\t{kind}\t{data}", f"{kind} {data.rstrip('.')}"


@task("Building configuration...", "% Invalid input detected")
def interface_state(r: R) -> Made:
    port = f"{pick(r, 'Gi1|Te2')}/0/{r.randint(1, 48)}" if r.random() < 0.8 else f"Vlan{amount(r, 4)}"
    state, line = pick(r, ["up/up", "up/down", "down/down", "administratively down/down"]).split("/")
    note = pick(r, ["", " (connected)" if line == "up" else " (notconnect)"])
    return f"{port} is {state}, line protocol is {line}{note}", f"{port}: {state}/{line}"


@task("-- No entries --", "kernel: martian source")
def firewall_flow(r: R) -> Made:
    kind, start, end = pick(r, "TCP|UDP|UDP|TCP|ICMP"), address(r), address(r)
    port = amount(r, 5) + 20
    ports = "TYPE=8 CODE=0" if kind == "ICMP" else f"SPT={r.randint(1024, 65535)} DPT={port}"
    head = f"[UFW BLOCK] IN={pick(r, 'eth0|wg0')} OUT= SRC={start} DST={end} LEN={amount(r, 3) + 40} TTL=57"
    return f"{head} PROTO={kind} {ports}", f"{start} -> {end}" + ("" if kind == "ICMP" else f":{port}")


@task("PORTS", "Created")
def published_port(r: R) -> Made:
    inside = amount(r, 5) % 65535 + 1
    if r.random() < 0.25:
        return f"{inside}/tcp", None
    port = amount(r, 5) % 65535 + 1
    also = f", [::]:{port}->{inside}/tcp" if r.random() < 0.5 else ""
    return f"{pick(r, '0.0.0.0|127.0.0.1')}:{port}->{inside}/tcp{also}", port


@task("Stream #0:0: Audio: mp3", "N/A")
def media_seconds(r: R) -> Made:
    seconds, part = r.choice([r.randrange(600), r.randrange(9000)]), r.randrange(100)
    line = f"  Duration: {clock(seconds)}.{part:02d}, start: 0.{r.randrange(10**6):06d}, bitrate: {amount(r, 4)} kb/s"
    return line, float(f"{seconds}.{part:02d}")


@task("1..42", "# Subtest: parser")
def tap_real_failure(r: R) -> Made:
    failed, excuse = r.random() < 0.6, pick(r, ["", "", "", " # TODO flaky on CI", " # SKIP no database"])
    text = pick(r, "parses an empty file|reads ok|login is not ok twice|rounds 2.5|no # of items")
    return f"{'not ok' if failed else 'ok'} {amount(r, 4)} - {text}{excuse}", failed and not excuse


@task("<unknown>", "AGE")
def pod_age_minutes(r: R) -> Made:
    first = r.randrange(3)
    days, hours, minutes = r.randint(1, 400), r.randint(1, 23), r.randint(1, 59)
    parts = [(days, "d", 1440), (hours, "h", 60), (minutes, "m", 1)][first : first + r.choice([1, 2, 2])]
    return "".join(f"{n}{unit}" for n, unit, _ in parts), sum(n * size for n, _, size in parts)


@task("$GPGSV,3,1,11", "no signal")
def gps_sentence_time(r: R) -> Made:
    when, part = clock(r.randrange(86400)), pick(r, ["", ".00", ".500"])
    place = f"{r.randrange(90):02d}{r.randrange(60):02d}.{amount(r, 3):03d},{pick(r, 'N|S')}"
    place += f",{r.randrange(180):03d}{r.randrange(60):02d}.{amount(r, 3):03d},{pick(r, 'E|W')}"
    return f"${pick(r, 'GP|GN')}GGA,{when.replace(':', '')}{part},{place},1,{r.randint(4, 14):02d},0.9", when


@task("latest", "workspace:*")
def caret_range_bounds(r: R) -> Made:
    major, minor, patch = version(r)
    beta = pick(r, ["", "", "", "", "-beta.1", "-rc.2"])
    return f"^{major}.{minor}.{patch}{beta}", [f">={major}.{minor}.{patch}{beta}", f"<{major + 1}.0.0"]


@task("any", "10.0.0.0/8")
def address_range_ends(r: R) -> Made:
    net, low = ".".join(str(r.randint(1, 254)) for _ in range(3)), r.randint(1, 200)
    high, full = r.randint(low + 1, 254), r.random() < 0.6
    return f"{net}.{low}-{f'{net}.' if full else ''}{high}", [f"{net}.{low}", f"{net}.{high}"]


@task("any", "!ssh")
def ports_expanded(r: R) -> Made:
    parts, ports = [], []
    for start in sorted(r.sample(range(20, 9999, 11), r.randint(1, 4))):
        more = r.choice([0, 0, r.randint(1, 4)])
        parts.append(f"{start}-{start + more}" if more else f"{start}")
        ports += range(start, start + more + 1)
    return ",".join(parts), ports


@task("auto", "inherit")
def css_sides(r: R) -> Made:
    sides = [
        pick(r, ["0", f"{amount(r, 2)}px", f"{amount(r, 1)}.5rem", "auto"]) for _ in range(r.randint(1, 4))
    ]
    top, right = sides[0], sides[min(1, len(sides) - 1)]
    bottom, left = sides[2] if len(sides) > 2 else top, sides[3] if len(sides) > 3 else right
    return f"margin: {' '.join(sides)};", [top, right, bottom, left]


@task("font-family: inherit", "color: red;")
def font_stack(r: R) -> Made:
    fonts = some(r, '"Open Sans"|Arial|\'Noto Sans JP\'|Georgia|"Fira Code"|system-ui', 1, 4)
    fonts.append(pick(r, "sans-serif|serif|monospace"))
    return f"font-family: {', '.join(fonts)};", [font.strip("'\"") for font in fonts]


@task("DELETE FROM t", "BEGIN;")
def query_column_names(r: R) -> Made:
    names = some(r, COLUMNS, 1, 5)
    shown = [pick(r, [n, n, f"t.{n}", f"x_{n[:2]} AS {n}", f"max(t.{n[0]}) AS {n}"]) for n in names]
    return f"SELECT {', '.join(shown)} FROM {pick(r, 'orders|shop.users')} t", names


@task("GROUP BY id", "LIMIT 10")
def order_by_as_signs(r: R) -> Made:
    names = some(r, COLUMNS, 1, 4)
    ways = [pick(r, ["", "", " DESC", " ASC"]) for _ in names]
    answer = ",".join(("-" if way == " DESC" else "") + name for name, way in zip(names, ways, strict=True))
    return "ORDER BY " + ", ".join(map(str.__add__, names, ways)), answer


@task("*.md", "LICENSE")
def braces_expanded(r: R) -> Made:
    head, tail = f"{pick(r, 'src/|docs/v2/|')}{word(r)}", pick(r, ".ts|.test.js|/index.html")
    middles = some(r, "a|b|-old|_x|en-GB|2024", 2, 4)
    return f"{head}{{{','.join(middles)}}}{tail}", [f"{head}{middle}{tail}" for middle in middles]


@task("service=orders", "sslmode")
def dsn_port(r: R) -> Made:
    port = r.randint(1024, 65535) if r.random() < 0.8 else None
    parts = [f"host={pick(r, HOSTS)}", f"dbname={pick(r, 'shop|report_db')}", f"user={pick(r, 'app|anna_l')}"]
    parts += [f"port={port}"] if port else []
    parts += ["connect_timeout=10"] if r.random() < 0.3 else []
    return " ".join(r.sample(parts, len(parts))), port


@task("w KQkq - 0 1", "startpos")
def chess_rank_squares(r: R) -> Made:
    text = squares = ""
    while len(squares) < 8:
        empty = r.randint(1, 8 - len(squares)) if text[-1:] not in "12345678" and r.random() < 0.5 else 0
        text, part = (f"{text}{empty}", "." * empty) if empty else (text + (p := pick(r, [*"PNBRQpnbrq"])), p)
        squares += part
    return text, squares


@task('[Event "Club"]', "1-0")
def chess_moves_only(r: R) -> Made:
    moves = pick(r, OPENINGS).split()[: r.randint(2, 10)]
    text = " ".join(f"{i // 2 + 1}. {move}" if i % 2 == 0 else move for i, move in enumerate(moves))
    return text, moves


@task("no ticket", "Sprint 12")
def ticket_keys(r: R) -> Made:
    project, many = pick(r, "SHOP|OPS|A11Y|WEB2"), r.choice([1, 2, 2, 3, 4])
    numbers = [str(amount(r, 4)) for _ in range(many)]
    return f"{project}-{'/'.join(numbers)}", [f"{project}-{n}" for n in numbers]


@task("# Owners of the site", "")
def code_owners(r: R) -> Made:
    owners = some(r, "acme/api|jo|acme/web-team|m-kaya|Ngozi92", 1, 3)
    note = pick(r, ["", "", "  # on call"])
    return f"{pick(r, 'src/api/**|*.md|/docs/|*')} {' '.join('@' + owner for owner in owners)}{note}", owners


@task("\tgcc -o app main.o", "CC := gcc")
def make_prerequisites(r: R) -> Made:
    needed = some(r, "main.o|lib/io.o|config.mk|data.csv|gen-tables.py", 0, 4)
    order = pick(r, ["", "", "", " | build", " | out tmp"])
    return f"{pick(r, 'all|app|build/report.pdf|%.html')}:{''.join(f' {n}' for n in needed)}{order}", needed


@task("# pinned by hand", "-r base.txt")
def requirement_specifiers(r: R) -> Made:
    a, b, c = version(r)
    specs = pick(
        r, ["", f"=={a}.{b}.{c}", f">={a}.{b}", f">={a}.{b},<{a + 1}", f">={a},!={a}.{b}.{c},<{a + 2}"]
    )
    name, marker = (
        pick(r, "requests[socks]|numpy|zope.interface|Django"),
        pick(r, ["", "", '; python_version < "3.9"']),
    )
    return f"{name}{specs}{marker}", specs.split(",") if specs else []


@task("google-site-verification=abc", "v=DKIM1; k=rsa")
def mail_policy_includes(r: R) -> Made:
    found = some(r, "_spf.example.com|mailgun.example.org|spf.example.net|servers.example.io", 0, 3)
    terms = [f"include:{name}" for name in found]
    terms.insert(r.choice([0, len(terms)]), pick(r, ["mx", "a", f"ip4:{address(r)}", f"ip4:{address(r)}/28"]))
    return f"v=spf1 {' '.join(terms)} {pick(r, '-all|~all')}", found


@task("HttpOnly", "Cookie: sid=1")
def cookie_flags(r: R) -> Made:
    flags = some(r, "HttpOnly|Secure|Partitioned", 0, 3)
    pairs = some(r, "Path=/|Max-Age=3600|SameSite=Lax|Domain=example.org", 0, 3)
    first = f"Set-Cookie: {pick(r, 'sid|csrf')}={word(r)}{amount(r, 3)}"
    return "; ".join([first, *pairs, *flags]), flags


@task(("", ""), ("no header", "no header"))
def columns_missing(r: R) -> Made:
    wanted = some(r, COLUMNS, 3, 7)
    gone = set(r.sample(wanted, r.choice([0, 1, 1, 2])))
    return (",".join(wanted), ",".join(w for w in wanted if w not in gone)), [w for w in wanted if w in gone]


@task("ISA*00*          *00*", "SE*12*0001~")
def claim_party_name(r: R) -> Made:
    last, first = pick(r, "MÜLLER|O'BRIEN|DE LA CRUZ|LI|NOWAK-KAYA"), pick(r, "ANNA|JO|JEAN LUC|WEI")
    person, number = r.random() < 0.7, f"{pick(r, 'XX|MI|PI')}*{amount(r, 9)}~"
    if not person:
        firm = pick(r, "ST. MARY CLINIC|ACME-HEALTH|LAB 24 INC")
        return f"NM1*{pick(r, '85|PR')}*2*{firm}*****{number}", firm
    return (
        f"NM1*{pick(r, '82|IL|QC')}*1*{last}*{first}*{pick(r, ['', '', 'M'])}***{number}",
        f"{first} {last}",
    )


@task("MSH|^~\\&|LAB", "OBX|1|NM")
def patient_name(r: R) -> Made:
    last, first = pick(r, "Müller|O'Brien|de la Cruz|Nowak-Li"), pick(r, "Anna|José|Jean-Luc|Bo")
    middle = pick(r, ["", "", "^M", "^Marie"])
    number, born = f"{amount(r, 7)}^^^{pick(r, 'HOSP|CLINIC')}", a_day(r, 1930, 2020)
    return f"PID|1||{number}||{last}^{first}{middle}||{born:%Y%m%d}|{pick(r, 'F|M')}", f"{first} {last}"


@task("s3://logs/readme.txt", "s3://logs/")
def partition_day(r: R) -> Made:
    day, place = a_day(r, 2015, 2026), f"s3://{pick(r, 'logs|data-lake-eu')}/{pick(r, 'events|raw/orders')}"
    hour = f"/hour={r.randrange(24):02d}" if r.random() < 0.4 else ""
    return f"{place}/{day:year=%Y/month=%m/day=%d}{hour}/part-{amount(r, 4):05d}.parquet", f"{day}"


@task("*/*", "gzip, br")
def languages_accepted(r: R) -> Made:
    found = some(r, "de-CH|de|en|en-GB|fr|pt-BR|zh-Hant-TW", 1, 4)
    marks = ["", *(f";q=0.{9 - i}" for i in range(3))]
    return pick(r, [",", ", "]).join(map(str.__add__, found, marks)), found
