"""Spans, shifts and reminders: days counted on and back, ranges in words, times rounded, columns compared."""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta
from random import Random as R

from benchmarks.pbe_tasks.making import Made, a_day, a_moment, pick, task
from benchmarks.pbe_tasks.schedules import TEAMS, clock, month_end, month_start, spoken, twelve


@task()
def first_of_next_month(r: R) -> Made:
    d = a_day(r)
    return f"{d:%m/%d/%Y}", f"{month_start(d, 1):%m/%d/%Y}"


@task()
def last_of_previous_month(r: R) -> Made:
    d = a_day(r)
    return f"{d:%d.%m.%Y}", f"{d.replace(day=1) - timedelta(1):%d.%m.%Y}"


@task()
def month_text_to_last_day(r: R) -> Made:
    d = a_day(r)
    return f"{d:%B %Y}", month_end(d).isoformat()


@task()
def yesterday(r: R) -> Made:
    d = a_day(r)
    return f"{d:%Y%m%d}", f"{d - timedelta(1):%Y%m%d}"


@task("later", "in a while")
def relative_shift(r: R) -> Made:
    d, n, unit = a_day(r), r.randint(1, 9), pick(r, "day|week")
    days = n * (7 if unit == "week" else 1)
    text = f"{n} {unit}{'s' * (n > 1)}"
    back = r.random() < 0.5
    at = d + timedelta(-days if back else days)
    return (d.isoformat(), f"{text} ago" if back else f"in {text}"), at.isoformat()


@task()
def next_weekday_named(r: R) -> Made:
    d = a_day(r)
    wanted = r.randrange(7)
    at = d + timedelta((wanted - d.weekday() - 1) % 7 + 1)
    return (d.isoformat(), f"next {date(2024, 1, 1 + wanted):%A}"), at.isoformat()


@task()
def next_working_day(r: R) -> Made:
    d = a_day(r)
    at = d + timedelta(1)
    while at.weekday() > 4:
        at += timedelta(1)
    return f"{d:%a %d %b %Y}", f"{at:%a %d %b %Y}"


@task()
def moved_off_weekend(r: R) -> Made:
    d = a_day(r)
    return d.isoformat(), (d + timedelta(max(0, 7 - d.weekday()) if d.weekday() > 4 else 0)).isoformat()


@task()
def retention_expiry(r: R) -> Made:
    d, years = a_day(r), r.choice([1, 3, 5, 7, 10])
    d = d.replace(day=min(d.day, 28))
    end = d.replace(year=d.year + years)
    return f"archived {d:%Y-%m-%d}, keep {years} year{'s' * (years > 1)}", end.isoformat()


@task("3-7 of them", "all March")
def range_either_to_end(r: R) -> Made:
    d = a_day(r)
    e = d + timedelta(r.randint(2, 40))
    if d.year != e.year:
        return f"{d.day} {d:%B %Y} - {e.day} {e:%B %Y}", e.isoformat()
    if d.month != e.month:
        return f"{d.day} {d:%B} - {e.day} {e:%B %Y}", e.isoformat()
    return f"{d.day}-{e.day} {d:%B %Y}", e.isoformat()


@task("all March")
def range_length(r: R) -> Made:
    d = a_day(r)
    d = d.replace(day=r.randint(1, 20))
    e = d.replace(day=d.day + r.randint(1, 8))
    return f"{d.day}-{e.day} {d:%B %Y}", e.day - d.day + 1


@task()
def iso_pair_to_range(r: R) -> Made:
    d = a_day(r)
    d = d.replace(month=d.month % 11 + 1, day=min(d.day, 28))
    e = d + timedelta(r.randint(1, 20))
    if d.month == e.month:
        return (d.isoformat(), e.isoformat()), f"{d.day}–{e.day} {e:%b %Y}"
    return (d.isoformat(), e.isoformat()), f"{d.day} {d:%b} – {e.day} {e:%b %Y}"


@task()
def iso_interval_days(r: R) -> Made:
    d = a_day(r)
    n = r.choice([1, 6, 7, 28, 31, 90, 365])
    return f"{d}/{d + timedelta(n)}", f"{n} day{'s' * (n != 1)}"


@task()
def elapsed_clock(r: R) -> Made:
    m, n = a_moment(r), r.choice([r.randrange(10, 3600), r.randrange(3600, 60000)])
    text = f"{n // 3600}:{n // 60 % 60:02d}:{n % 60:02d}"
    return (f"{m:%Y-%m-%d %H:%M:%S}", f"{m + timedelta(seconds=n):%Y-%m-%d %H:%M:%S}"), text


@task()
def elapsed_spoken(r: R) -> Made:
    m, n = (
        a_moment(r).replace(second=0),
        r.choice([r.randrange(1, 60), r.randrange(1, 5) * 60, r.randrange(61, 600)]),
    )
    return (f"{m:%Y-%m-%dT%H:%MZ}", f"{m + timedelta(minutes=n):%Y-%m-%dT%H:%MZ}"), spoken(n)


@task()
def overnight_shift_hours(r: R) -> Made:
    start, length = r.randrange(96) * 15, r.randrange(8, 48) * 15
    return f"{clock(start)}-{clock(start + length)}", length / 60


@task()
def shift_end_of_length(r: R) -> Made:
    start, length = r.randrange(288) * 5, r.choice([20, 45, 60, 90, 100, 180, 480])
    return (clock(start), spoken(length)), clock(start + length)


@task()
def days_overdue(r: R) -> Made:
    due = a_day(r, 2015, 2028)
    late = r.randint(-25, 60)
    return (f"{due:%d/%m/%Y}", f"{due + timedelta(late):%d/%m/%Y}"), max(0, late)


@task()
def late_or_on_time(r: R) -> Made:
    due, late = a_moment(r), r.choice([-90, -10, -1, 1, 4, 30, 300])
    at = due + timedelta(minutes=late)
    return (f"{due:%Y-%m-%d %H:%M}", f"{at:%Y-%m-%d %H:%M}"), "late" if late > 0 else "on time"


@task()
def whole_months_between(r: R) -> Made:
    d, n = a_day(r), r.randint(0, 40)
    d = d.replace(day=r.randint(2, 27))
    e = month_start(d, n).replace(day=r.randint(1, 28))
    months = n - (e.day < d.day)
    if months < 0:
        e, months = e.replace(day=28), 0
    return (d.isoformat(), e.isoformat()), months


@task()
def down_to_five_minutes(r: R) -> Made:
    m = a_moment(r)
    at = m.replace(second=0, minute=m.minute // 5 * 5)
    return f"{m:%H:%M:%S}", f"{at:%H:%M}"


@task()
def up_to_full_hour(r: R) -> Made:
    m = a_moment(r).replace(second=0)
    if r.random() < 0.2:
        m = m.replace(minute=0)
    at = m if not m.minute else m.replace(minute=0) + timedelta(hours=1)
    return f"{m:%Y-%m-%d %H:%M}", f"{at:%Y-%m-%d %H:%M}"


@task()
def hour_bucket(r: R) -> Made:
    m = a_moment(r)
    return f"{m:%Y-%m-%dT%H:%M:%S}.{r.randrange(1000):03d}Z", f"{m:%Y-%m-%d %H}:00-{m:%H}:59"


@task("nothing planned", "TBD")
def meeting_start(r: R) -> Made:
    m = a_moment(r).replace(second=0, minute=r.choice([0, 15, 30]))
    who = pick(r, TEAMS)
    room = pick(r, [" (Room 4)", " (Zoom)", "", ""])
    return f"{who}: {m:%A} {m.day} {m:%B %Y} at {twelve(m)}{room}", f"{m:%Y-%m-%d %H:%M}"


@task()
def daypart(r: R) -> Made:
    m = a_moment(r)
    names = ["night", "morning", "afternoon", "evening"]
    return f"{m:%H:%M}", names[m.hour // 6]


@task("closed on Sundays")
def closing_time(r: R) -> Made:
    days = pick(r, "Mon-Fri|Sat|Tue, Thu|Daily|Mon-Sat (not bank holidays)")
    start, end = r.choice([420, 480, 510, 540]), r.choice([720, 990, 1080, 1200, 1350])
    return f"{days} {clock(start)}-{clock(end)}", clock(end)


@task("no sessions")
def session_starts(r: R) -> Made:
    at = sorted(r.sample(range(8 * 4, 20 * 4), r.randint(1, 5)))
    spans = [f"{clock(15 * n)}-{clock(15 * n + r.choice([15, 30, 60]))}" for n in at]
    return "; ".join(spans), [clock(15 * n) for n in at]


@task("no date")
def dates_of_text(r: R) -> Made:
    days = sorted(a_day(r, 2018, 2028) for _ in range(r.randint(1, 3)))
    ways = r.sample(("Signed on {}, ", "renewed {} by fax; ", "see minutes of {}. ", "{} ok? "), 4)
    return "".join(ways[at].format(f"{d:%d/%m/%Y}") for at, d in enumerate(days)).strip(), [
        d.isoformat() for d in days
    ]


@task()
def calendar_record(r: R) -> Made:
    d = a_day(r)
    year, week, _ = d.isocalendar()
    return f"{d:%d/%m/%Y}", {"year": year, "week": week, "weekday": f"{d:%a}"}


@task("12", "")
def date_or_none(r: R) -> Made:
    d = a_day(r, 2010, 2030)
    if r.random() < 0.3:
        return pick(r, ["0000-00-00 00:00:00", "NULL", "", "\\N"]), None
    return f"{d} {clock(r.randrange(1440))}:{r.randrange(60):02d}", f"{d:%d %b %Y}"


@task()
def days_of_that_year(r: R) -> Made:
    year = r.choice([r.randint(1890, 2110), 4 * r.randint(476, 524)])
    return f"FY {year}", 366 if calendar.isleap(year) else 365


@task("by appointment")
def open_at_time(r: R) -> Made:
    start, end = r.choice([420, 480, 540]), r.choice([720, 1020, 1110, 1320])
    at = r.choice([r.randrange(start + 1, end), r.randrange(0, start), r.randrange(end + 1, 1440)])
    return (f"{clock(start)}-{clock(end)}", clock(at)), start < at < end


@task()
def cron_daily_time(r: R) -> Made:
    minute, hour = r.choice([0, 5, 15, 30, 59]), r.randrange(24)
    return (
        f"{minute} {hour} * * {pick(r, '*|1-5|0|MON,WED')} {pick(r, '/usr/bin/backup|/opt/x.sh -q|sync')}",
        (f"{hour:02d}:{minute:02d}"),
    )


@task()
def timetable_delay(r: R) -> Made:
    at, late = r.randrange(300, 1380), r.choice([0, 0, 1, 3, 7, 12, 35])
    train = f"{pick(r, 'RE|ICE|S|IC|FLX')} {r.randint(1, 3000)}"
    place = pick(r, "Ulm Hbf|Köln Messe/Deutz|Bad Aibling|Basel SBB")
    return (f"{train} {place}", clock(at), f"+{late}"), f"{train} {place} {clock(at + late)}"


@task()
def date_and_clock_joined(r: R) -> Made:
    m = a_moment(r)
    return (f"{m.day} {m:%B %Y}", twelve(m)), f"{m:%Y-%m-%dT%H:%M}"


@task("never run")
def last_run_age(r: R) -> Made:
    m = datetime.combine(a_day(r), datetime.min.time())
    days = r.choice([0, 1, 2, 9, 30])
    name = pick(r, "nightly-etl|rotate certs|gc|report (EU)")
    words = {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
    return (f"{name} last ran {m:%Y-%m-%d}", f"{m + timedelta(days):%Y-%m-%d}"), f"{name}: {words}"


@task()
def trip_label(r: R) -> Made:
    d, n = a_day(r), r.randint(1, 21)
    place = pick(r, "Rio de Janeiro|Ulm|New York, NY|St. Gallen|Aix-en-Provence")
    nights = f"{n} night{'s' * (n > 1)}"
    return (place, d.isoformat(), (d + timedelta(n)).isoformat()), f"{place}, {d:%d %b %Y}, {nights}"


@task()
def slot_of_start(r: R) -> Made:
    start, length = r.randrange(84, 250) * 5, r.choice([10, 15, 25, 30, 45, 60, 90])
    return (clock(start), f"{length} min"), f"{clock(start)}–{clock(start + length)}"


@task()
def renewal_after_months(r: R) -> Made:
    d, n = a_day(r), r.choice([1, 2, 3, 6, 12, 18, 24])
    d = d.replace(day=min(d.day, 28))
    at = month_start(d, n).replace(day=d.day)
    return (f"{d:%d/%m/%Y}", f"{n} month{'s' * (n > 1)}"), f"{at:%d/%m/%Y}"


@task()
def later_of_two(r: R) -> Made:
    a, b = a_day(r, 2010, 2030), a_day(r, 2010, 2030)
    return (f"{a:%d %b %Y}", f"{b:%d %b %Y}"), f"{max(a, b):%d %b %Y}"


@task()
def shift_note(r: R) -> Made:
    start, length = r.randrange(20, 60) * 15, r.choice([240, 360, 450, 480])
    who = pick(r, "Ann|Bo Li|Dr. K. O'Hara|Çağla Öz|van den Berg, J.")
    times = (clock(start), clock(start + length))
    return (who, *times), f"{who} works {spoken(length)} from {times[0]}"
