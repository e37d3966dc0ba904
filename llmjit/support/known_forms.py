"""Texts of forms that everybody knows: log lines, frames of a trace, paths, endpoints, names, addresses, remotes.

A form says what the parts of such a text are called. A part that a text does not have is not among its fields.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST = 3000

_DAY = r"(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)"
_LEVEL = r"(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL|SEVERE)"
_COMMIT = r"(?:feat|fix|docs|chore|refactor|test|style|perf|build|ci|revert)"
_TARGET = r"(?P<target>(?P<path>[^\s?#\"]+)(?:\?(?P<query>[^\s#\"]*))?)"
_REQUEST = rf"(?P<method>[A-Z]+) {_TARGET} (?P<protocol>[A-Z]+/[\d.]+)"
_CODE = r"(?P<code>(?:[A-Z]{1,2}-)?(?:\d{5}|\d{4}(?: ?[A-Z]{2})?|\d{3} \d{2}|\d{2}-\d{3}))"
_TOWN = rf"{_CODE} (?P<town>[^,\n\d][^,\n]*)(?:(?:, |\n)(?P<country>[^,\n\d]+))?"
_BOX = (
    r"(?P<box>(?:Postfach|Postbus|Boîte postale|B\.?P\.?|P\.?O\.? ?Box|Casella postale|Apartado|Box) [\d ]+)"
)
_STREET = (
    r"(?P<line>(?P<street>[^\n,]*?[^\n, \d][^\n,]*?) (?P<house>\d+(?: ?[A-Za-z])?(?:[-/]\d+ ?[A-Za-z]?)*))"
)
_ROOM = r"(?:(?:Apt|Apartment|Suite|Ste|Unit|Floor|Fl|Room|Rm|Flat|Bldg|Building|Level)\.? ?[\w-]+|# ?[\w-]+)"
_UNIT = rf"(?P<unit>{_ROOM}(?:, {_ROOM})*)"
_ZIP = r"(?P<postcode>(?P<zip>\d{5})(?:-(?P<plus>\d{4}))?)"
_PARTICLE = r"(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|el|al|bin|ibn|ten|ter|zu|zum|af|av)"
_NAME = r"(?![a-zß-öø-ÿ]|(?:Jr|Sr|II|III|IV|PhD|MD|Esq)\b)[^\W\d_][\w.'\u2019-]*"
_LAST = rf"(?P<last>(?:{_PARTICLE} )*{_NAME})"
_GIVEN = rf"(?P<given>(?P<first>{_NAME})(?: (?P<middle>{_NAME}(?: {_NAME})*?))?)"
_TITLE = r"(?:(?:Dr|Prof|Mr|Mrs|Ms|Miss|Sir|Dame|Rev|Fr|Herr|Frau|Mme|Ing|Dipl|Hon|Capt|Captain|Lt|Col|Gen|Sgt|PhD)\.?)"
_LEGAL = (
    r"(?P<legal>(?:GmbH|AG|UG|KG|OHG|SE|e\.K\.|eG)(?: & Co\. ?(?:KG|KGaA|OHG))?|Inc\.?|Incorporated|Corp\.?"
    r"|Corporation|Co\.|Ltd\.?|Limited|plc|L\.?L\.?C\.?|L\.?L\.?P\.?|L\.?P\.|P\.?L\.?C\.?|S\.?A\.?S?\.?"
    r"|S\.?[Ll]\.?|S\.?[Rr]\.?[Ll]\.?|S\.?p\.?A\.?|SARL|Sarl|S\.à r\.l\.|B\.?V\.?|N\.?V\.?|A/S|ApS|AB|AS|ASA|Oyj?"
    r"|Kft\.?|s\.r\.o\.|a\.s\.|Sp\. z o\.o\."
    r"|(?:Co\.?|P[tv][ety]\.?),? (?:Ltd\.?|Limited|Inc\.?|L\.?L\.?C\.?)|Ltda\.?|K\.K\.)"
)
_BARE = r"[^\\/:*?\"<>|\n]+"
_SUFFIX = r"(?P<suffix>\.(?P<extension>[A-Za-z0-9]+))?"
_FILE = (
    r"(?P<base>(?P<way>(?:(?P<folder>(?:[^\n:]*/)?(?P<parent>[^/\n:]+))?/)?)"
    r"(?=(?P<file>[^/\\\n:]+)$)(?P<stem>[^/\\\n:]+?))"
)

FORMS: dict[str, str] = {
    "access log": rf"(?P<client>\S+) \S+ (?P<user>\S+) \[(?P<time>[^\]\n]*)\] \"(?:{_REQUEST}|[^\"\n]*)\" "
    r"(?P<status>\d{3}) (?P<size>\d+|-)(?: \"(?P<referrer>[^\"\n]*)\" \"(?P<agent>[^\"\n]*)\")?(?: .*)?",
    "request": _REQUEST,
    "syslog": rf"(?:<(?P<priority>\d{{1,3}})>(?:\d )?)?(?P<time>{_DAY}) (?P<host>\S+) "
    r"(?P<program>[^\s:\[\]]+)(?:\[(?P<process>\d+)\])?: (?P<message>.*)",
    "klog": r"(?P<letter>[IWEF])(?P<day>\d{4}) (?P<time>\d\d:\d\d:\d\d(?:\.\d+)?) +(?P<thread>\d+) "
    r"(?P<source>(?P<file>[^\s:\]]+):(?P<line>\d+))\] (?P<message>.*)",
    "logger": rf"(?P<time>{_DAY}) (?:\[(?P<thread>[^\]\n]*)\] )?\[?(?P<level>{_LEVEL})\]? +"
    r"(?:\[(?P<worker>[^\]\n]*)\] +)?(?P<logger>(?:[\w$-]+\.)*(?P<name>[\w$-]+)) ?(?:-|:) (?P<message>.*)",
    "level": rf"(?P<time>{_DAY}) \[?(?P<level>{_LEVEL})\]?:? +(?P<message>.*)",
    "frame of Python": r"\s*File \"(?P<path>(?:(?P<folder>[^\"\n]*)[/\\])?(?P<file>[^\"\n/\\]+))\", "
    r"line (?P<line>\d+)(?:, in (?P<function>.+))?",
    "frame of Java": r"\s*at (?P<name>(?P<class>[\w.$]+)\.(?P<method>[\w<>$]+))\((?P<file>[^():\n]+)"
    r"(?::(?P<line>\d+))?\)",
    "frame of JavaScript": r"\s*at (?P<function>[^\s()]+) \((?P<path>(?:(?P<folder>[^()\n]*)/)?(?P<file>[^()\n/:]+))"
    r":(?P<line>\d+):(?P<column>\d+)\)",
    "commit": rf"(?P<kind>{_COMMIT})(?:\((?P<scope>[^()\n]+)\))?(?P<breaking>!)?: (?P<subject>\S.*)",
    "endpoint": r"(?P<host>\[[0-9A-Fa-f:.]+\]|\d{1,3}(?:\.\d{1,3}){3}|(?=[\d.-]*[A-Za-z])[\w-]+(?:\.[\w-]+)*)"
    r":(?P<port>\d{1,5})",
    "mail address": r"(?P<user>(?P<mailbox>[^\s@+<>()\",;:]+)(?:\+(?P<tag>[^\s@<>()\",;:]+))?)@"
    r"(?P<host>[\w.-]+\.[\w-]+)",
    "path of Windows": r"(?P<base>(?P<folder>(?P<drive>(?P<letter>[A-Za-z]):|\\\\[^\\/\n]+\\[^\\/\n]+)(?=(?P<way>.*))"
    rf"(?:(?:\\{_BARE})*?\\(?P<parent>{_BARE}))?)\\(?=(?P<file>{_BARE})$)(?P<stem>{_BARE}?)){_SUFFIX}",
    "path from the root": r"(?P<base>(?P<folder>~?(?:/[^/\n:]+)*?/(?P<parent>[^/\n:]+)|~)/"
    rf"(?=(?P<file>[^/\n:]+)$)(?P<stem>[^/\n:]+?)){_SUFFIX}",
    "file": rf"{_FILE}{_SUFFIX}",
    "path": rf"(?P<folder>(?:[^\s/:]+)?(?:/[^/\n:]+)*)/(?P<file>(?P<stem>[^/\n:]+?){_SUFFIX})",
    "address of Germany": rf"(?:{_BOX}(?=[,\n])|{_STREET})(?:, |\n){_TOWN}",
    "address of France": r"(?P<line>(?P<house>\d+(?: ?(?:bis|ter|quater|[A-Za-z]))?(?:[-/]\d+)?),? "
    rf"(?P<street>[^\n,\d][^\n,]*))(?:, |\n){_TOWN}",
    "address of the USA": r"(?:(?P<name>(?!\d)[^\n,]+)\n(?:(?P<via>(?!\d)[^\n]+)\n)?)?"
    r"(?P<road>(?P<number>\d+[A-Za-z]?) (?P<street>[^,\n]+)|P\.?O\.? Box \d+)"
    rf"(?:(?:, |\n){_UNIT})?(?:, |\n)(?P<place>(?P<city>[^,\n]+), (?P<state>[A-Z]{{2}}) {_ZIP})"
    r"(?:(?:, |\n)(?P<country>[^,\n\d]+))?",
    "address of Britain": r"(?P<lines>(?P<road>[^,\n]+)(?:, [^,\n]+)*?)(?:, |\n)(?P<town>[^,\n\d]+?)(?:, |\n| )"
    r"(?:(?=(?P<postcode>\S+ \S+)$))?(?P<outward>[A-Z]{1,2}\d[A-Z\d]?) ?(?P<inward>\d[A-Z]{2})",
    "postcode of Britain": r"(?P<outward>[A-Za-z]{1,2}\d[A-Za-z\d]?)[ -]*(?P<inward>\d[A-Za-z]{2})",
    "telephone number of North America": r"(?:\+?1[ ./-]?)?(\()?(?P<area>\d{3})(?(1)\))[ ./-]?"
    r"(?P<exchange>\d{3})[ .-]?(?P<line>\d{4})(?:,? (?:ext\.?|x) ?(?P<extension>\d{1,6}))?",
    "remote of git": r"(?:(?P<scheme>https?|ssh|git)://(?:[^\s@/]+@)?|(?P<user>[\w.-]+)@)"
    r"(?P<host>[\w-]+(?:\.[\w-]+)*)(?::\d+(?=/))?[:/]"
    r"(?P<path>(?:(?P<group>[^\s:/]+(?:/[^\s:/]+)*)/|(?=[^\s:/]+\.git$))(?P<repository>[^\s:/]+?))(?:\.git)?/?",
    "resource of AWS": r"arn:(?P<partition>aws[\w-]*):(?P<service>[\w-]+):(?P<region>[\w-]+)?:(?P<account>\d+)?:"
    r"(?P<resource>(?:(?P<kind>[^\s:/]+)[:/](?:[^\s:]*/)?)?(?P<name>[^\s:/]+))",
    "object of a store": r"(?P<scheme>s3|gs|abfss?|wasbs?|oss)://(?P<bucket>[^\s/]+)/"
    rf"(?P<key>(?:(?P<folder>[^\n]*)/)?(?P<file>(?P<stem>[^/\n]+?){_SUFFIX}))",
    "image of a container": r"(?P<name>(?:(?P<registry>(?=[^/]*[.:]|localhost/)[\w.-]+(?::\d+)?)/)?"
    r"(?P<repository>(?:(?P<namespace>[\w.-]+(?:/[\w.-]+)*)/)?(?P<image>[\w.-]+)))(?::(?P<tag>[\w.-]+))?",
    "company": rf"(?P<name>[^\s,][^\n,]*?)(?<! &)(?<! and),? {_LEGAL}",
    "person": rf"(?:(?P<title>{_TITLE}(?: {_TITLE})*) )?{_GIVEN} {_LAST}",
    "person, last name first": rf"(?P<last>(?:{_PARTICLE} )*{_NAME}(?: {_NAME}){{0,2}}), {_GIVEN}"
    rf"(?:,? \(?(?P<title>{_TITLE}(?: {_TITLE})*)\)?)?",
}
"""Every form with named parts; texts are short, and no pattern looks back far."""
_FORMS = {name: re.compile(source) for name, source in FORMS.items()}


SHORT = ("initials", "short")
"""Parts of names that are made, and do not stand in the text."""


class FormError(ValueError):
    """The text is not of this form."""


def first_numbers(text: str, count: int) -> str:
    """The first numbers of a network address such as ``192.0.2.7``, with points. Raises FormError for other texts."""
    numbers = text.split(".")
    if len(numbers) != 4 or not all(number.isdecimal() and int(number) < 256 for number in numbers):
        raise FormError(f"{text[:80]!r} is no network address")
    return ".".join(numbers[:count])


def ordered_words(text: str) -> list[str]:
    """The words of a text, in order of the alphabet. Raises FormError where there are fewer than two."""
    words = sorted(re.findall(r"[\w.'\u2019-]+", text))
    if len(words) < 2:
        raise FormError(f"{text[:80]!r} has fewer than two words")
    return words


def parse_form(text: str, form: str) -> dict[str, str]:
    """The parts of a text of a known form, by name. Raises FormError for other texts.

    A form may be named ``... without unit``: then a text with that part is another one; ``... with suffix``, one
    that lacks it.
    """
    known, said, part = (*re.split(r" (without|with) (?=\w+$)", form), "", "")[:3]
    found = _FORMS[known].fullmatch(text) if len(text) <= LONGEST else None
    if found is None or (part and (found[part] is None) != (said == "without")):
        raise FormError(f"{text[:80]!r} is no {form}")
    parts = {name: part for name, part in found.groupdict().items() if part is not None}
    return parts | _initials(parts["given"].split(" ")) if "given" in parts else parts


def _initials(names: Sequence[str]) -> dict[str, str]:
    """Given names in short, as ``A. M.`` and ``Anna M.``; of names with hyphens people write one initial or two."""
    if any("-" in name for name in names):
        return {}
    letters = [f"{name[0]}." for name in names]
    return {"initials": " ".join(letters), "short": " ".join([names[0], *letters[1:]])}
