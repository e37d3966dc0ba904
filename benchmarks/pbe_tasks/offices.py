"""What offices ask about their days and papers: contracts, staff, travel, schools, doctors, events."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from random import Random as R

from benchmarks.pbe_tasks.making import Made, a_day, a_moment, amount, pick, some, task

SURNAMES = "Müller-Haas|O'Brien|Nowak|de la Cruz|Østby|Ito|Sá|van der Berg|Smith|García-Lorca|Nguyen|Kaya"
GIVEN = "Anne-Marie|José|Li|Zoë|Katarzyna|Bo|Mehmet|Siân|Jean-Luc|Ngozi|Ida"
FIRMS = (
    "Müller-Haas GmbH & Co. KG|Acme Ltd|Société Générale d'Eau S.A.|Nordvik AS|B&B Catering, Inc.|Ōta K.K."
)
PLACES = "FRA|JFK|MUC|LHR|SIN|NRT|OSL|GRU|CPH|YYZ"
TOPICS = "Data protection|Scope|Fees and payment terms|Term|Liability|Notices|Force majeure|Annex: prices"
DRUGS = (
    "Amoxicillin 500 mg|Amoxicillin 250 mg|Ibuprofen 400 mg|Co-trimoxazole 960 mg|Vitamin D3 1000 IU|Bisoprolol 2.5 mg|"
    "Metformin HCl 850 mg|Levothyroxine 75 µg|Levothyroxine 12.5 µg|Insulin glargine 100 IU/ml|Warfarin 5 mg"
)


def clock(minutes: int) -> str:
    """08:05 for 485; past midnight it begins anew."""
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def later(day: date, months: int) -> date:
    """The first of the month so many months on."""
    return date(day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1, 1)


def person(r: R) -> str:
    """Given name and surname."""
    return f"{pick(r, GIVEN)} {pick(r, SURNAMES)}"


@task("TBC", "Flight cancelled")
def itinerary_departure(r: R) -> Made:
    when, flight = a_moment(r), f"{pick(r, 'LH|BA|U2|SK|9W')} {amount(r, 4)}"
    return f"{flight} / {f'{when:%d%b%y}'.upper()} / {when:%H%M}", f"{when:%Y-%m-%d %H:%M}"


@task(("2024-03-30", "see ticket"), ("", "10:00-12:00"))
def itinerary_arrival(r: R) -> Made:
    day, plus = a_day(r), r.choice([0, 0, 0, 1, 1, 2])
    start, end = sorted(r.sample(range(0, 1440, 5), 2))
    start, end = (end, start) if plus else (start, end)
    more = f"+{plus}" if plus else ""
    return (f"{day}", f"{clock(start)}-{clock(end)}{more}"), f"{day + timedelta(plus)} {clock(end)}"


@task(("open-ended", 3), ("", 1))
def notice_last_day(r: R) -> Made:
    day, months = a_day(r), r.randint(1, 7)
    return (f"{day}", months), f"{later(day, months + 1) - timedelta(1)}"


@task("permanent", "Start date | months")
def probation_last_day(r: R) -> Made:
    start, months = a_day(r).replace(day=r.choice([1, 1, 15, 16])), r.choice([3, 4, 6, 9, 12])
    end = later(start, months).replace(day=start.day) - timedelta(1)
    return f"from {start:%d.%m.%Y} for {months} months", f"{end:%d.%m.%Y}"


@task("Summer holidays", "Year 9")
def term_school_year(r: R) -> Made:
    term, year = pick(r, "Autumn|Spring|Summer"), r.randint(1985, 2035)
    first = year if term == "Autumn" else year - 1
    return f"{term} term {year}", f"{first}/{(first + 1) % 100:02d}"


@task(("2024-01-02", 0, 0), ("not dispensed", 28, 1))
def tablets_run_out(r: R) -> Made:
    day, daily, days = a_day(r), r.randint(1, 4), r.choice([7, 10, 14, 21, 28, 30, 90])
    return (f"{day}", daily * days, daily), f"{day + timedelta(days)}"


@task("Booking on request", "n/a")
def hotel_stay_nights(r: R) -> Made:
    first, nights = a_day(r), r.randint(1, 12)
    last = first + timedelta(nights)
    head = f"{first.day} {first:%b}" + (f" {first.year}" if first.year != last.year else "")
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {last:%b %Y}", nights
    return f"{head} – {last.day} {last:%b %Y}", nights


@task(("DTSTART:20240314T090000Z", "SUMMARY:Lunch"), ("BEGIN:VEVENT", "END:VEVENT"))
def invite_minutes(r: R) -> Made:
    start, length = a_moment(r).replace(second=0), r.choice([15, 25, 30, 45, 60, 90, 120, 480])
    end = start + timedelta(minutes=length)
    return (f"DTSTART:{start:%Y%m%dT%H%M%S}Z", f"DTEND:{end:%Y%m%dT%H%M%S}Z"), length


@task("SUMMARY:Team lunch", "RRULE:FREQ=WEEKLY")
def invite_day(r: R) -> Made:
    when = a_moment(r)
    zone, whole = pick(r, ["", ";TZID=Europe/Berlin", ";TZID=America/New_York"]), r.random() < 0.2
    line = f"DTSTART;VALUE=DATE:{when:%Y%m%d}" if whole else f"DTSTART{zone}:{when:%Y%m%dT%H%M%S}"
    return line, f"{when:%Y-%m-%d}"


@task("Break", "Assembly in the hall")
def lesson_end(r: R) -> Made:
    start, length = r.randrange(450, 960, 5), r.choice([35, 40, 45, 50, 90, 100])
    return f"Period {r.randint(1, 11)}: {clock(start)}, {length} min", clock(start + length)


@task("closed", "by appointment")
def surgery_hours(r: R) -> Made:
    start, end = r.randrange(420, 720, 15), r.randrange(780, 1260, 15)

    def said(minutes: int) -> str:
        tail = f":{minutes % 60:02d}" if minutes % 60 else ""
        return f"{(minutes // 60 - 1) % 12 + 1}{tail} {'pm' if minutes >= 720 else 'am'}"

    return f"{said(start)} – {said(end)}", f"{clock(start)}-{clock(end)}"


@task(("date to be announced", 2), ("", 3))
def conference_span(r: R) -> Made:
    first, days = a_day(r), r.randint(2, 6)
    last = first + timedelta(days - 1)
    while first.year != last.year:
        first, last = first - timedelta(20), last - timedelta(20)
    head = f"{first.day}" if first.month == last.month else f"{first.day} {first:%B} "
    join = "–" if first.month == last.month else "– "
    return (f"{first}", days), f"{head}{join}{last.day} {last:%B %Y}"


@task("expired", "**/**")
def card_last_day(r: R) -> Made:
    year, month = r.randint(2019, 2038), r.randint(1, 12)
    return f"{month:02d}/{year % 100}", f"{year}-{month:02d}-{monthrange(year, month)[1]}"


@task("sick", "holiday (8 h)")
def timesheet_hours(r: R) -> Made:
    marks = sorted(r.sample(range(420, 1200, 15), r.choice([2, 4, 4, 4, 6])))
    pairs = list(zip(marks[::2], marks[1::2], strict=True))
    spans = ", ".join(f"{clock(a)}-{clock(b)}" for a, b in pairs)
    return spans, sum(b - a for a, b in pairs) / 60


@task("week to be agreed", "KW")
def iso_week_day(r: R) -> Made:
    day = a_day(r)
    year, week, _ = day.isocalendar()
    return f"W{week:02d} {year}, {day:%a}", f"{day}"


@task(("unknown", "01.09.2024"), ("Born", "Joined"))
def age_at_entry(r: R) -> Made:
    born, joined = a_day(r, 1950, 2003), a_day(r, 2019, 2026)
    age = joined.year - born.year - ((joined.month, joined.day) < (born.month, born.day))
    return (f"{born:%d.%m.%Y}", f"{joined:%d.%m.%Y}"), age


@task("ไม่ระบุ", "-")
def thai_year_date(r: R) -> Made:
    day = a_day(r)
    return f"{day:%d/%m}/{day.year + 543}", f"{day}"


@task(("TBA", 120, 25), ("Start", 60, 0))
def exam_end_with_extra_time(r: R) -> Made:
    start, length, extra = (
        r.randrange(480, 960, 15),
        r.choice([40, 60, 80, 120, 180]),
        r.choice([0, 0, 25, 50]),
    )
    return (clock(start), length, extra), clock(start + length + length * extra // 100)


@task("Sold out", "Doors TBA")
def doors_to_show_minutes(r: R) -> Made:
    doors, wait = r.randrange(1020, 1290, 15), r.choice([30, 45, 60, 75, 90, 120])
    hall = pick(r, ["", " (main hall)", " (Studio 2)"])
    return f"Doors {clock(doors)} / Show {clock(doors + wait)}{hall}", wait


@task("Jahresabschluss 2024", "laufend")
def quartal_span(r: R) -> Made:
    quarter, year = r.randint(1, 4), r.randint(1995, 2035)
    first = date(year, 3 * quarter - 2, 1)
    return f"{quarter}. Quartal {year}", f"{first:%d.%m.%Y} – {later(first, 3) - timedelta(1):%d.%m.%Y}"


@task(("2024-03-14", "paid"), ("", "net 30"))
def invoice_due_day(r: R) -> Made:
    day, days = a_day(r), r.choice([10, 14, 21, 30, 45, 60, 90])
    early = f"{r.choice([1, 2, 3])}/{r.choice([5, 8])} " if r.random() < 0.25 else ""
    return (f"{day}", f"{early}net {days}"), f"{day + timedelta(days)}"


@task("Halt entfällt", "fällt aus")
def train_expected(r: R) -> Made:
    due, late = r.randrange(1440), r.choice([0, 0, r.randint(1, 9), r.randint(10, 95)])
    train = f"{pick(r, 'ICE|RE|S|IC')} {amount(r, 4)}"
    return f"{train} ab {clock(due)}" + (f" (+{late})" if late else ""), clock(due + late)


@task("Anlage 3", "siehe Vertrag")
def paragraph_reference(r: R) -> Made:
    law, number, part = (
        pick(r, "BGB|HGB|StGB|UrhG|AO"),
        f"{amount(r, 3)}{pick(r, ['', '', 'a'])}",
        r.randint(1, 9),
    )
    sentence = r.choice([0, 0, r.randint(1, 4)])
    tail = (f" Satz {sentence}", f" S. {sentence}") if sentence else ("", "")
    return f"§ {number} Abs. {part}{tail[0]} {law}", f"{law} § {number} ({part}){tail[1]}"


@task("WHEREAS the parties agree", "Signature page")
def contract_party(r: R) -> Made:
    firm, role = pick(r, FIRMS), pick(r, "Supplier|Customer|Lessor|Data Processor|Tenant")
    lead = pick(r, ["hereinafter the ", "hereinafter the ", "the "])
    return f'{firm} ({lead}"{role}")', f"{role}: {firm}"


@task("on order", "DVD")
def dewey_division(r: R) -> Made:
    number, cutter = r.randrange(1000), pick(r, "HAZ|KNU|Ó Sé|LEG|MUR")
    more = f".{amount(r, 4)}" if r.random() < 0.8 else ""
    return f"{number:03d}{more} {cutter}", f"{number // 10 * 10:03d}"


@task("in cataloguing", "Periodicals")
def call_number_class(r: R) -> Made:
    letters, number = pick(r, "QA|PR|HF|Z|KJV|BF|TX"), amount(r, 4)
    more, cutter = pick(r, ["", ".73", ".5"]), f"{pick(r, 'P|L|S')}{amount(r, 3)}"
    year = pick(r, ["", f" {r.randint(1950, 2024)}", f" {r.randint(1950, 2024)}"])
    return f"{letters}{number}{more} .{cutter}{year}", f"{letters} {number}"


@task("Anonymous. (n.d.). Notes.", "References")
def cited_in_text(r: R) -> Made:
    names, year = some(r, SURNAMES, 1, 4), r.randint(1960, 2025)
    full = [f"{name}, {pick(r, 'A|J|M')}." for name in names]
    authors = full[0] if len(full) == 1 else ", ".join(full[:-1]) + f", & {full[-1]}"
    short = " & ".join(names) if len(names) < 3 else f"{names[0]} et al."
    return (
        f"{authors} ({year}). {pick(r, TOPICS)}. Office Studies, {amount(r, 2)}({r.randint(1, 6)}).",
        f"{short} {year}",
    )


@task("passim", "see index")
def cited_page_count(r: R) -> Made:
    first, pages = amount(r, 4), r.choice([1, r.randint(2, 40), r.randint(2, 40), r.randint(2, 40)])
    return (f"p. {first}", 1) if pages == 1 else (f"pp. {first}–{first + pages - 1}", pages)


@task(("as needed", 10), ("", 7))
def dosage_scheme_total(r: R) -> Made:
    doses, days = [r.randint(0, 3) for _ in range(r.choice([3, 3, 3, 4]))], r.choice([3, 5, 7, 10, 14, 30])
    doses[0] += not any(doses)
    return ("-".join(map(str, doses)), days), sum(doses) * days


@task("No known allergies", "Medication")
def prescribed_strength(r: R) -> Made:
    drug, dose, unit = pick(r, DRUGS).rsplit(" ", 2)
    how = f"{pick(r, 'p.o. tid|p.o. 1-0-1|s.c. at night|p.o. bid')}{pick(r, ['', '', ' prn', ' x 7 d'])}"
    return f"Rx {drug} {dose} {unit} {how}", f"{drug} ({dose} {unit})"


@task("Hb pending", "Test Result Unit (Range)")
def lab_flag(r: R) -> Made:
    name, unit = pick(r, "Hb g/dL|K+ mmol/L|ALT U/L|Ferritin µg/L|CRP mg/L|Vitamin B12 pmol/L").rsplit(" ", 1)
    low = r.randint(5, 900)
    high, value = low + r.randint(10, 300), r.choice([low - r.randint(1, 4), low + 5, low + 8])
    value = high + r.randint(1, 90) if r.random() < 0.3 else value
    flag = "low" if value < low else "high" if value > high else "normal"
    return f"{name} {value / 10:.1f} {unit} ({low / 10:.1f}-{high / 10:.1f})", flag


@task("I<UTOD231458907<<<<<<<<<<<<<<<", "PASSPORT")
def passport_name(r: R) -> Made:
    last, first = (
        pick(r, "MUSTERMANN|NOWAK|DE LA CRUZ|OBRIEN|LI|KAYA|SMITH JONES"),
        some(r, "ERIKA|BO|JOSE|ANNE|LUC", 1, 2),
    )
    line = f"P<{pick(r, 'UTO|POL|FRA|IRL')}{last.replace(' ', '<')}<<{'<'.join(first)}".ljust(44, "<")
    return line, f"{' '.join(first)} {last}".title()


@task("*** NO ITINERARY ***", "OPEN")
def booking_route(r: R) -> Made:
    start, end = some(r, PLACES, 2, 2)
    when, plus = a_moment(r), pick(r, ["", "", "+1"])
    head = (
        f"{r.randint(1, 9)} {pick(r, 'LH|BA|SK')} {amount(r, 4)} {pick(r, 'Y|J|M')} {f'{when:%d%b}'.upper()}"
    )
    return (
        f"{head} {start}{end} HK{r.randint(1, 9)} {when:%H%M} {r.randrange(24):02d}{r.randrange(60):02d}{plus}",
        f"{start}-{end}",
    )


@task("absent", "Question | Marks")
def exam_paper_score(r: R) -> Made:
    full = [r.choice([2, 4, 5, 8, 10, 12, 20]) for _ in range(r.randint(2, 5))]
    got = [r.randint(0, most) if r.random() < 0.9 else None for most in full]
    paper = "; ".join(
        f"Q{i} {'–' if g is None else g}/{m}" for i, (g, m) in enumerate(zip(got, full, strict=True), 1)
    )
    return paper, f"{sum(g or 0 for g in got)}/{sum(full)}"


@task("No courses taken", "GPA 3.4")
def transcript_credits(r: R) -> Made:
    courses = [
        (f"{pick(r, 'BIO|CHE|MATH|HIST')}{r.randint(100, 499)}", r.choice([1, 2, 3, 4, 6, 12]))
        for _ in range(r.randint(1, 4))
    ]
    return ", ".join(f"{c} ({n} cr) {pick(r, 'A|A-|B+|C|P')}" for c, n in courses), sum(n for _, n in courses)


@task("Table of contents", "Appendix")
def contents_entry(r: R) -> Made:
    number = ".".join(str(r.randint(1, 14)) for _ in range(r.randint(1, 3)))
    topic, page = pick(r, TOPICS), amount(r, 3)
    return f"{number} {topic} {'.' * r.randint(4, 30)} {page}", f"{topic} (p. {page})"


@task("Preamble", "Annex A")
def numbered_to_markdown(r: R) -> Made:
    numbers = [str(r.randint(1, 14)) for _ in range(r.randint(1, 4))]
    line = f"{'.'.join(numbers)} {pick(r, TOPICS)}"
    return line, f"{'#' * len(numbers)} {line}"


@task("In re Gault", "See above.")
def case_short_name(r: R) -> Made:
    first, second = some(r, SURNAMES + "|United States|Acme Ltd", 2, 2)
    year, page = r.randint(1890, 2024), f"{amount(r, 3)} {pick(r, 'U.S.|F.3d|Cal. App. 4th')} {amount(r, 4)}"
    return (
        f"{first} v. {second}, {page}{pick(r, ['', '', f', {amount(r, 3)}'])} ({year})",
        f"{first} v. {second} ({year})",
    )


@task('[Event "Club evening"]', "1. e4 e5")
def chess_winner(r: R) -> Made:
    white, black = (f"{name}, {pick(r, GIVEN)}" for name in some(r, SURNAMES, 2, 2))
    result = pick(r, "1-0|0-1|1/2-1/2")
    won = {"1-0": white, "0-1": black}.get(result)
    answer = " ".join(reversed(won.split(", "))) if won else "draw"
    return f'[White "{white}"]\n[Black "{black}"]\n[Result "{result}"]', answer


@task("Ajax – PSV abandoned", "Matchday 12")
def match_winner(r: R) -> Made:
    home, away = some(r, "Ajax|PSV|1. FC Köln|Bodø/Glimt|Real Sociedad|Leeds United|St. Pauli", 2, 2)
    a, b = r.randint(0, 4), r.randint(0, 4)
    half = f" ({r.randint(0, a)}:{r.randint(0, b)})" if r.random() < 0.8 else ""
    return f"{home} – {away} {a}:{b}{half}", "draw" if a == b else home if a > b else away


@task("Apologies: all", "Agenda")
def minutes_present(r: R) -> Made:
    names = [f"{pick(r, 'A|B|J')}. {name}" for name in some(r, SURNAMES, 2, 6)]
    there, away = (names[:-1], names[-1:]) if r.random() < 0.7 and len(names) > 2 else (names, [])
    said = ", ".join([f"{there[0]} (chair)", *there[1:]])
    return f"Present: {said}" + (f"; Apologies: {away[0]}" if away else ""), there


@task("Head table", "Buffet opens 19:00")
def wedding_table_heads(r: R) -> Made:
    guests = [(person(r), r.choice([0, 0, 0, 1, 1, 2])) for _ in range(r.randint(1, 5))]
    said = ", ".join(name + (f" +{more}" if more else "") for name, more in guests)
    return f"Table {amount(r, 2)}: {said}", sum(1 + more for _, more in guests)


@task("Standing", "Box office")
def ticket_seats(r: R) -> Made:
    block, row, first = pick(r, "A|B|C12|K"), amount(r, 2), r.randint(1, 40)
    more = r.choice([0, 1, 1, 2, 3, 4])
    seats = f"Seats {first}–{first + more}" if more else f"Seat {first}"
    return f"Block {block}, Row {row}, {seats}", [f"{row}-{seat}" for seat in range(first, first + more + 1)]


@task("Dear all", "Kind regards")
def signature_extension(r: R) -> Made:
    title = pick(r, "Head of HR|Payroll|Registrar, 2nd floor|Legal & Compliance")
    extension = amount(r, 4) + 10 if r.random() < 0.8 else None
    head = f"{pick(r, ['Dr. ', '', ''])}{person(r)}, {title}"
    return head + (f", ext. {extension}" if extension else ""), extension
