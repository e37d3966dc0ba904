"""One text split into its columns: at fixed places, at one of several signs, at runs of spaces, at quotes, by kind."""

from __future__ import annotations

from random import Random as R

from benchmarks.pbe_tasks.making import Made, a_day, a_moment, amount, pick, some, task, word, words

WHO = "Ada Lovelace|Jun'ichi Itō|María José García|Wei Li|Ben O'Connor|Zoë Smith-Jones|Olu|K. Müller"
TOWNS = "Oslo|São Paulo|New York|Ho Chi Minh City|Zürich|Winston-Salem|Ulm"
ARTISTS = "Queen|Sigur Rós|The Beatles|AC/DC|Nina Simone|U2|Guns N' Roses"
SONGS = "Hey Jude|One|Sæglópur|Feeling Good|Back in Black|99 Luftballons|Don't Stop Me Now"
NONE = ("", "n/a", "-")


def decimal(r: R) -> str:
    """A number with or without a point."""
    return pick(r, [str(amount(r)), f"{amount(r, 3)}.{r.randrange(10)}", f"0.{r.randrange(10, 99)}"])


def clock(r: R) -> str:
    """Hours and minutes, with or without a nought in front."""
    return f"{r.randrange(24)}:{r.randrange(60):02d}"


@task(*NONE, "2024-01-01 nothing")
def bank_line(r: R) -> Made:
    day, text, sum_ = (
        a_day(r).isoformat(),
        pick(r, "Rent March|ATM|Café Zoë, Ulm|Salary ACME|Refund #12"),
        decimal(r),
    )
    return f"{day}{text:<20}{sum_:>10}", [day, text, sum_]


@task(*NONE, "DE")
def country_check_account(r: R) -> Made:
    cells = [pick(r, "DE|GB|NL|FR|NO"), f"{r.randrange(2, 99):02d}"]
    cells.append("".join(str(r.randrange(10)) for _ in range(pick(r, [11, 18, 14, 23]))))
    return "".join(cells), cells


@task(*NONE, "12:30:45")
def moment_digits(r: R) -> Made:
    at = a_moment(r)
    return f"{at:%Y%m%d%H%M%S}", [f"{at:{part}}" for part in ("%Y", "%m", "%d", "%H", "%M", "%S")]


@task(*NONE, "blue", "#fff")
def colour_pairs(r: R) -> Made:
    cells = [f"{r.randrange(256):02{pick(r, 'x|X')}}" for _ in range(3)]
    return f"#{''.join(cells)}", cells


@task(*NONE, "978 0")
def isbn_groups(r: R) -> Made:
    cells = [
        pick(r, "978|979"),
        pick(r, "0|1|3|99"),
        str(amount(r, 5)),
        str(amount(r, 4)),
        r.choice("0123456789X"),
    ]
    return "-".join(cells), cells


@task(*NONE, "Ada Lovelace")
def name_town_year(r: R) -> Made:
    cells = [pick(r, WHO), pick(r, TOWNS), str(r.randrange(1900, 2025))]
    return f"{cells[0]}; {cells[1]} / {cells[2]}", cells


@task("")
def any_delimiter(r: R) -> Made:
    cells = words(r, 2, 6)
    return "".join(cell + pick(r, [", ", "; ", "/", ","]) for cell in cells[:-1]) + cells[-1], cells


@task(*NONE, "1,2")
def quoted_commas(r: R) -> Made:
    cells = [
        pick(r, ["Lovelace, Ada", "Itō, Jun'ichi", "Olu", "Li, Wei"]),
        pick(r, TOWNS),
        pick(r, ["a, b, c", "none", "red, blue"]),
    ]
    cells.insert(0, str(amount(r)))
    return ",".join(f'"{cell}"' if ", " in cell else cell for cell in cells), cells


@task("")
def words_or_quoted(r: R) -> Made:
    cells = [
        pick(r, [word(r), f"{word(r)} {word(r)}", str(amount(r)), word(r)]) for _ in range(r.randint(2, 5))
    ]
    return " ".join(f'"{cell}"' if " " in cell else cell for cell in cells), cells


@task(*NONE, "'a' 'b'")
def all_quoted(r: R) -> Made:
    cells = [
        pick(r, [pick(r, WHO), decimal(r), "yes; no", ""]),
        pick(r, TOWNS),
        pick(r, [decimal(r), "a,b", word(r)]),
    ]
    return ";".join(f'"{cell}"' for cell in cells), cells


@task(*NONE, "one column")
def wide_spaces(r: R) -> Made:
    cells = [
        pick(r, WHO),
        str(amount(r, 5)),
        pick(r, "in use|idle|on hold|ok"),
        pick(r, ["/usr/bin/x", "/opt/My App", "/"]),
    ]
    return "".join(f"{cell}{' ' * r.randint(2, 7)}" for cell in cells[:-1]) + cells[-1], cells


@task(*NONE, "Filesystem")
def disk_use(r: R) -> Made:
    cells = [
        f"/dev/{word(r)}{r.randrange(9)}",
        f"{amount(r, 3)}G",
        f"{decimal(r)}M",
        f"{r.randrange(101)}%",
        f"/{word(r)}",
    ]
    return "".join(f"{cell}{' ' * r.randint(1, 6)}" for cell in cells[:-1]) + cells[
        -1
    ], f"{cells[4]}: {cells[3]}"


@task(*NONE, "total 12")
def listed_name(r: R) -> Made:
    mode, size = pick(r, "-rw-r--r--|drwxr-xr-x|-rwxrwx---"), amount(r, 6)
    name = pick(r, [f"{word(r)}.txt", "My Notes.md", word(r), "a b c.tar.gz"])
    line = (
        f"{mode} {r.randrange(1, 9)} {pick(r, 'root|ada')} staff {size:>8} {a_day(r):%b %d} {clock(r)} {name}"
    )
    return line, name


@task("", "???")
def capital_words(r: R) -> Made:
    cells = some(r, "parse|Response|Http|User|Name|Is|Valid|X|Total", 1, 5)
    cells = [cells[0].lower(), *(cell.title() for cell in cells[1:])]
    return "".join(cells), cells


@task("", "???")
def letters_and_digits(r: R) -> Made:
    cells = [text for _ in range(r.randint(1, 3)) for text in (word(r, 1, 3).upper(), str(amount(r, 3)))]
    return "".join(cells), cells


@task(*NONE, "large", "120 cm")
def box_size(r: R) -> Made:
    cells = [decimal(r) for _ in range(r.choice([2, 3, 3]))]
    unit = pick(r, ["cm", " cm", "mm", " in"])
    return pick(r, [" x ", "x", " × "]).join(cells) + unit, cells


@task(*NONE, "full HD", "1920")
def screen_mode(r: R) -> Made:
    cells = [pick(r, "1920|640|3840|800"), pick(r, "1080|480|2160|600"), pick(r, "60|144|59.94|120")]
    return f"{cells[0]}x{cells[1]}{pick(r, [' @ ', '@'])}{cells[2]}{pick(r, ['Hz', ' Hz'])}", cells


@task(*NONE, "winter tyre")
def tyre_size(r: R) -> Made:
    cells = [
        str(r.randrange(135, 335, 10)),
        str(r.randrange(30, 85, 5)),
        str(r.randrange(13, 23)),
        str(r.randrange(70, 112)),
    ]
    cells.append(pick(r, "H|V|W|T|ZR"))
    return f"{cells[0]}/{cells[1]} R{cells[2]} {cells[3]}{cells[4]}", cells


@task(*NONE, "SHOE")
def stock_code(r: R) -> Made:
    cells = [pick(r, "SHOE|TS|JACKET|BAG2"), str(amount(r)), pick(r, "BLK|RED|NAVY"), pick(r, "S|XL|42|9.5")]
    cells = cells if r.random() < 0.7 else cells[:-1]
    return "-".join(cells), [*cells, *[None] * (4 - len(cells))]


@task(*NONE, "10k")
def resistor(r: R) -> Made:
    cells = [decimal(r), pick(r, "Ω|kΩ|MΩ"), str(pick(r, [1, 5, 10, 20]))]
    return f"{cells[0]}{pick(r, ['', ' '])}{cells[1]} ±{cells[2]}%", cells


@task("", "track.mp3")
def song_file(r: R) -> Made:
    cells = [f"{r.randrange(1, 30):02d}", pick(r, ARTISTS), pick(r, SONGS)]
    return f"{' - '.join(cells)}.{pick(r, 'mp3|flac|m4a')}", f"{cells[2]} ({cells[1]})"


@task("", "trailer")
def episode(r: R) -> Made:
    show = pick(r, "The Wire|Dark|24|Star Trek: Picard|M*A*S*H|La casa de papel")
    cells = [
        show,
        f"{r.randrange(1, 12):02d}",
        f"{r.randrange(1, 25):02d}",
        pick(r, "Pilot|Middle Ground|The End, Part 2|Lies"),
    ]
    return f"{cells[0]} S{cells[1]}E{cells[2]} {cells[3]}", f"{show}: {cells[3]}"


@task("", "trailer", "Dark")
def film(r: R) -> Made:
    name, quality = pick(r, "Blade Runner|Amélie|2001 A Space Odyssey|8½|Up"), pick(r, "1080p|720p|4K|WEB-DL")
    year = str(r.randrange(1950, 2025))
    return f"{name} ({year}) [{quality}].{pick(r, 'mkv|mp4')}", f"{name}, {year}"


@task("", "photo.jpg")
def camera_file(r: R) -> Made:
    at, end = a_moment(r), pick(r, "jpg|dng|mp4|heic")
    kind = pick(r, "IMG|VID|PXL|PANO")
    return f"{kind}_{at:%Y%m%d}_{at:%H%M%S}.{end}", [kind, f"{at:%Y%m%d}", f"{at:%H%M%S}", end]


@task(*NONE, "free", "12.50")
def sign_and_sum(r: R) -> Made:
    cells = [
        pick(r, "$|€|£|US$|¥|CHF |R$ "),
        f"{r.randrange(10 ** r.randint(1, 6)):,}{pick(r, ['', '.00', '.5', '.99'])}",
    ]
    return "".join(cells), [cells[0].strip(), cells[1]]


@task(*NONE, "some", "kg")
def sum_and_unit(r: R) -> Made:
    cells = [decimal(r), pick(r, "g|kg|ml|l|fl oz|m²|°C|MB/s")]
    return cells[0] + pick(r, ["", " "]) + cells[1], cells


@task(*NONE, "all day", "9:30")
def opening_hours(r: R) -> Made:
    cells = [clock(r), clock(r)]
    return pick(r, ["-", " - ", "–", " to "]).join(cells), cells


@task(*NONE, "soon")
def duration_parts(r: R) -> Made:
    cells = [f"{amount(r, 2)}{unit}" for unit in "dhms" if r.random() < 0.6] or [f"{amount(r, 2)}s"]
    return " ".join(cells), [[cell[:-1], cell[-1]] for cell in cells]


@task(*NONE, "Ulm")
def swiss_address(r: R) -> Made:
    cells = [
        pick(r, "Bahnhofstrasse|Rue du Lac|Am Rain|Via 1° Maggio"),
        f"{amount(r, 3)}{pick(r, ['', '', 'a'])}",
    ]
    cells += [str(r.randrange(1000, 9659)), pick(r, "Zürich|La Chaux-de-Fonds|Bad Ragaz|Bern")]
    return f"{cells[0]} {cells[1]}, {cells[2]} {cells[3]}", cells


@task(*NONE, "[ERROR] started", "started")
def bracketed_prefix(r: R) -> Made:
    cells = [
        f"{a_moment(r):%Y-%m-%d %H:%M:%S}",
        pick(r, "ERROR|INFO|WARN"),
        pick(r, [word(r), f"{word(r)}.{word(r)}", f"{word(r)}-{amount(r, 2)}"]),
    ]
    cells.append(f"{' '.join(words(r, 1, 5))}{pick(r, ['', f': {amount(r)}', ' [retry]'])}")
    return f"[{cells[0]}] [{cells[1]}] {cells[2]}: {cells[3]}", cells


@task(*NONE, "at java.lang")
def stack_frame(r: R) -> Made:
    name = ".".join(words(r, 1, 3))
    kind = word(r).title()
    cells = [
        f"{name}.{kind}",
        pick(r, [word(r), "<init>", f"get{word(r).title()}"]),
        f"{kind}.java",
        str(amount(r)),
    ]
    return f"\tat {cells[0]}.{cells[1]}({cells[2]}:{cells[3]})", f"{cells[2]}:{cells[3]}"


@task(*NONE, "latest")
def image_tag(r: R) -> Made:
    name = pick(r, [word(r), f"{word(r)}/{word(r)}", f"registry.example.com/{word(r)}/{word(r)}-{word(r)}"])
    tag = pick(r, ["latest", f"{amount(r, 2)}.{amount(r, 2)}", f"v{amount(r, 1)}-alpine", word(r)])
    return f"{name}:{tag}", tag


@task(*NONE, "# m h dom mon dow command")
def scheduled_command(r: R) -> Made:
    cells = [pick(r, [pick(r, "*|*/5|0|1-5|0,30"), str(r.randrange(1, 12))]) for _ in range(5)]
    cells.append(pick(r, ["/usr/bin/backup --all", "cd /srv && make", "date", "python3 -m jobs.clean 7"]))
    return " ".join(cells), cells[5]


@task(*NONE, "fix typo")
def commit_line(r: R) -> Made:
    cells = [f"{r.randrange(16**7):07x}", " ".join(words(r, 1, 6)) + pick(r, ["", "", f" (#{amount(r)})"])]
    return " ".join(cells), f"{cells[1]} [{cells[0]}]"


@task(*NONE, "John")
def verse(r: R) -> Made:
    cells = [pick(r, "John|1 John|Song of Songs|Ps|2 Kings"), str(amount(r, 2)), str(r.randrange(1, 30))]
    last = str(r.randrange(30, 60)) if r.random() < 0.6 else None
    return f"{cells[0]} {cells[1]}:{cells[2]}" + (f"-{last}" if last else ""), [*cells, last]


@task("", "n/a")
def page_ranges(r: R) -> Made:
    cells, page = [], 0
    for _ in range(r.randint(1, 4)):
        page += r.randrange(1, 40)
        cells.append(pick(r, [str(page), f"{page}-{page + 3}"]))
        page += 4
    return f"pp. {', '.join(cells)}", cells


@task("", "n/a")
def breadcrumbs(r: R) -> Made:
    cells = ["Home", *some(r, "Kitchen|Pots & Pans|24-inch|Sale -20%|Café|Outdoor / Garden", 1, 4)]
    return pick(r, [" > ", " » "]).join(cells), cells


@task("", "to be decided")
def set_scores(r: R) -> Made:
    cells = [f"{r.randrange(8)}-{r.randrange(8)}" for _ in range(r.randint(2, 5))]
    return (
        f"{pick(r, 'Graf|Nadal|Świątek|del Potro')} beat {pick(r, 'Seles|Federer|Ng')} {', '.join(cells)}",
        cells,
    )


@task("", "???")
def formula_parts(r: R) -> Made:
    cells = [f"{each}{pick(r, ['', '', '2', '3', '12'])}" for each in some(r, "H|C|O|Na|Cl|Fe|S|Ca|N", 1, 4)]
    return "".join(cells), cells


@task(*NONE, "12 mm")
def measured(r: R) -> Made:
    cells = [decimal(r), decimal(r), pick(r, "mm|kg|MeV|°C")]
    return f"{cells[0]} ± {cells[1]} {cells[2]}", cells


@task("", "A")
def choices(r: R) -> Made:
    cells = [
        pick(r, [word(r), f"dark {word(r)}", decimal(r), f"{word(r)} and {word(r)}"])
        for _ in range(r.randint(2, 4))
    ]
    return " ".join(f"{sign}) {cell}" for sign, cell in zip("ABCD", cells, strict=False)), cells


@task(*NONE, "LH 123")
def flight_ends(r: R) -> Made:
    cells = [f"{pick(r, 'LH|U2|BA|SK')}{amount(r)}", pick(r, "FRA|OSL|JFK"), pick(r, "HND|GRU|LIS"), clock(r)]
    return (
        f"{cells[0]} {cells[1]}{pick(r, ['-', ' - ', '–'])}{cells[2]} dep. {cells[3]}",
        f"{cells[1]} to {cells[2]}",
    )


@task(*NONE, "Lovelace")
def author_name(r: R) -> Made:
    family, given = (
        pick(r, "Lovelace|van Rossum|O'Neil|García Márquez|Itō"),
        pick(r, "Ada|Guido|Gabriel José|B. B."),
    )
    born, died = r.randrange(1800, 1950), str(r.randrange(1950, 2024)) if r.random() < 0.6 else ""
    return f"{family}, {given} ({born}–{died})", f"{given} {family}"


@task(*NONE, "a -> b")
def weighted_edge(r: R) -> Made:
    cells = [pick(r, TOWNS), pick(r, WHO), decimal(r)]
    return f"{cells[0]} -> {cells[1]} [{pick(r, 'weight|w|cost')}={cells[2]}]", cells
