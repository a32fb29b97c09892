"""The guard of a young person's privacy: what, in some texts, should not be told in a room. Pure; it only looks."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from community.fingerprints import MOST_WORDS as LONGEST_NAME
from hub.search.fold import located

Kind = Literal["phone", "email", "number", "name"]

GAP = r"[ \u00a0\u202f.\-/]"
START, END = r"(?<![^\W_])(?<!\d[.,/-])", r"(?![^\W_])"
# +33, +32, +31 and the eight or nine digits behind them (ITU-T E.164), the first of Belgium's nine a 4.
INTERNATIONAL = re.compile(
    rf"(?<![\w+])(?:\+|00)(?:3[13]{GAP}{{0,3}}(?:\(?0\)?)?{GAP}{{0,3}}[1-9](?:{GAP}?\d){{8}}"
    rf"|32{GAP}{{0,3}}(?:\(?0\)?)?{GAP}{{0,3}}(?:4(?:{GAP}?\d){{8}}|[1-9](?:{GAP}?\d){{7}}))(?!\d)"
)
# National forms: in pairs, as in France; Belgian mobile phones and areas; Dutch mobile phones and areas.
NATIONAL = re.compile(
    rf"{START}(?:0[1-9]({GAP}?)\d{{2}}\1\d{{2}}\1\d{{2}}\1\d{{2}}"
    rf"|04\d{{2}}{GAP}?\d{{2}}{GAP}?\d{{2}}{GAP}?\d{{2}}|04\d{{2}}{GAP}?\d{{3}}{GAP}?\d{{3}}"
    rf"|0[1-9]{GAP}\d{{3}}{GAP}?\d{{2}}{GAP}?\d{{2}}|0[1-9]\d{GAP}\d{{2}}{GAP}?\d{{2}}{GAP}?\d{{2}}"
    rf"|06{GAP}?\d{{8}}|0[1-9]\d{GAP}\d{{3}}{GAP}?\d{{2}}{GAP}?\d{{2}}|0[1-9]\d{{2}}{GAP}\d{{6}}){END}"
)
# Numbers of services, which one gives to everybody: 08 … in France, 0800 and 0900 elsewhere.
SERVICE = re.compile(r"08\d{8}|0[89]00\d+")
EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]+(?:@|\s?[\[(](?:at|arobase)[\])]\s?)[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}", re.IGNORECASE
)
# What every address has, and every number.
AT, FIGURE = re.compile(r"@|[\[(](?:at|arobase)[\])]", re.IGNORECASE), re.compile(r"\d")
NIR = re.compile(
    rf"{START}([1-478]{GAP}?\d{{2}}{GAP}?(?:0[1-9]|1[0-2]|[235-9]\d|4[0-2]){GAP}?(?:\d{{2}}|2[AB]){GAP}?\d{{3}}"
    rf"{GAP}?\d{{3}})(?:{GAP}?(\d{{2}}))?{END}",
    re.IGNORECASE,
)
CORSICA = {"2A": "19", "2B": "18"}
BELGIAN = re.compile(rf"{START}\d{{2}}{GAP}?\d{{2}}{GAP}?\d{{2}}{GAP}?\d{{3}}{GAP}?\d{{2}}{END}")
DUTCH = re.compile(rf"{START}(?:\d{{9}}|\d{{4}}[. ]\d{{2}}[. ]\d{{3}}){END}")
# Ten figures that no phone begins with: a residence file in France (AGDREF) or in the Netherlands (V-nummer).
FOREIGNER = re.compile(rf"{START}[1-9]\d{{9}}{END}")
# Where a name of a file goes on without a gap, as AminaDiallo.pdf does.
RUN_ON = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
# Of a text as long as a message may be, words beyond these are not looked at for names.
MOST_WORDS = 1_500


@dataclass(frozen=True)
class Found:
    """One thing that should not be told, as it stands in the text."""

    kind: Kind
    text: str

    @property
    def plain(self) -> str:
        """What tells that two are the same, however they are written."""
        return subscriber(self.text) if self.kind == "phone" else folded(self.text).replace(" ", "")


def folded(text: str) -> str:
    """Without accents, case and signs: words parted by one space."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))
    return " ".join("".join(one if one.isalnum() else " " for one in bare).split())


def digits_of(text: str) -> str:
    """The figures alone."""
    return "".join(one for one in text if one.isdigit())


def subscriber(text: str) -> str:
    """A phone number without its country and its leading nought."""
    digits = digits_of(text)
    abroad = re.match(r"(?:00)?3[123]", digits) if text.startswith(("+", "00")) else None
    return (digits[abroad.end() :] if abroad else digits).removeprefix("0")


def find_phones(text: str) -> list[Found]:
    """Numbers of France, Belgium and the Netherlands, as people write them; not those of services."""
    national = [one[0] for one in NATIONAL.finditer(text) if not SERVICE.fullmatch(digits_of(one[0]))]
    return [Found("phone", one) for one in [*(one[0] for one in INTERNATIONAL.finditer(text)), *national]]


def is_nir(match: re.Match[str]) -> bool:
    """A French social number: sex, year, month, place, order; where the key is given, it is 97 minus the rest."""
    number = re.sub(GAP, "", match[1]).upper()
    for letters, instead in CORSICA.items():
        number = number.replace(letters, instead)
    return match[2] is None or int(match[2]) == 97 - int(number) % 97


def is_belgian(match: re.Match[str]) -> bool:
    """A Belgian national number or bis number: a birthday, an order, 97 minus the rest (a 2 before it from 2000 on).

    The month of a bis number, which foreigners get, is 20 or 40 too high.
    """
    figures = digits_of(match[0])
    month, day = int(figures[2:4]), int(figures[4:6])
    likely = month < 60 and month % 20 <= 12 and day <= 31  # noqa: PLR2004  # months and days
    return likely and int(figures[9:]) in {97 - int(century + figures[:9]) % 97 for century in ("", "2")}


def is_dutch(match: re.Match[str]) -> bool:
    """A Dutch BSN: nine figures that pass the eleven-test (weights 9 to 2, and -1)."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * int(figure) for weight, figure in zip(weights, digits_of(match[0]), strict=True))
    return total > 0 and total % 11 == 0


NUMBERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], bool]], ...] = (
    (NIR, is_nir),
    (BELGIAN, is_belgian),
    (DUTCH, is_dutch),
    (FOREIGNER, bool),
)


def find_numbers(text: str) -> list[Found]:
    """Numbers of identity and residence papers; those with check digits only where these are right."""
    return [Found("number", match[0]) for form, test in NUMBERS for match in form.finditer(text) if test(match)]


def find_names(text: str, is_name: Callable[[str], bool]) -> list[Found]:
    """Words side by side that are a name, as they stand; the longest that begin at a word. `is_name` gets them joined."""
    apart = RUN_ON.sub(" ", text)
    words = located(apart)[:MOST_WORDS]
    found, place = [], 0
    while place < len(words):
        for end in range(min(place + LONGEST_NAME, len(words)), place + 1, -1):
            if is_name("".join(word for word, _start, _end in words[place:end])):
                quoted = apart[words[place][1] : words[end - 1][2]]
                found.append(Found("name", " ".join(quoted.split())))
                place = end - 1
                break
        place += 1
    return found


def find_private(texts: Iterable[str], *, is_name: Callable[[str], bool] | None = None) -> list[Found]:
    """Everything in these texts that should not be told, each once; `is_name` knows names by their joined words."""
    found: dict[tuple[str, str], Found] = {}
    for text in texts:
        bare = text.replace("_", " ")  # as in names of files
        emails = [Found("email", one[0]) for one in EMAIL.finditer(text)] if AT.search(text) else []
        # Most messages hold no figure, and need not be gone through for every kind of number.
        phones, numbers = (find_phones(bare), find_numbers(bare)) if FIGURE.search(bare) else ([], [])
        for one in (*phones, *emails, *numbers, *(find_names(bare, is_name) if is_name else ())):
            found.setdefault((one.kind, one.plain), one)
    return list(found.values())
