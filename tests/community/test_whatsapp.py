"""WhatsApp's exports: whatever a phone writes is read as it was said, or refused with the number of the line."""

import io
import zipfile
from contextlib import suppress
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.whatsapp.box import MOST_FILES, read_text
from community.whatsapp.heads import WhatsAppRefusal
from community.whatsapp.parse import Message, parse, shown_name

# style: (how a head is written, how long a year is)
STYLES = {
    "android fr": "{at:%d/%m/%Y}, {at:%H:%M} - {who}: {text}",
    "android fr, à": "{at:%d/%m/%Y} à {at:%H:%M} - {who}: {text}",
    "android nl": "{at:%d-%m-%Y} {at:%H:%M} - {who}: {text}",
    "android en": "{at:%d/%m/%y}, {at:%I:%M}\u202f{at:%p} - {who}: {text}",
    "iphone fr": "\u200e[{at:%d/%m/%Y} {at:%H:%M:%S}] {who}: {text}",
    "iphone nl": "[{at:%d-%m-%Y} {at:%H:%M:%S}] {who}: {text}",
    "iphone en": "[{at:%d/%m/%Y}, {at:%I:%M:%S}\u202f{at:%p}] ~\u202f{who}: {text}",
    "iphone, year first": "[{at:%Y-%m-%d}, {at:%H:%M:%S}] {who}: {text}",
}
NAMES = st.sampled_from(["Hélène", "Nadia Le Banc", "Paul V.", "Jean-Marie 🌻", "O’Connor"])
LINE = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=30).filter(
    lambda text: not text.startswith(("[", "<")) and not text[0].isdigit() and not {")", "@"} & set(text)
)
TEXTS = st.lists(st.lists(LINE, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=3).map("\n".join)
MOMENTS = st.datetimes(datetime(2016, 1, 1), datetime(2029, 12, 31)).map(lambda at: at.replace(second=0, microsecond=0))


@pytest.mark.long
@given(st.sampled_from(sorted(STYLES)), st.lists(st.tuples(MOMENTS, NAMES, TEXTS), min_size=1, max_size=12))
def test_what_is_written_is_read(style, said):
    # A day beyond 12 makes the order of days and months certain.
    said = [(datetime(2015, 12, 25, 8, 0), "Nadia", "Bonjour"), *sorted(said)]
    text = "\r\n".join(STYLES[style].format(at=at, who=who, text=words) for at, who, words in said)

    read = parse(text).messages

    assert [(one.at, one.author, one.text) for one in read] == said


@given(st.text())
def test_no_text_is_a_fault(text):
    for begin in ("", "12/11/2026, 10:00 - A: b\n"):
        with suppress(WhatsAppRefusal):
            parse(begin + text)


def read(*lines: str):
    return parse("\n".join(lines))


def test_days_and_months_are_told_apart_by_the_whole_file():
    european = read("05/06/2026, 10:00 - A: un", "04/07/2026, 10:00 - A: deux", "13/07/2026, 10:00 - A: trois")
    american = read("6/5/26, 10:00 PM - A: one", "7/4/26, 10:00 AM - A: two", "7/13/26, 10:00 AM - A: three")
    by_order = read("11/12/2025, 10:00 - A: un", "01/02/2026, 10:00 - A: deux", "02/03/2026, 10:00 - A: trois")
    unsure = read("6/5/26, 10:00 PM - A: one")

    assert [one.at.month for one in european.messages] == [6, 7, 7]
    assert [(one.at.month, one.at.hour) for one in american.messages] == [(6, 22), (7, 10), (7, 10)]
    assert [one.at.month for one in by_order.messages] == [12, 2, 3]
    assert unsure.messages[0].at == datetime(2026, 6, 5, 22, 0)


def test_noon_and_midnight():
    talk = read("11/13/26, 12:05 AM - A: night", "11/13/26, 12:05 PM - A: noon")

    assert [one.at.hour for one in talk.messages] == [0, 12]


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        ("<Médias omis>", ("", "photo or file")),
        ("<Media omitted>", ("", "photo or file")),
        ("<Media weggelaten>", ("", "photo or file")),
        ("\u200eimage absente", ("", "photo")),
        ("\u200eimage omitted", ("", "photo")),
        ("\u200eafbeelding weggelaten", ("", "photo")),
        ("\u200eaudio omis", ("", "audio")),
        ("plan.pdf • \u200e12 pages \u200edocument manquant", ("", "photo or file")),
        ("\u200e<attached: 00000012-PHOTO-2026-11-12-10-00-00.jpg>", ("", "photo")),
        ("\u200e<pièce jointe : 00000012-AUDIO-2026.opus>", ("", "audio")),
        ("\u200eIMG-20261112-WA0001.jpg (fichier joint)\nLa tarte", ("La tarte", "photo")),
        ("\u200eVID-20261112-WA0001.mp4 (bestand bijgevoegd)", ("", "video")),
        ("Ce midi <Ce message a été modifié>", ("Ce midi", "edited")),
        ("This noon \u200e<This message was edited>", ("This noon", "edited")),
        ("Vanmiddag <Dit bericht is bewerkt>", ("Vanmiddag", "edited")),
        ("\u200eCe message a été supprimé.", ("", "deleted")),
        ("You deleted this message", ("", "deleted")),
        ("Dit bericht is verwijderd", ("", "deleted")),
        ("\u200eSONDAGE :\nQuel jour ?\n\u200eOPTION : mardi (\u200e3 votes)", ("SONDAGE :\nQuel jour ?\nOPTION : mardi (3 votes)", "")),
        ("Demande à @33612345678 demain", ("Demande à @…78 demain", "")),
    ],
)  # fmt: skip
def test_what_whatsapp_writes_in_a_message(body, seen):
    (one,) = read(f"[12/11/2026 10:00:00] A: {body}").messages

    media = {"file": "photo or file"}.get(one.media, one.media)
    assert (one.text, media or ("edited" if one.edited else "deleted" if one.deleted else "")) == seen


def test_what_whatsapp_says_itself_is_left_out():
    android = read(
        "12/11/2026, 10:00 - Les messages et les appels sont chiffrés de bout en bout.",
        "12/11/2026, 10:01 - Hélène a ajouté +33 6 12 34 56 78",
        "12/11/2026, 10:02 - Hélène a changé le nom du groupe de « A » en « Lille : mentors »",
        "12/11/2026, 10:03 - Hélène a changé le nom du groupe « Lille: la 13",
        "12/11/2026, 10:04 - Paul: Bonjour",
    )
    iphone = read(
        "[12/11/2026 10:00:00] Lille 13: \u200eLes messages et les appels sont chiffrés de bout en bout.",
        "[12/11/2026 10:01:00] Lille 13: \u200eHélène a créé ce groupe",
        "[12/11/2026 10:02:00] Paul: Bonjour",
    )

    assert [(one.author, one.text) for one in android.messages] == [("Paul", "Bonjour")]
    assert ([one.text for one in iphone.messages], iphone.system) == (["Bonjour"], 2)


def test_a_message_of_several_lines_keeps_them():
    (one, two) = read("12/11/2026, 10:00 - A: un", "", "- deux", "12 trois", "12/11/2026, 10:01 - B: b").messages

    assert (one.text, two) == ("un\n\n- deux\n12 trois", Message(5, datetime(2026, 11, 12, 10, 1), "B", "b"))


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "not_whatsapp", "1"),
        ("Bonjour", "not_whatsapp", "1"),
        ("BEGIN:VCALENDAR", "not_whatsapp", "1"),
        ("12/11/2026, 10:00 - A: a\n32/13/2026, 10:00 - A: b", "date", "2"),
        ("12/11/2026, 10:00 - A: a\n13/11/2026, 27:00 - A: b", "date", "2"),
        ("13/11/2026, 10:00 - A: a\n11/13/2026, 10:00 - A: b", "date", "2"),
        ("12/11/2026, 10:00 - Vous avez rejoint le groupe", "empty", ""),
    ],
)
def test_other_files_are_refused_with_the_line(text, code, line):
    with pytest.raises(WhatsAppRefusal) as refused:
        parse(text)

    assert refused.value.code == code
    assert line in refused.value.message


def test_of_phone_numbers_two_digits_are_shown():
    assert shown_name("+33 6 12 34 56 78") == "… 78"
    assert shown_name("+32\u00a0475\u00a012\u00a034\u00a056") == "… 56"
    assert shown_name("Hélène 59") == "Hélène 59"


def boxed(**files):
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in files.items():
            zipped.writestr(name, content)
    return box


CHAT = "12/11/2026, 10:00 - Hélène: Réunion"


@pytest.mark.parametrize(
    "files",
    [
        {"_chat.txt": CHAT, "00000012-PHOTO.jpg": b"\xff\xd8"},
        {"Discussion WhatsApp avec Lille 13.txt": CHAT, "liste.txt": "autre"},
        {"WhatsApp-chat met Lille 13.txt": "\ufeff" + CHAT},
    ],
)
def test_the_conversation_in_a_zip(files):
    box = boxed(**files)

    assert read_text(box, box.tell()) == CHAT


def refusal_of(box, size=None):
    with pytest.raises(WhatsAppRefusal) as refused:
        read_text(box, size or len(box.getvalue()))
    return refused.value.code


def test_zips_that_whatsapp_does_not_make_are_refused():
    damaged = boxed(**{"_chat.txt": CHAT * 50})
    damaged = io.BytesIO(damaged.getvalue()[:40] + b"\0" * 30 + damaged.getvalue()[70:])

    assert refusal_of(boxed(**{"a/_chat.txt": CHAT})) == "folders"
    assert refusal_of(boxed(**{"..\\_chat.txt": CHAT})) == "folders"
    assert refusal_of(boxed(**{"photo.jpg": b"x"})) == "no_text"
    assert refusal_of(boxed(**{"a.txt": CHAT, "b.txt": CHAT})) == "no_text"
    assert refusal_of(boxed(**{"_chat.txt": b"0" * 19 * 2**20})) == "bomb"
    assert refusal_of(boxed(**{f"{number}.txt": "" for number in range(MOST_FILES + 1)})) == "too_many"
    assert refusal_of(boxed(**{"_chat.txt": CHAT}), 2**30) == "too_large"
    assert refusal_of(damaged) == "damaged"


def test_texts_that_are_none_are_refused():
    assert refusal_of(io.BytesIO(b"\xff\xd8\xff\xe0\0\x10JFIF")) == "not_text"
    assert refusal_of(io.BytesIO(CHAT.encode() + b"\n\xe9t\xe9")) == "not_utf8"
    assert refusal_of(io.BytesIO(b"x" * (20 * 2**20 + 1))) == "too_large"
