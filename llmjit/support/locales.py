"""Names of months and weekdays in other languages than English."""

from __future__ import annotations

import functools
import re

from llmjit.support.dates import MONTHS, WEEKDAYS

NAMES = {
    "German": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember "
    "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "German, short": "Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez Mo Di Mi Do Fr Sa So",
    "French": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre "
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "French, short": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc. "
    "lun. mar. mer. jeu. ven. sam. dim.",
    "Spanish": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre "
    "lunes martes miércoles jueves viernes sábado domingo",
    "Spanish, short": "ene feb mar abr may jun jul ago sep oct nov dic lun mar mié jue vie sáb dom",
    "Italian": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre "
    "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "Italian, short": "gen feb mar apr mag giu lug ago set ott nov dic lun mar mer gio ven sab dom",
    "Portuguese": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro "
    "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    "Portuguese, short": "jan fev mar abr mai jun jul ago set out nov dez seg ter qua qui sex sáb dom",
    "Dutch": "januari februari maart april mei juni juli augustus september oktober november december "
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "Dutch, short": "jan feb mrt apr mei jun jul aug sep okt nov dec ma di wo do vr za zo",
    "Swedish": "januari februari mars april maj juni juli augusti september oktober november december "
    "måndag tisdag onsdag torsdag fredag lördag söndag",
    "Danish": "januar februar marts april maj juni juli august september oktober november december "
    "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "Polish": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia "
    "poniedziałek wtorek środa czwartek piątek sobota niedziela",
}
ENGLISH = [*MONTHS, *WEEKDAYS]
_WORD = re.compile(r"[^\W\d_]+(?:-feira)?\.?")


@functools.cache
def _meanings() -> dict[str, str]:
    """What a name of a month or a long name of a weekday is in English, whatever the language."""
    found: dict[str, str] = {}
    for style, names in NAMES.items():
        known = 12 if style.endswith("short") else 19
        for name, english in list(zip(names.split(), ENGLISH, strict=True))[:known]:
            found.setdefault(name.lower(), english)
            found.setdefault(name.lower().rstrip("."), english)
    return found


def english_dates(text: str) -> str:
    """The text with names of months and weekdays in English; ``1er`` is the first."""

    def english(found: re.Match[str]) -> str:
        word, known = found[0].lower(), _meanings()
        end = "." if word.endswith(".") and word not in known else ""
        name = known.get(word) or known.get(word.rstrip("."))
        return name + end if name else found[0]

    return _WORD.sub(english, re.sub(r"\b1er\b", "1", text))


def dates_in(text: str, style: str) -> str:
    """The text with the English names of months and weekdays in the style of another language."""
    names = dict(zip(ENGLISH, NAMES[style].split(), strict=True))
    return re.sub("[A-Z][a-z]+", lambda found: names.get(found[0], found[0]), text)


def from_style(text: str, style: str) -> str:
    """The opposite of `dates_in`."""
    names = _in_english(style)
    return _WORD.sub(lambda found: names.get(found[0], found[0]), text)


@functools.cache
def _in_english(style: str) -> dict[str, str]:
    """The English names; a name of two things stands for the first."""
    names: dict[str, str] = {}
    for english, name in zip(ENGLISH, NAMES[style].split(), strict=True):
        names.setdefault(name, english)
    return names
