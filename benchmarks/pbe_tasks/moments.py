"""Dates and times as mails, forms, invoices, calendars and APIs of several countries have them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta
from random import Random as R

from benchmarks.pbe_tasks.making import Made, a_day, a_moment, amount, pick, some, task

GERMAN = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
FRENCH = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
SPANISH = "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
OFFSETS = (0, 60, 120, -300, -480, -210, 330, 345, 540, 570, 660, -180)
PEOPLE = "José Núñez|Anne-Marie Köhler|Li Wei|Tom O'Neill|Dr. Eva van den Berg|Sam"


def zone(minutes: int, colon: str = ":") -> str:
    """+05:30."""
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}{colon}{abs(minutes) % 60:02d}"


def month(names: str, day: date) -> str:
    """The name of the day's month, out of twelve."""
    return names.split("|")[day.month - 1]


def ordinal(number: int) -> str:
    """1st, 12th, 22nd."""
    return f"{number}{'th' if number in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def plural(number: int, noun: str) -> str:
    """1 day, 2 days."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def clock(minutes: int) -> str:
    """08:05."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def mail_date(r: R) -> tuple[str, datetime, int]:
    """The date header of a mail, its moment and its offset; the weekday may be missing, and a remark may follow."""
    moment, offset = a_moment(r), r.choice(OFFSETS)
    weekday, remark = pick(r, ["%a, ", "%a, ", "%a, ", ""]), " (UTC)" if offset == 0 else ""
    return f"{moment:{weekday}{moment.day} %b %Y %H:%M:%S} {zone(offset, '')}{remark}", moment, offset


@task("undisclosed", "")
def mail_header_day(r: R) -> Made:
    text, moment, _ = mail_date(r)
    return text, f"{moment:%Y-%m-%d}"


@task("Received: by mail.example.org")
def mail_header_in_utc(r: R) -> Made:
    text, moment, offset = mail_date(r)
    return text, f"{moment - timedelta(minutes=offset):%Y-%m-%dT%H:%M:%SZ}"


@task("-----Original Message-----")
def mail_quoted_moment(r: R) -> Made:
    moment, who = a_moment(r), pick(r, PEOPLE)
    text = f"On {moment:%a, %b} {moment.day}, {moment.year} at {moment:%-I:%M %p} {who} <{amount(r)}@acme.org> wrote:"
    return text, f"{moment:%Y-%m-%d %H:%M}"


@task("n/a", "Date")
def slashes_to_iso(r: R) -> Made:
    day = a_day(r)
    return pick(r, [f"{day:%m/%d/%Y}", f"{day:%-m/%-d/%Y}"]), day.isoformat()


@task("unbekannt")
def german_month_in_figures(r: R) -> Made:
    day = a_day(r)
    place = pick(r, ["", "", "Köln, den ", "Frankfurt a. M., den "])
    return f"{place}{day.day}. {month(GERMAN, day)} {day.year}", f"{day:%d.%m.%Y}"


@task("à définir")
def french_month_to_iso(r: R) -> Made:
    day = a_day(r).replace(day=r.choice([1, 1, 2, 8, 14, 17, 21, 28]))
    number = "1er" if day.day == 1 else str(day.day)
    return f"le {number} {month(FRENCH, day)} {day.year}", day.isoformat()


@task("sin fecha")
def spanish_month_to_slashes(r: R) -> Made:
    day = a_day(r)
    of = pick(r, ["de", "de", "de", "del"])
    return f"{day.day} de {month(SPANISH, day)} {of} {day.year}", f"{day:%d/%m/%Y}"


@task("日付なし")
def japanese_to_iso(r: R) -> Made:
    day = a_day(r)
    return f"{day.year}年{day.month}月{day.day}日{pick(r, ['', '', '', ' 現在'])}", day.isoformat()


@task("TBD", "Release date")
def ordinal_day_to_iso(r: R) -> Made:
    day = a_day(r)
    name = pick(r, [f"{day:%B}", f"{day:%B}", f"{day:%b}"])
    return f"{name} {ordinal(day.day)}, {day.year}", day.isoformat()


@task("00000000", "")
def compact_to_letter(r: R) -> Made:
    day = a_day(r)
    return f"{day:%Y%m%d}", f"{day:%B} {day.day}, {day.year}"


@task("unknown")
def letter_with_ordinal(r: R) -> Made:
    day = a_day(r)
    return day.isoformat(), f"{ordinal(day.day)} {day:%B %Y}"


@task("null", "")
def api_to_german_form(r: R) -> Made:
    moment, tail = a_moment(r), pick(r, ["Z", "Z", f".{r.randrange(1000):03d}Z", ".000000Z", ""])
    return f"{moment:%Y-%m-%dT%H:%M:%S}{tail}", f"{moment:%d.%m.%Y %H:%M} Uhr"


@task("local")
def offset_minutes(r: R) -> Made:
    offset = r.choice([*OFFSETS, 240, -240, 765, -420, 390, 480, -150])
    return f"UTC{zone(offset)}", offset


@task(("", "+01:00"))
def utc_in_local_time(r: R) -> Made:
    moment, offset = a_moment(r), r.choice(OFFSETS)
    return (f"{moment:%Y-%m-%d %H:%M}", zone(offset)), f"{moment + timedelta(minutes=offset):%Y-%m-%d %H:%M}"


@task("BEGIN:VEVENT", "SUMMARY:Jour fixe")
def calendar_start(r: R) -> Made:
    moment = a_moment(r).replace(second=0)
    where = pick(r, ["", ";TZID=Europe/Berlin", ";TZID=America/New_York"])
    return f"DTSTART{where}:{moment:%Y%m%dT%H%M%S}{'' if where else 'Z'}", f"{moment:%Y-%m-%d %H:%M}"


@task("2024-13-45", "TBC")
def weekday_of_day(r: R) -> Made:
    day = a_day(r)
    return day.isoformat(), f"{day:%A}"


@task("--", "Datum")
def is_weekend(r: R) -> Made:
    day = a_day(r, 2018, 2029)
    day += timedelta(days=r.choice([0, 0, (5 - day.weekday()) % 7]))
    return f"{day:%d.%m.%Y}", day.weekday() >= 5


@task("no date")
def quarter_of_day(r: R) -> Made:
    day = a_day(r)
    return day.isoformat(), f"Q{(day.month + 2) // 3} {day.year}"


@task("Period")
def fiscal_year_from_april(r: R) -> Made:
    day = a_day(r, 2005, 2030)
    first = day.year - (day.month < 4)
    return day.isoformat(), f"FY{first}/{(first + 1) % 100:02d}"


@task("H1 2024", "2024")
def quarter_range(r: R) -> Made:
    year, quarter = r.randint(1998, 2034), r.randint(1, 4)
    last = monthrange(year, 3 * quarter)[1]
    return f"Q{quarter} {year}", f"{year}-{3 * quarter - 2:02d}-01 to {year}-{3 * quarter:02d}-{last}"


@task("ongoing")
def last_day_of_month(r: R) -> Made:
    year, month = r.randint(2000, 2032), r.choice([2, *range(1, 13)])
    return f"{year}-{month:02d}", f"{year}-{month:02d}-{monthrange(year, month)[1]}"


@task("week 7")
def week_of_day(r: R) -> Made:
    day = r.choice([a_day(r), a_day(r), date(r.randint(2000, 2030), 1, r.randint(1, 4))])
    return day.isoformat(), f"{day:%G-W%V}"


@task("holiday")
def monday_of_week(r: R) -> Made:
    day = a_day(r)
    return f"{day:%Y-%m-%d}", f"{day - timedelta(days=day.weekday()):%Y-%m-%d}"


@task("closed")
def next_working_day(r: R) -> Made:
    day = a_day(r, 2020, 2028)
    return f"{day:%a %d %b %Y}", f"{day + timedelta(days={4: 3, 5: 2}.get(day.weekday(), 1)):%a %d %b %Y}"


@task(("on request", 14))
def due_after_days(r: R) -> Made:
    day, days = a_day(r, 2015, 2030), r.choice([7, 10, 14, 30, 45, 60, 90])
    return (day.isoformat(), days), (day + timedelta(days=days)).isoformat()


@task("Invoice no. 20240017")
def due_by_terms(r: R) -> Made:
    day, days = a_day(r, 2015, 2030), r.choice([0, 7, 14, 30, 45, 60])
    terms = f"net {days} days" if days else "due on receipt"
    return f"Invoice date {day:%d/%m/%Y}, {terms}", f"{day + timedelta(days=days):%d/%m/%Y}"


@task(("2024-01-31", "open end"))
def days_between(r: R) -> Made:
    first = a_day(r)
    last = first + timedelta(days=r.randint(1, r.choice([9, 99, 400])))
    return (first.isoformat(), last.isoformat()), (last - first).days


@task("3 nights", "flexible")
def nights_of_stay(r: R) -> Made:
    first = a_day(r, 2018, 2030)
    last = first + timedelta(days=r.randint(1, 12))
    start = f"{first.day}" if first.month == last.month else f"{first.day} {first:%b}"
    start += f" {first.year}" if first.year != last.year else ""
    return f"{start} - {last.day} {last:%b %Y}", (last - first).days


@task("date inconnue")
def french_range_to_iso(r: R) -> Made:
    first = date(r.randint(2018, 2030), r.randint(1, 11), r.choice([1, *range(1, 29)]))
    last = first + timedelta(days=r.randint(2, 16))
    names = [month(FRENCH, day) for day in (first, last)]
    numbers = ["1er" if day.day == 1 else str(day.day) for day in (first, last)]
    start = numbers[0] + (f" {names[0]}" if names[0] != names[1] else "")
    return f"du {start} au {numbers[1]} {names[1]} {last.year}", f"{first.isoformat()}/{last.isoformat()}"


@task(("unknown", "2024-03-05"))
def age_on_day(r: R) -> Made:
    born = a_day(r, 1935, 2012)
    day = a_day(r, 2013, 2026)
    return (born.isoformat(), day.isoformat()), day.year - born.year - (
        (day.month, day.day) < (born.month, born.day)
    )


@task(("", "05.03.2024"))
def is_overdue(r: R) -> Made:
    due = a_day(r, 2015, 2030)
    today = due + timedelta(days=r.choice([0, -amount(r, 2), amount(r, 2), amount(r, 2)]))
    return (f"{due:%d.%m.%Y}", f"{today:%d.%m.%Y}"), today > due


@task(("paid", "2024-03-05"))
def deadline_note(r: R) -> Made:
    today, days = a_day(r, 2015, 2030), r.choice([0, 1, -1, amount(r, 2), amount(r, 2), -amount(r, 2)])
    said = f"due in {plural(days, 'day')}" if days > 0 else f"{plural(-days, 'day')} overdue"
    return ((today + timedelta(days=days)).isoformat(), today.isoformat()), said if days else "due today"


@task("noonish", "all day")
def clock_of_24_hours(r: R) -> Made:
    minutes = r.choice([r.randrange(1440), r.randrange(1440), 60 * r.randrange(24), r.randrange(720, 780)])
    half, said = "am" if minutes < 720 else "pm", f"{(minutes // 60 + 11) % 12 + 1}"
    said += f":{minutes % 60:02d}" if minutes % 60 or r.random() < 0.5 else ""
    return pick(r, [f"{said} {half}", f"{said}{half}"]), clock(minutes)


@task("25:99", "all day")
def clock_of_12_hours(r: R) -> Made:
    minutes = r.choice([r.randrange(1440), r.randrange(1440), r.randrange(60), r.randrange(720, 780)])
    return clock(
        minutes
    ), f"{(minutes // 60 + 11) % 12 + 1}:{minutes % 60:02d} {'AM' if minutes < 720 else 'PM'}"


@task(("08:00", "?"))
def time_on_duty(r: R) -> Made:
    start, length = 15 * r.randrange(96), r.choice([r.randint(30, 700), 60 * r.randint(1, 10)])
    return (clock(start), clock((start + length) % 1440)), f"{length // 60}h {length % 60:02d}m"


@task("holiday", "Mon")
def hours_less_break(r: R) -> Made:
    start, length, rest = 15 * r.randrange(20, 44), 15 * r.randint(12, 40), r.choice([0, 30, 30, 45, 60])
    said = f" ({rest} min break)" if rest else ""
    return f"{clock(start)}-{clock(start + length)}{said}", (length - rest) / 60


@task("P", "1h30")
def iso_duration_minutes(r: R) -> Made:
    hours, minutes = (
        r.choice([0, r.randint(1, 30), r.randint(1, 9)]),
        r.choice([0, r.randint(1, 59), r.randint(1, 59)]),
    )
    if hours + minutes == 0:
        hours = r.randint(1, 30)
    return f"PT{f'{hours}H' if hours else ''}{f'{minutes}M' if minutes else ''}", 60 * hours + minutes


@task("unbilled", "m")
def worklog_hours(r: R) -> Made:
    parts = [(r.randint(1, 4), "d", 8.0), (r.randint(1, 7), "h", 1.0), (15 * r.randint(1, 3), "m", 1 / 60)]
    kept = r.choice([parts[1:], parts[1:], parts[1:2], parts[2:], parts[:2], parts[:1], parts])
    return " ".join(f"{number}{unit}" for number, unit, _ in kept), round(
        sum(n * size for n, _, size in kept), 2
    )


@task("live", "--:--")
def track_seconds(r: R) -> Made:
    hours, minutes, seconds = r.choice([0, 0, r.randint(1, 12)]), r.randrange(60), r.randrange(60)
    said = f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"
    return said, 3600 * hours + 60 * minutes + seconds


@task(-1)
def seconds_to_words(r: R) -> Made:
    seconds = amount(r, 5)
    days, hours, minutes = seconds // 86400, seconds // 3600 % 24, seconds // 60 % 60
    parts = [(days, "d"), (hours, "h"), (minutes, "m"), (seconds % 60, "s")]
    return seconds, " ".join(f"{number}{unit}" for number, unit in parts if number)


@task("1.7e9", "never")
def epoch_to_utc(r: R) -> Made:
    moment = a_moment(r).replace(year=r.randint(2002, 2032), day=r.randint(1, 28))
    seconds = round((moment - datetime(1970, 1, 1)).total_seconds())
    thousands = f"{r.randrange(1000):03d}" if r.random() < 0.25 else ""
    return f"{seconds}{thousands}", f"{moment:%Y-%m-%d %H:%M:%S}"


@task(("Datum", 1))
def renewal_after_months(r: R) -> Made:
    day, months = a_day(r, 2015, 2030), r.choice([1, 3, 6, 12, 24])
    day = day.replace(day=monthrange(day.year, day.month)[1]) if r.random() < 0.25 else day
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    return (day.isoformat(), months), date(
        year, month + 1, min(day.day, monthrange(year, month + 1)[1])
    ).isoformat()


@task(("no card", "2026-01-01"))
def card_has_expired(r: R) -> Made:
    today, ahead = a_day(r, 2021, 2028), r.choice([0, 0, -1, 1, -20, 30, -5, 11])
    year, month = divmod(12 * today.year + today.month - 1 + ahead, 12)
    return (f"{month + 1:02d}/{year % 100:02d}", today.isoformat()), ahead < 0


@task("keine Termine")
def listed_days_to_iso(r: R) -> Made:
    first, numbers = a_day(r, 2019, 2030), sorted(r.sample(range(1, 29), r.choice([2, 2, 3, 4])))
    said = (
        f"{', '.join(f'{n}.' for n in numbers[:-1])} und {numbers[-1]}. {month(GERMAN, first)} {first.year}"
    )
    return said, [f"{first:%Y-%m}-{number:02d}" for number in numbers]


@task("no visits")
def latest_of_days(r: R) -> Made:
    days = [a_day(r, 2019, 2027) for _ in range(r.choice([1, 2, 3, 3, 4]))]
    return "; ".join(f"{day:%d/%m/%Y}" for day in days), f"{max(days):%d/%m/%Y}"


@task("free")
def meeting_minutes(r: R) -> Made:
    day, start, length = (
        a_day(r, 2022, 2028),
        15 * r.randint(28, 68),
        r.choice([15, 25, 30, 45, 60, 75, 90, 120, 150]),
    )
    what, where = (
        pick(r, "Jour fixe|1:1 with Zoë|Q3 planning|Retro"),
        pick(r, ["", "", " @ Room 4.12", " (online)"]),
    )
    return f"{day:%a %-d %b}, {clock(start)}–{clock(start + length)} {what}{where}", length


@task("closed on holidays")
def opening_days(r: R) -> Made:
    names = [f"{date(2024, 1, number):%a}" for number in range(1, 8)]
    first, last = sorted(r.sample(range(7), 2))
    hours = f"{r.randint(7, 11)}:{pick(r, '00|00|30')}-{r.randint(15, 21)}:{pick(r, '00|30|45')}"
    days = names[first] if r.random() < 0.2 else f"{names[first]}-{names[last]}"
    return f"{days} {hours}", names[first : last + 1] if "-" in days else [names[first]]


@task("README.md", "latest.sql.gz")
def backup_moment(r: R) -> Made:
    moment, name = a_moment(r), "-".join(some(r, "db|shop|prod|v2|eu1", 1, 3))
    seconds = pick(r, [f"{moment:%S}", f"{moment:%S}", f"{moment:%S}", ""])
    return f"{name}_{moment:%Y%m%d-%H%M}{seconds}.sql.gz", f"{moment:%Y-%m-%d %H:%M}"
