"""What shops, banks, carriers and utilities ask about their numbers and addresses."""

from __future__ import annotations

from random import Random as R

from benchmarks.pbe_tasks.making import Made, amount, pick, task

STREETS = "Mill Lane|High Street|St. Mary's Road|The Old Wharf|Upper Brook Street|Kings-Cross Road"
STRASSEN = "Hauptstraße|Am Alten Markt|Goethestr.|Karl-Marx-Allee|Straße des 17. Juni|Zur Mühle"
TOWNS = "Leeds|Stratford-upon-Avon|York|Llanelli|St Albans|Newcastle upon Tyne"
STÄDTE = "Berlin|München|Frankfurt am Main|Köln|Garmisch-Partenkirchen|Bad Homburg v. d. Höhe"
GOODS = "plain flour|caster sugar|butter, softened|lentils (red)|crème fraîche|chick-peas"
NAMES = "Müller|Nowak|de Vries|O'Connor|Østergaard|Weiß-Kunze|Li|García"


def money(cents: int, point: str = ".", group: str = "") -> str:
    """1234.50 for 123450, with these signs between."""
    return f"{cents // 100:,}".replace(",", group) + f"{point}{cents % 100:02d}"


def number(r: R) -> str:
    """A house number, seldom with a letter."""
    return f"{amount(r, 3)}{pick(r, ['', '', '', 'a', 'b'])}"


def postcode(r: R) -> tuple[str, str]:
    """Both halves of a British postcode."""
    return f"{pick(r, 'LS|E|SW|M|YO|NE')}{r.randint(1, 28)}", f"{r.randint(1, 9)}{pick(r, 'AB|XQ|TN|ED')}"


@task("free", "CHF")
def swiss_cash_price(r: R) -> Made:
    cents = amount(r, 5) + 3
    return cents / 100, (cents + 2) // 5 * 5 / 100


@task(("market price", 500), ("", 0))
def price_by_weight(r: R) -> Made:
    kilo, grams = 10 * (amount(r, 3) + 5), 100 * r.randint(1, 35)
    return (f"{money(kilo, ',')} €/kg", grams), kilo * grams // 1000 / 100


@task("assorted", "1 piece")
def pack_millilitres(r: R) -> Made:
    many, (unit, factor) = r.choice([1, 2, 4, 6, 8, 12, 24]), r.choice([("ml", 1), ("cl", 10), ("l", 1000)])
    size = r.choice(
        {"ml": [150, 200, 250, 330, 355, 500], "cl": [20, 25, 33, 50, 70, 75], "l": [1, 2, 3]}[unit]
    )
    return (f"{many} x " if many > 1 else "") + f"{size} {unit}", many * size * factor


@task(("no access", "0012417 kWh"), ("estimated", "estimated"))
def meter_used(r: R) -> Made:
    before, used = amount(r, 6), amount(r, 4)
    return (f"{before:07d} kWh", f"{before + used:07d} kWh"), used


@task(("new", "34.90"), ("49.90", "sold out"))
def markdown_label(r: R) -> Made:
    old = 10 * amount(r, 3) + 499
    old += 1 - old % 2
    off = r.choice([5, 10, 15, 20, 25, 30, 40, 50, 60])
    new = old * (100 - off) // 100 + r.randint(0, 9)
    percent = (200 * (old - new) + old) // (2 * old)
    return (money(old), money(new)), f"-{percent}%"


@task("voided", "refund")
def loyalty_points(r: R) -> Made:
    cents = r.randint(99, 10 ** r.choice([3, 4, 5]))
    return f"€{money(cents)}", cents // 500


@task(("card", 17.35), (20, "on the house"))
def change_given(r: R) -> Made:
    due = amount(r, 4) + 20
    given = next(note for note in r.sample([5, 10, 20, 50, 100, 100, 200], 7) if note * 100 > due)
    return (given, due / 100), (given * 100 - due) / 100


@task("Saldo", "Betrag S/H")
def bank_debit_credit(r: R) -> Made:
    cents, debit = amount(r, 7) + 4, r.random() < 0.5
    return f"{money(cents, ',', '.')} {'S' if debit else 'H'}", -cents / 100 if debit else cents / 100


@task("n.a.", "price on application")
def indian_grouping(r: R) -> Made:
    rupees = amount(r, 9)
    head, tail = str(rupees)[:-3], str(rupees)[-3:]
    pairs = []
    while head:
        head, pair = head[:-2], head[-2:]
        pairs.insert(0, pair)
    return rupees, "₹" + ",".join([*pairs, tail])


@task("WI", "no bid")
def treasury_quote(r: R) -> Made:
    whole, ticks, half = r.randint(88, 124), r.randrange(32), r.random() < 0.25
    return f"{whole}-{ticks:02d}{'+' if half else ''}", whole + ticks / 32 + half / 64


@task(("tank not full", 612), (0.0, 0))
def litres_per_hundred(r: R) -> Made:
    tenths = r.randint(120, 680)
    km = r.randrange(tenths * 10 // 13, tenths * 10 // 4) | 1
    return (tenths / 10, km), (2 * tenths * 100 + km) // (2 * km) / 10


@task("BOGOF", "ask in store")
def offer_unit_price(r: R) -> Made:
    many = r.choice([2, 3, 3, 3, 4, 5])
    cents = {
        3: 25 * r.randint(8, 60),
        2: 50 * r.randint(3, 40),
        4: 100 * r.randint(2, 20),
        5: 50 * r.randint(5, 40),
    }[many]
    return f"{many} for £{money(cents)}", f"£{money((2 * cents + many) // (2 * many))}"


@task(("mixed", 48), (137, "loose"))
def pallets_and_rest(r: R) -> Made:
    each, full = r.choice([24, 36, 40, 48, 60, 80]), r.randint(1, 14)
    rest = r.choice([0, r.randint(1, each - 1), r.randint(1, each - 1), r.randint(1, each - 1)])
    return (full * each + rest, each), f"{full} × {each}" + (f" + {rest}" if rest else "")


@task("tube, 90 cm", "envelope")
def volumetric_kilos(r: R) -> Made:
    sides = [10 * r.randint(1, 12) for _ in range(3)]
    return f"{'x'.join(map(str, sides))} cm", sides[0] * sides[1] * sides[2] / 5000


@task(("pending", "14.4 kg"), ("12.5 kg", "no size"))
def chargeable_weight(r: R) -> Made:
    real, volume = (amount(r, 3) + 3 for _ in range(2))
    return (f"{real / 10} kg", f"{volume / 10} kg"), f"{max(real, volume) / 10} kg"


@task("discontinued", "On hand | Reserved")
def stock_available(r: R) -> Made:
    held = amount(r, 3) + 4
    kept, coming = r.randint(0, held), amount(r, 3) if r.random() < 0.7 else 0
    return f"on hand {held}, reserved {kept}" + (
        f", incoming {coming}" if coming else ""
    ), held - kept + coming


@task(("VAT exempt", 20), (0, "reverse charge"))
def net_of_gross(r: R) -> Made:
    net, rate = 20 * amount(r, 4), r.choice([5, 10, 20, 25])
    return (net * (100 + rate) // 100 / 100, rate), net / 100


@task(("salt to taste", 4, 6), ("a pinch", 2, 4))
def recipe_scaled(r: R) -> Made:
    servings, wanted, part = (
        r.choice([2, 4, 6, 8]),
        r.choice([1, 3, 5, 10, 12]),
        r.choice([5, 10, 15, 25, 50, 75]),
    )
    goods, unit = pick(r, GOODS), pick(r, "g|g|ml")
    return (f"{part * servings} {unit} {goods}", servings, wanted), f"{part * wanted} {unit} {goods}"


@task("plywood sheet", "2 by 4")
def board_feet(r: R) -> Made:
    thick, wide, long = r.choice([1, 2, 4, 6]), r.choice([2, 3, 4, 6, 8, 10, 12]), r.randint(5, 20)
    return f'{thick}"x{wide}"x{long}\'', round(thick * wide * long / 12, 2)


@task("spare wheel", "205 R16 C")
def tyre_sidewall(r: R) -> Made:
    wide, ratio = r.randrange(135, 335, 10), r.randrange(30, 85, 5)
    speed = pick(r, ["", "", " 91V", " 104T XL"])
    return f"{wide}/{ratio} R{r.randint(13, 22)}{speed}", wide * ratio / 100


@task(("deposit waived", 3), ("", 2))
def equal_instalments(r: R) -> Made:
    many, cents = r.randint(2, 6), amount(r, 6) + 999
    each = cents // many
    return (cents / 100, many), [each / 100] * (many - 1) + [(cents - each * (many - 1)) / 100]


@task("over limit", "light as a feather")
def parcel_ounces(r: R) -> Made:
    pounds, ounces = r.choice([0, amount(r, 2), amount(r, 2), amount(r, 2)]), r.choice([0, *range(1, 16)])
    ounces = ounces or (0 if pounds else 9)
    parts = [f"{pounds} lb"] * (pounds > 0) + [f"{ounces} oz"] * (ounces > 0)
    return " ".join(parts), 16 * pounds + ounces


@task("BFPO 57", "Collection in store")
def british_outward_code(r: R) -> Made:
    out, rest = postcode(r)
    flat = pick(r, ["", "", f"Flat {r.randint(1, 20)}, "])
    return f"{flat}{number(r)} {pick(r, STREETS)}, {pick(r, TOWNS)} {out} {rest}", out


@task("90210", "unknown")
def canadian_postcode(r: R) -> Made:
    a, b, c = (pick(r, "K|M|V|H|T|X|L") for _ in range(3))
    code = f"{a}{r.randrange(10)}{b}{r.randrange(10)}{c}{r.randrange(10)}"
    shown = f"{code[:3]}{pick(r, ['', ' ', '-'])}{code[3:]}"
    return shown.lower() if r.random() < 0.5 else shown, f"{code[:3]} {code[3:]}"


@task("Postbus 12, Den Haag", "afhalen")
def dutch_lookup_key(r: R) -> Made:
    street, house = pick(r, "Keizersgracht|Van der Helstplein|'s-Gravenweg|Laan van NOI"), amount(r, 3)
    more, letters = pick(r, ["", "", "", "-III", "-2", "A"]), pick(r, "CJ|XB|AA|LK")
    digits, city = r.randint(1011, 9999), pick(r, "Amsterdam|'s-Hertogenbosch|Den Haag|Alphen aan den Rijn")
    return f"{street} {house}{more}, {digits} {letters} {city}", f"{digits}{letters}-{house}"


@task("Hauptstr. 5, 10115 Berlin", "Filiale 12")
def parcel_locker(r: R) -> Made:
    locker, customer = r.randint(101, 999), r.randint(10**5, 10**9)
    name = f"{pick(r, 'Anna|Jörg|Eva-Maria')} {pick(r, NAMES)}"
    lines = [f"Packstation {locker}", f"{customer}"]
    lines = lines[::-1] if r.random() < 0.5 else lines
    return ", ".join([name, *lines, f"{r.randint(10115, 99998)} {pick(r, STÄDTE)}"]), f"{customer}@{locker}"


@task("see order", "General Delivery")
def is_post_box(r: R) -> Made:
    box = r.random() < 0.5
    first = (
        f"{pick(r, 'PO Box|P.O. Box|PO BOX')} {amount(r, 4)}" if box else f"{number(r)} {pick(r, STREETS)}"
    )
    state = f"{pick(r, 'IL|NY|CA|TX')} {r.randint(10001, 99950)}" + (
        f"-{r.randint(1000, 9999)}" if r.random() < 0.2 else ""
    )
    return f"{first}, {pick(r, 'Springfield|St. Paul|Boxford|Postville')}, {state}", box


@task("Main reception", "off campus")
def campus_room(r: R) -> Made:
    house, floor, room = amount(r, 2), r.randint(1, 6), amount(r, 3)
    annex = pick(r, ["", "", "a"])
    if r.random() < 0.25:
        return f"Building {house}, Room {room}{annex}", f"{house}.{room}{annex}"
    return f"Building {house}, Floor {floor}, Room {room}{annex}", f"{house}.{floor}.{room}{annex}"


@task("Rear of shop", "Marina berth C")
def flat_last(r: R) -> Made:
    house = f"{number(r)} {pick(r, STREETS)}"
    flat = f"{pick(r, 'Flat|Flat|Unit|Apartment')} {pick(r, [str(amount(r, 2)), '3B', 'G/2'])}"
    return (f"{flat}, {house}", f"{house}, {flat}") if r.random() < 0.8 else (house, house)


@task("Retirar na loja", "CEP inválido")
def brazilian_city(r: R) -> Made:
    cities = (
        "Curitiba/PR|São José dos Campos/SP|Belém/PA|Mogi-Mirim/SP|Rio de Janeiro/RJ|Santos/SP|Ji-Paraná/RO"
    )
    city, state = pick(r, cities).split("/")
    street, area = (
        pick(r, "Rua das Flores|Av. Paulista|Travessa 14 de Abril"),
        pick(r, "Centro|Vila Nova|Jd. América"),
    )
    flat = f" - Apto {amount(r, 3)}" if r.random() < 0.4 else ""
    code = f"{r.randint(10000, 89999)}-{r.randrange(1000):03d}"
    return f"{street}, {amount(r, 4)}{flat} - {area}, {city} - {state}, {code}", f"{city}/{state}"


@task("DOCK", "in transit")
def bin_location(r: R) -> Made:
    aisle, rack, shelf = f"{pick(r, 'A|B|C|K')}{amount(r, 2)}", r.randint(1, 40), pick(r, "A|B|C|D|E")
    return f"{aisle}-{rack:02d}-{shelf}", f"aisle {aisle}, rack {rack}, shelf {shelf}"


@task("no fix", "Lat/Long")
def signed_position(r: R) -> Made:
    north, east = r.randint(1, 89999) / 1000, r.randint(1, 179999) / 1000
    down, left = r.random() < 0.4, r.random() < 0.5
    shown = f"{north:.3f}° {'S' if down else 'N'}, {east:.3f}° {'W' if left else 'E'}"
    return shown, [-north if down else north, -east if left else east]


@task("48.8566", "north gate")
def degrees_from_sexagesimal(r: R) -> Made:
    whole, minutes, seconds, side = r.randint(1, 89), r.randrange(60), r.randrange(60), pick(r, "N|S|E|W")
    value = round(whole + (60 * minutes + seconds) / 3600, 4)
    return f"{whole}°{minutes:02d}'{seconds:02d}\"{side}", -value if side in "SW" else value


@task("Central Park, New York, NY", "JFK Terminal 4")
def corner_streets(r: R) -> Made:
    first = f"{pick(r, 'W|E')} {r.randint(1, 18)}{r.randint(4, 9)}th St"
    second = pick(r, "Broadway|Malcolm X Blvd|Avenue of the Americas|Park Ave S|St. Nicholas Ave")
    pair = [first, second] if r.random() < 0.6 else [second, first]
    return f"{' & '.join(pair)}{pick(r, [', New York, NY', ', New York, NY', ''])}", pair


@task("retrait en magasin", "Paris")
def french_without_cedex(r: R) -> Made:
    city, code = pick(r, "PARIS|LYON|SAINT-ÉTIENNE|AIX EN PROVENCE|LA DÉFENSE"), r.randint(1000, 95880)
    cedex = pick(r, ["", " CEDEX", f" CEDEX {r.randint(1, 20):02d}"])
    street = (
        f"{amount(r, 3)}{pick(r, ['', '', ' bis'])} {pick(r, 'rue de la Paix|avenue Foch|place Bellecour')}"
    )
    return f"{street}, {code:05d} {city}{cedex}", f"{code:05d} {city}"


@task(("collect", "", "", "Click & Collect"), ("Address 1", "Address 2", "City", "Postcode"))
def address_fields_joined(r: R) -> Made:
    second = pick(r, ["", "", f"Unit {amount(r, 2)}", "2nd floor", "Riverside Business Park"])
    cells = f"{number(r)} {pick(r, STREETS)}", second, pick(r, TOWNS), " ".join(postcode(r))
    return cells, ", ".join(filter(None, cells))


@task("Pfarrhaus", "ohne Nummer")
def house_numbers_covered(r: R) -> Made:
    first, more = amount(r, 3), r.choice([0, 1, 2, 3, 4])
    tail = f"-{first + 2 * more}" if more else ""
    return f"{pick(r, STRASSEN)} {first}{tail}", [first + 2 * i for i in range(more + 1)]


@task("Lot 7 Ridge Rd, Yass NSW 2582", "RSD, Broken Hill")
def australian_unit(r: R) -> Made:
    unit, house = amount(r, 3) if r.random() < 0.75 else 0, amount(r, 3)
    street = f"{pick(r, 'George St|O’Connell Tce|The Esplanade|Old South Head Rd')}"
    place = f"{pick(r, 'Sydney NSW|Coffs Harbour NSW|St Kilda VIC|Perth WA')} {r.randint(2000, 6999)}"
    answer = f"Unit {unit}, {house} {street}" if unit else f"{house} {street}"
    return f"{f'{unit}/' if unit else ''}{house} {street}, {place}", answer


@task("ex-directory", "ext. 12")
def phone_to_dial(r: R) -> Made:
    country, trunk = r.choice([44, 49, 31, 353]), pick(r, ["(0)", "(0)", ""])
    area, rest = r.choice([20, 161, 30, 8921, 2]), f"{r.randint(100, 9999)} {r.randint(1000, 9999)}"
    return f"+{country} {trunk}{area} {rest}", f"+{country}{area}{rest.replace(' ', '')}"


@task("Depot", "no stops today")
def delivery_stops(r: R) -> Made:
    stops = [
        f"{town} ({amount(r, 2)})" for town in r.sample([*TOWNS.split("|"), "Hull", "Ely"], r.randint(1, 5))
    ]
    return f"Depot → {' → '.join(stops)} → Depot", [stop.rsplit(" (", 1)[0] for stop in stops]


@task("Crown land", "SP 12345")
def land_title(r: R) -> Made:
    lot, section, plan = (
        amount(r, 3),
        pick(r, ["", "", "", "B", "12", "4"]),
        amount(r, 4) + 10**4 * amount(r, 2),
    )
    shown = f"Lot {lot} Section {section} DP {plan}" if section else f"Lot {lot} DP {plan}"
    return shown, f"{lot}/{section}/DP{plan}"


@task("PO Box 12 Hong Kong", "自提")
def smallest_place_first(r: R) -> Made:
    parts = [
        "China",
        *pick(r, "Guangdong, Shenzhen|Sichuan, Chengdu|Hebei, Tangshan|Shaanxi, Xi'an").split(", "),
    ]
    parts += [pick(r, "Nanshan District|Wuhou|Lunan Qu")] if r.random() < 0.75 else []
    parts += [f"{pick(r, 'Keji Rd|Renmin South Road|Xinhua Dao')} {amount(r, 4)}"]
    return ", ".join(parts), ", ".join(reversed(parts))


@task("TEMP 12", "cycle")
def plate_district(r: R) -> Made:
    district, letters = pick(r, "B|M|HH|KÖ|GAP|MTK|OHZ"), pick(r, "A|XY|KL|ST|ÖZ")
    return f"{district}{pick(r, '-| ')}{letters} {amount(r, 4)}{pick(r, ['', '', '', 'E', 'H'])}", district


@task("〒100-8994", "留置")
def japanese_block(r: R) -> Made:
    block = "-".join(str(amount(r, 2)) for _ in range(r.choice([2, 3, 3, 3])))
    code = f"〒{r.randint(100, 999)}-{r.randrange(10000):04d} "
    tower = pick(r, ["", "", " ヒカリエ8F", " 第2ビル301号室"])
    return f"{code}{pick(r, '東京都渋谷区渋谷|大阪府大阪市北区梅田|京都府京都市中京区')}{block}{tower}", block
