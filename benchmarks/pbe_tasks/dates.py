"""Dates and times: formats, parts, shifts, differences, ranges, rounding, ambiguity."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from random import Random as R

from benchmarks.pbe_tasks.making import Made, a_day, a_moment, pick, task


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th."""
    tail = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{tail}"


def later(start: date, months: int) -> date:
    """Months on, on the last day of the month where there is no such day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


@task("2024/03/05", "n/a", "")
def iso_to_us(r: R) -> Made:
    d = a_day(r)
    return d.isoformat(), f"{d:%m/%d/%Y}"


@task("2024-03-05")
def us_to_iso_padded(r: R) -> Made:
    d = a_day(r)
    return f"{d:%m/%d/%Y}", d.isoformat()


@task()
def european_to_long(r: R) -> Made:
    d = a_day(r)
    return f"{d:%d.%m.%Y}", f"{d:%B} {d.day}, {d.year}"


@task("soon")
def long_ordinal_to_iso(r: R) -> Made:
    d = a_day(r)
    return f"{d:%B} {ordinal(d.day)}, {d.year}", d.isoformat()


@task()
def iso_to_ordinal(r: R) -> Made:
    d = a_day(r)
    return d.isoformat(), f"{ordinal(d.day)} {d:%B %Y}"


@task()
def abbreviated_to_iso(r: R) -> Made:
    d = a_day(r)
    return f"{d:%d-%b-%Y}", d.isoformat()


@task()
def oracle_upper(r: R) -> Made:
    d = a_day(r, 2001, 2029)
    return f"{d:%d-%b-%y}".upper(), f"{d:%Y-%m-%d}"


@task()
def two_digit_year(r: R) -> Made:
    d = a_day(r, 1970, 2030)
    return f"{d.month}/{d.day}/{d:%y}", d.isoformat()


@task()
def weekday_long(r: R) -> Made:
    d = a_day(r)
    return f"{d:%A}, {d.day} {d:%B} {d.year}", f"{d:%d/%m/%Y}"


@task()
def weekday_added(r: R) -> Made:
    d = a_day(r)
    return d.isoformat(), f"{d:%a, %d %b %Y}"


@task("Thu, 32 Dec 2020 10:00:00 +0000")
def mail_date_to_iso(r: R) -> Made:
    m = a_moment(r)
    return format_datetime(m.replace(tzinfo=UTC)), f"{m:%Y-%m-%d %H:%M:%S}"


@task()
def compact_to_iso(r: R) -> Made:
    d = a_day(r)
    return f"{d:%Y%m%d}", d.isoformat()


@task()
def compact_moment(r: R) -> Made:
    m = a_moment(r)
    return f"{m:%Y%m%dT%H%M%S}Z", f"{m:%Y-%m-%d %H:%M:%S}"


@task()
def epoch_seconds(r: R) -> Made:
    m = a_moment(r)
    return str(int(m.replace(tzinfo=UTC).timestamp())), m.isoformat()


@task()
def epoch_milliseconds(r: R) -> Made:
    m = a_moment(r)
    return int(m.replace(tzinfo=UTC).timestamp()) * 1000, f"{m:%Y-%m-%d}"


@task()
def to_epoch(r: R) -> Made:
    m = a_moment(r)
    return f"{m:%Y-%m-%dT%H:%M:%S}Z", int(m.replace(tzinfo=UTC).timestamp())


@task()
def iso_week(r: R) -> Made:
    d = a_day(r)
    year, week, _ = d.isocalendar()
    return d.isoformat(), f"{year}-W{week:02d}"


@task()
def quarter(r: R) -> Made:
    d = a_day(r)
    return d.isoformat(), f"Q{(d.month + 2) // 3} {d.year}"


@task()
def quarter_of_month(r: R) -> Made:
    d = a_day(r)
    return f"{d:%b %Y}", f"{d.year}Q{(d.month + 2) // 3}"


@task()
def fiscal_year(r: R) -> Made:
    d = a_day(r)
    return d.isoformat(), f"FY{d.year + (d.month >= 10)}"


@task()
def year_part(r: R) -> Made:
    d = a_day(r)
    return f"{d:%d %B %Y}", d.year


@task()
def month_name(r: R) -> Made:
    d = a_day(r)
    return f"{d:%m/%d/%Y}", f"{d:%B}"


@task()
def month_number(r: R) -> Made:
    d = a_day(r)
    return f"{d:%d %b %Y}", d.month


@task()
def weekday_name(r: R) -> Made:
    d = a_day(r)
    return d.isoformat(), f"{d:%A}"


@task()
def day_of_year(r: R) -> Made:
    d = a_day(r)
    return d.isoformat(), d.timetuple().tm_yday


@task()
def days_in_month(r: R) -> Made:
    d = a_day(r)
    return d.isoformat(), calendar.monthrange(d.year, d.month)[1]


@task()
def weekend(r: R) -> Made:
    d = a_day(r)
    return d.isoformat(), d.weekday() >= 5


@task()
def clock_to_24(r: R) -> Made:
    m = a_moment(r)
    return f"{int(m.strftime('%I'))}:{m:%M %p}", f"{m:%H:%M}"


@task()
def clock_to_12(r: R) -> Made:
    m = a_moment(r)
    return f"{m:%H:%M}", f"{int(m.strftime('%I'))}:{m:%M} {'am' if m.hour < 12 else 'pm'}"


@task()
def clock_of_zone(r: R) -> Made:
    m, zone = a_moment(r), pick(r, "+02:00|-05:00|+00:00|+05:30")
    return f"{m:%Y-%m-%dT%H:%M:%S}{zone}", f"{m:%H:%M}"


@task()
def to_utc(r: R) -> Made:
    m, hours = a_moment(r), r.choice([-8, -5, 1, 2, 9])
    utc = m - timedelta(hours=hours)
    return f"{m:%Y-%m-%dT%H:%M:%S}{hours:+03d}:00", f"{utc:%Y-%m-%dT%H:%M:%S}Z"


@task()
def plus_thirty_days(r: R) -> Made:
    d = a_day(r)
    return d.isoformat(), (d + timedelta(30)).isoformat()


@task()
def plus_terms(r: R) -> Made:
    d, n = a_day(r), pick(r, [7, 10, 14, 30, 45, 60])
    return (d.isoformat(), n), (d + timedelta(n)).isoformat()


@task()
def net_terms(r: R) -> Made:
    d, n = a_day(r), pick(r, [7, 10, 14, 30, 45, 60])
    return (f"{d:%m/%d/%Y}", f"Net {n}"), f"{d + timedelta(n):%m/%d/%Y}"


@task()
def end_of_month(r: R) -> Made:
    d = a_day(r)
    return d.isoformat(), later(d.replace(day=1), 1).isoformat()[:0] + (
        later(d.replace(day=1), 1) - timedelta(1)
    ).isoformat()


@task()
def first_of_month(r: R) -> Made:
    d = a_day(r)
    return f"{d:%d/%m/%Y}", f"{d.replace(day=1):%d/%m/%Y}"


@task()
def next_monday(r: R) -> Made:
    d = a_day(r)
    return d.isoformat(), (d + timedelta(7 - d.weekday())).isoformat()


@task()
def week_beginning(r: R) -> Made:
    d = a_day(r)
    return d.isoformat(), f"{d - timedelta(d.weekday()):%d %b %Y}"


@task()
def three_months_on(r: R) -> Made:
    d = a_day(r)
    return d.isoformat(), later(d, 3).isoformat()


@task()
def a_year_later(r: R) -> Made:
    d = a_day(r)
    return (
        f"{d:%B} {d.day}, {d.year}",
        f"{later(d, 12):%B} {d.day if d.day < 29 else later(d, 12).day}, {d.year + 1}",
    )


@task()
def days_between(r: R) -> Made:
    a, n = a_day(r), r.randrange(1, 400)
    return (a.isoformat(), (a + timedelta(n)).isoformat()), n


@task()
def nights_of_stay(r: R) -> Made:
    a, n = a_day(r), r.randrange(1, 30)
    b = a + timedelta(n)
    return f"Check-in {a:%d %b %Y}, check-out {b:%d %b %Y}", n


@task()
def hours_between(r: R) -> Made:
    start, half = r.randrange(6 * 4, 12 * 4), r.randrange(1, 30)
    end = start + half
    return (f"{start // 4:02d}:{start % 4 * 15:02d}", f"{end // 4:02d}:{end % 4 * 15:02d}"), half / 4


@task()
def minutes_of_range(r: R) -> Made:
    start, length = r.randrange(5 * 60, 12 * 60), r.randrange(10, 600)
    end = start + length
    return f"{start // 60:02d}:{start % 60:02d}-{end // 60:02d}:{end % 60:02d}", length


@task("in May")
def range_in_month(r: R) -> Made:
    d = a_day(r)
    d = d.replace(day=r.randrange(1, 20))
    e = d.replace(day=d.day + r.randrange(1, 8))
    return f"{d:%B} {d.day}-{e.day}, {d.year}", [d.isoformat(), e.isoformat()]


@task()
def range_start(r: R) -> Made:
    d = a_day(r)
    d = d.replace(day=r.randrange(1, 20))
    return f"{d.day}-{d.day + r.randrange(1, 8)} {d:%b %Y}", d.isoformat()


@task()
def range_of_iso(r: R) -> Made:
    d = a_day(r)
    e = d + timedelta(r.randrange(1, 50))
    return f"{d} to {e}", {"start": f"{d:%d.%m.%Y}", "end": f"{e:%d.%m.%Y}"}


@task("about an hour")
def duration_minutes(r: R) -> Made:
    h, m = r.randrange(0, 9), r.randrange(1, 60)
    form = r.random()
    if form < 0.2:
        return f"{m}m", m
    return (f"{h}h {m}m", 60 * h + m) if form < 0.8 else (f"{h + 1}h", 60 * h + 60)


@task()
def duration_clock(r: R) -> Made:
    h, m, s = r.randrange(0, 12), r.randrange(60), r.randrange(60)
    return f"{h}:{m:02d}:{s:02d}", 3600 * h + 60 * m + s


@task()
def seconds_to_clock(r: R) -> Made:
    n = r.randrange(60, 5 * 3600)
    return n, f"{n // 3600:02d}:{n // 60 % 60:02d}:{n % 60:02d}"


@task()
def iso_duration(r: R) -> Made:
    h, m = r.randrange(1, 12), r.randrange(1, 60)
    return f"PT{h}H{m}M", f"{h} h {m} min"


@task()
def round_half_hour(r: R) -> Made:
    m = a_moment(r)
    n = (m.hour * 60 + m.minute + 15) // 30 * 30 % 1440
    return f"{m:%H:%M}", f"{n // 60:02d}:{n % 60:02d}"


@task()
def floor_quarter_hour(r: R) -> Made:
    m = a_moment(r)
    return f"{m:%Y-%m-%d %H:%M}", f"{m.replace(minute=m.minute // 15 * 15):%Y-%m-%d %H:%M}"


@task("13/45/2020", "tomorrow")
def mixed_formats(r: R) -> Made:
    d = a_day(r)
    form = pick(r, ["{d:%Y-%m-%d}", "{d:%d %B %Y}", "{d:%b} {d.day}, {d.year}"])
    return form.format(d=d), d.isoformat()


@task()
def mixed_separators(r: R) -> Made:
    d = a_day(r)
    return f"{d:%d}{(s := pick(r, './-'))}{d:%m}{s}{d:%Y}", d.isoformat()


@task()
def month_of_many(r: R) -> Made:
    d = a_day(r)
    form = pick(r, ["{d:%Y-%m-%d}", "{d:%d %b %Y}", "{d:%B} {d.day}, {d.year}"])
    return form.format(d=d), f"{d:%B}"


@task()
def maybe_missing(r: R) -> Made:
    d = a_day(r)
    if r.random() < 0.3:
        return pick(r, ["", "n/a", "-", "TBD"]), None
    return f"{d:%d/%m/%Y}", d.isoformat()


@task()
def in_prose(r: R) -> Made:
    d = a_day(r)
    who = pick(r, "Ada|Grace|Alan|Barbara|Donald")
    return f"{who} will be back on {d:%B} {d.day}, {d.year} if nothing happens.", d.isoformat()


@task()
def due_date(r: R) -> Made:
    a = a_day(r)
    b = a + timedelta(30)
    return f"Invoice date: {a:%d %b %Y}\nDue date: {b:%d %b %Y}", b.isoformat()


@task()
def full_year_range(r: R) -> Made:
    a = r.randrange(1990, 2020)
    b = a + r.randrange(1, 5)
    return f"{a}-{b % 100:02d}", f"{a}-{b}"


@task()
def file_stamp(r: R) -> Made:
    d = a_day(r)
    return f"backup_{d:%Y%m%d}_{r.randrange(10, 99)}.tar.gz", d.isoformat()


@task()
def month_year(r: R) -> Made:
    d = a_day(r)
    return f"{d:%m/%Y}", f"{d:%B %Y}"


@task()
def age_at(r: R) -> Made:
    born, now = a_day(r, 1940, 2000), a_day(r, 2001, 2030)
    return (born.isoformat(), now.isoformat()), now.year - born.year - (
        (now.month, now.day) < (born.month, born.day)
    )


@task()
def is_before(r: R) -> Made:
    a, b = a_day(r), a_day(r)
    return (f"{a:%d/%m/%Y}", f"{b:%d/%m/%Y}"), a < b


@task()
def joined_parts(r: R) -> Made:
    d = a_day(r)
    return (str(d.year), str(d.month), str(d.day)), d.isoformat()


@task()
def log_moment(r: R) -> Made:
    m = a_moment(r)
    return f"[{m:%d/%b/%Y:%H:%M:%S} +0000]", datetime.isoformat(m)
