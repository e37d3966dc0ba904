"""Dates and times as systems and countries write them: shifts, zones, durations, ranges, labels, differences."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from random import Random as R

from benchmarks.pbe_tasks.making import Made, a_day, a_moment, pick, task

GERMAN = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
FRENCH = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
SPANISH = "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
ROMAN = "I|II|III|IV|V|VI|VII|VIII|IX|X|XI|XII"
TEAMS = "Platform on-call|Payroll|Board review|Stand-up|Q&A with J. O'Neill|Déjà-vu retro|1:1"


def month_of(names: str, day: date) -> str:
    """The name of the day's month, of names between bars."""
    return names.split("|")[day.month - 1]


def month_start(day: date, months: int = 0) -> date:
    """The first of the month so many months on."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def month_end(day: date) -> date:
    """The last day of the month."""
    return month_start(day, 1) - timedelta(1)


def spoken(minutes: int) -> str:
    """1h 20m, 45m, 3h."""
    hours, rest = divmod(minutes, 60)
    return " ".join(part for part in (f"{hours}h" * (hours > 0), f"{rest}m" * (rest > 0)) if part) or "0m"


def twelve(moment: datetime) -> str:
    """9:05 AM."""
    return f"{(moment.hour + 11) % 12 + 1}:{moment:%M %p}"


def clock(minutes: int) -> str:
    """09:05, of the minutes since midnight."""
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


@task("irgendwann", "")
def german_long_to_iso(r: R) -> Made:
    d = a_day(r)
    return f"{d.day}. {month_of(GERMAN, d)} {d.year}", d.isoformat()


@task("bientôt")
def french_long_to_iso(r: R) -> Made:
    d = a_day(r)
    day = "1er" if d.day == 1 else str(d.day)
    return f"{day} {month_of(FRENCH, d)} {d.year}", d.isoformat()


@task()
def iso_to_spanish(r: R) -> Made:
    d = a_day(r)
    return d.isoformat(), f"{d.day} de {month_of(SPANISH, d)} de {d.year}"


@task("2021-03-07")
def japanese_to_iso(r: R) -> Made:
    d = a_day(r)
    return f"{d.year}年{d.month}月{d.day}日", d.isoformat()


@task()
def korean_dots_to_iso(r: R) -> Made:
    d = a_day(r)
    return f"{d.year}. {d.month}. {d.day}.", d.isoformat()


@task()
def buddhist_year(r: R) -> Made:
    d = a_day(r)
    return f"{d.day}/{d.month}/{d.year + 543}", d.isoformat()


@task()
def roman_month(r: R) -> Made:
    d = a_day(r)
    return f"{d.day} {month_of(ROMAN, d)} {d.year}", f"{d:%d.%m.%Y}"


@task("2021-W60-1", "week 7")
def week_day_to_date(r: R) -> Made:
    d = a_day(r)
    year, week, day = d.isocalendar()
    return f"{year}-W{week:02d}-{day}", d.isoformat()


@task()
def week_label_monday(r: R) -> Made:
    year, week, _ = a_day(r).isocalendar()
    return f"KW {week}/{year}", f"{date.fromisocalendar(year, week, 1):%d.%m.%Y}"


@task()
def ordinal_date_to_iso(r: R) -> Made:
    d = a_day(r)
    return f"{d:%Y-%j}", d.isoformat()


@task()
def sap_stamp(r: R) -> Made:
    m = a_moment(r)
    return (f"{m:%Y%m%d}", f"{m:%H%M%S}"), f"{m:%Y-%m-%dT%H:%M:%S}"


@task()
def exif_to_name(r: R) -> Made:
    m = a_moment(r)
    return f"{m:%Y:%m:%d %H:%M:%S}", f"IMG_{m:%Y%m%d_%H%M%S}.jpg"


@task()
def ics_stamp_to_text(r: R) -> Made:
    m = a_moment(r)
    if r.random() < 0.3:
        return f"DTSTART;VALUE=DATE:{m:%Y%m%d}", f"{m:%Y-%m-%d}"
    return f"DTSTART:{m:%Y%m%dT%H%M%S}Z", f"{m:%Y-%m-%d %H:%M}"


@task()
def asctime_to_iso(r: R) -> Made:
    m = a_moment(r)
    return f"{m:%a %b} {m.day:2d} {m:%H:%M:%S} {m.year}", f"{m:%Y-%m-%dT%H:%M:%S}"


@task()
def unix_date_output(r: R) -> Made:
    m = a_moment(r)
    return f"{m:%a %b} {m.day:2d} {m:%H:%M:%S} {pick(r, 'UTC|CET|EST|PDT')} {m.year}", f"{m.day} {m:%b %Y}"


@task()
def us_moment_to_iso(r: R) -> Made:
    m = a_moment(r)
    return f"{m.month}/{m.day}/{m.year} {twelve(m)}", f"{m:%Y-%m-%d %H:%M}"


@task("noon")
def lax_clock(r: R) -> Made:
    m = a_moment(r)
    hour, mark = (m.hour + 11) % 12 + 1, "am" if m.hour < 12 else "pm"
    if r.random() < 0.3:
        return f"{hour}{mark}", f"{m.hour:02d}:00"
    return f"{hour}:{m:%M}{mark}", f"{m:%H:%M}"


@task()
def military_to_twelve(r: R) -> Made:
    m = a_moment(r)
    return f"{m:%H%M} hrs", twelve(m)


@task("25h10")
def french_clock(r: R) -> Made:
    m = a_moment(r)
    if r.random() < 0.3:
        return f"{m.hour}h", f"{m.hour:02d}:00"
    return f"{m.hour}h{m:%M}", f"{m:%H:%M}"


@task()
def offset_minutes(r: R) -> Made:
    m, off = a_moment(r), r.choice([-480, -300, -210, 0, 60, 120, 330, 345, 540])
    zone = f"{'-' if off < 0 else '+'}{abs(off) // 60:02d}:{abs(off) % 60:02d}"
    return f"{m:%Y-%m-%dT%H:%M:%S}{zone}", off


@task()
def compact_offset_to_utc(r: R) -> Made:
    m, off = a_moment(r), r.choice([-480, -300, 0, 60, 120, 330, 540])
    zone = f"{'-' if off < 0 else '+'}{abs(off) // 60:02d}{abs(off) % 60:02d}"
    return f"{m:%d/%b/%Y:%H:%M:%S} {zone}", f"{m - timedelta(minutes=off):%Y-%m-%dT%H:%M:%SZ}"


@task()
def utc_to_singapore(r: R) -> Made:
    m = a_moment(r)
    return f"{m:%Y-%m-%dT%H:%M:%SZ}", f"{m + timedelta(hours=8):%Y-%m-%d %H:%M} SGT"


@task()
def epoch_to_offset(r: R) -> Made:
    m, hours = a_moment(r), r.choice([-7, -5, 0, 1, 3, 9])
    at = int(m.replace(tzinfo=UTC).timestamp())
    return (at, hours), datetime.fromtimestamp(at, timezone(timedelta(hours=hours))).strftime(
        "%Y-%m-%d %H:%M"
    )


@task()
def fractional_epoch(r: R) -> Made:
    m = a_moment(r)
    at = int(m.replace(tzinfo=UTC).timestamp())
    return f"{at}.{r.randrange(10 ** r.choice([3, 6])):03d}", f"{m:%H:%M:%S}"


@task()
def epoch_seconds_or_millis(r: R) -> Made:
    m = a_day(r, 2005, 2030)
    at = int(datetime(m.year, m.month, m.day, tzinfo=UTC).timestamp()) + r.randrange(86400)
    return str(at if r.random() < 0.5 else at * 1000 + r.randrange(1000)), m.isoformat()


@task("soon", "about an hour")
def spoken_to_minutes(r: R) -> Made:
    h, m = r.choice([0, 0, 1, 1, 2, 5, 11]), r.randrange(0, 60)
    if not h:
        m = max(m, 1)
    hours = f"{h} hour{'s' * (h != 1)}" if h else ""
    minutes = f"{m} minute{'s' * (m != 1)}" if m else ""
    return " ".join(part for part in (hours, minutes) if part), 60 * h + m


@task()
def minutes_to_spoken(r: R) -> Made:
    n = r.choice([r.randrange(1, 60), r.randrange(1, 12) * 60, r.randrange(61, 900)])
    return n, spoken(n)


@task("")
def days_hours_to_hours(r: R) -> Made:
    d, h = r.randrange(0, 15), r.randrange(1, 24)
    return f"{d}d {h}h" if d else f"{h}h", 24 * d + h


@task("P1X")
def iso_duration_to_seconds(r: R) -> Made:
    h, m, s = r.choice([0, 0, 1, 4, 12]), r.choice([0, 5, 17, 45]), r.choice([0, 0, 9, 30])
    if not h + m + s:
        m = 1
    parts = "".join(f"{n}{unit}" for n, unit in ((h, "H"), (m, "M"), (s, "S")) if n)
    return f"PT{parts}", 3600 * h + 60 * m + s


@task()
def video_length_to_seconds(r: R) -> Made:
    h, m, s = r.choice([0, 0, 1, 2]), r.randrange(60), r.randrange(60)
    return f"{h}:{m:02d}:{s:02d}" if h else f"{m}:{s:02d}", 3600 * h + 60 * m + s


@task()
def total_of_durations(r: R) -> Made:
    each = [r.choice([15, 20, 30, 45, 60, 75, 90, 150]) for _ in range(r.randint(1, 5))]
    return ", ".join(map(spoken, each)), sum(each)


@task("Q5 2020")
def quarter_to_first_day(r: R) -> Made:
    q, year = r.randint(1, 4), r.randint(1995, 2034)
    return f"Q{q} {year}", date(year, 3 * q - 2, 1).isoformat()


@task()
def quarter_to_last_day(r: R) -> Made:
    q, year = r.randint(1, 4), r.randint(1995, 2034)
    return f"{year}-Q{q}", f"{month_end(date(year, 3 * q, 1)):%d %b %Y}"


@task()
def fiscal_quarter_april(r: R) -> Made:
    d = a_day(r)
    start = month_start(d, -3)
    return d.isoformat(), f"FY{start.year % 100:02d} Q{(start.month + 2) // 3}"


@task()
def half_year(r: R) -> Made:
    d = a_day(r)
    return f"{d:%d %b %Y}", f"H{1 if d.month < 7 else 2}/{d.year}"


@task()
def previous_month_label(r: R) -> Made:
    d = a_day(r)
    return d.isoformat(), f"{month_start(d, -1):%B %Y}"
