"""Events from a table: a dry run with what is wrong per line, then all at once, and never twice."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from events.models import Event
from events.tables import read_moment, read_wall

PAGE = "/fr/equipe/agenda/tableau/"
HEAD = "date;de;à;titre;quoi;pour qui;places sur place;places en ligne;lien"
LINES = [
    "03/12/2026;18h30;20h30;Apéro d’hiver;apéro;tout le monde;12;;",
    "2026-12-10;12:30;14:00;CV à distance;Atelier;mentors;;20;https://visio.example/x",
    "17.12.2026;9 h;17.00;Les deux;workshop;;8;8;visio.example",
]


@pytest.fixture
def desk(clock, signed_in):
    return signed_in("coordinator")


def send(desk, *lines: str, head=HEAD, encoding="utf-8", **more):
    table = SimpleUploadedFile("table.csv", "\r\n".join([head, *lines]).encode(encoding))
    return desk.post(PAGE, {"table": table, **more})


def confirm(desk, answer, make="publish"):
    return desk.post(PAGE, {"text": answer.context["found"]["text"], "make": make})


def words(answer):
    return words_of(answer.content.decode())


def words_of(text):
    return text.replace("\xa0", " ")


def made():
    return list(Event.objects.filter(title__in=[line.split(";")[3] for line in LINES]).soonest_first())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_a_dry_run_writes_nothing_and_the_same_table_twice_makes_nothing_twice(desk, cast, encoding):
    shown = send(desk, *LINES, encoding=encoding)
    nothing = made()
    confirm(desk, shown)
    confirm(desk, shown)
    again = send(desk, *LINES, encoding=encoding)

    assert nothing == []
    assert "3 rendez-vous seraient créés" in words(shown)
    assert "Apéro d’hiver" in words(shown)
    assert [(one.wall_start, one.kind, one.audience, one.mode) for one in made()] == [
        ("2026-12-03T18:30", "apero", "public", "in_person"),
        ("2026-12-10T12:30", "workshop", "mentors", "online"),
        ("2026-12-17T09:00", "workshop", "branch", "hybrid"),
    ]
    assert {(one.status, one.branch.slug) for one in made()} == {("published", "lille")}
    assert "3 lignes n’apportent rien de nouveau" in words(again)
    assert "seraient créés" not in words(again)


def test_each_line_says_what_is_wrong_with_it_and_the_right_ones_can_be_made(desk, cast):
    answer = send(
        desk,
        LINES[0],
        "03/12/2026;18h30;20h30;;apéro;;12;;",
        "31/02/2026;18h30;20h30;Février;apéro;;12;;",
        "03/12/2026;18h30;17h30;Avant l’heure;apéro;;12;;",
        "03/12/2020;18h30;20h30;Jadis;apéro;;12;;",
        "03/12/2026;18h30;20h30;Genre;soirée;;12;;",
        "03/12/2026;18h30;20h30;Sans place;apéro;;;;",
        "",
        LINES[0],
    )
    confirm(desk, answer, make="draft")

    page = words(answer)
    assert answer.status_code == 200
    assert "6 lignes ne peuvent pas être créées" in page
    for number, text in (
        (3, "Donnez-lui un titre"),
        (4, "date : « 31/02/2026 » n’est pas un jour"),
        (5, "doit finir après"),
        (6, "est déjà passée"),
        (7, "« soirée » n’est pas connu ici"),
        (8, "combien de personnes peuvent venir"),
    ):
        assert text in page.partition(f"Ligne {number}")[2].partition("Ligne ")[0]
    assert "comme la ligne 2" in page
    assert list(Event.objects.filter(title="Apéro d’hiver").values_list("status", flat=True)) == ["draft"]


@pytest.mark.parametrize(
    ("head", "text"),
    [
        ("date;de;à;titre", "Il manque ces colonnes : quoi"),
        (f"{HEAD};couleur", "ne sont pas connues : couleur"),
        (HEAD.replace("lien", "titre"), "nommée deux fois"),
        ("", "doit nommer les colonnes"),
    ],
)
def test_a_table_without_the_right_columns_is_refused_in_words(desk, cast, head, text):
    answer = send(desk, LINES[0], head=head)

    assert answer.status_code == 422
    assert text in words(answer)


@pytest.mark.parametrize(
    "data", [b"", b"\x00\xff\xfe", b'"', HEAD.encode(), b"x" * 600_000, HEAD.encode() + b"\n" + b"a;b\n" * 201]
)
def test_whatever_is_sent_gets_an_answer_in_words(desk, cast, data):
    answer = desk.post(PAGE, {"table": SimpleUploadedFile("x.csv", data)})

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_the_names_of_another_language_are_understood(desk, cast):
    head = "datum;van;tot;titel;wat;plaatsen ter plekke;thema"
    answer = send(desk, "03/12/2026;18.30 uur;20.30 uur;Apero;apero;3;Werk vinden", head=head)
    confirm(desk, answer)

    assert "1 rendez-vous serait créé" in words(answer)
    assert Event.objects.get(title="Apero").theme == "job"


def test_other_languages_fair_turns_and_clocks_have_columns(desk, cast):
    head = f"{HEAD};autres langues;liste d’attente;horloges de"
    answer = send(
        desk,
        f"{LINES[0]};English, Nederlands;équitable;Londres",
        f"{LINES[1]};nederlands;;",
        f"{LINES[2]};;au hasard;",
        head=head,
    )
    confirm(desk, answer)

    assert [(one.also_in, one.turns, one.zone) for one in made()] == [
        ("en nl", "fair", "Europe/London"),
        ("nl", "first", "Europe/Paris"),
    ]
    assert made()[0].starts_at.hour == 18
    assert "liste d’attente : « au hasard » n’est pas connu ici" in words(answer)


def test_nothing_is_made_in_another_branch(desk, cast):
    answer = send(desk, f"{LINES[0]};Londres", head=f"{HEAD};antenne")
    confirm(desk, answer)

    assert "Écrivez l’un de ces mots : Lille" in words(answer)
    assert made() == []


def test_the_example_is_a_table_that_can_be_sent_as_it_is(desk, cast):
    example = desk.get(f"{PAGE}exemple.csv")
    answer = desk.post(PAGE, {"table": SimpleUploadedFile("x.csv", example.content)})

    assert "2 rendez-vous seraient créés" in words(answer)
    assert "exemple.csv" in example["Content-Disposition"]


def test_an_event_planned_by_hand_is_not_made_again(desk, cast, now):
    confirm(desk, send(desk, LINES[0]))
    Event.objects.filter(title="Apéro d’hiver").update(uid="5e51e5aa-0000-4000-8000-000000000009")

    assert "1 ligne n’apporte rien de nouveau" in words(send(desk, LINES[0]))


@pytest.mark.parametrize(
    ("day", "hour", "wall"),
    [
        ("3/12/2026", "18h30", "2026-12-03T18:30"),
        ("2026-12-03", "18:30:00", "2026-12-03T18:30"),
        ("03-12-2026", "9 h", "2026-12-03T09:00"),
        ("03.12.2026", "18.30 uur", "2026-12-03T18:30"),
        ("3 décembre", "18h30", "3 décembre 18h30"),
        ("99/99/2026", "18h30", "99/99/2026 18h30"),
        ("03/12/2026", "midi", "03/12/2026 midi"),
    ],
)
def test_days_and_hours_are_read_as_people_write_them(day, hour, wall):
    assert read_wall(day, hour) == wall


@pytest.mark.parametrize(
    ("text", "wall"),
    [
        ("01/12/2026 18:00:00", "2026-12-01T18:00"),
        ("1/12/2026  18h", "2026-12-01T18:00"),
        ("2026-12-01T18:00", "2026-12-01T18:00"),
        ("01/12/2026", ""),
        ("01/12/2026 25h", ""),
        ("la veille", ""),
    ],
)
def test_the_last_moment_to_register_is_read_as_the_hours_are(text, wall):
    assert read_moment(text) == wall


def test_a_line_that_cannot_be_read_says_which_cell_and_how_to_write_it(desk, cast):
    answer = send(
        desk,
        "03/12/2026;25h;20h30;Trop tard;apéro;Lille;12;;",
        "03/12/2026;18h30;minuit;Minuit;apéro;Lille;12;;",
        "03/12/2026;18h30;20h30;La veille;apéro;Lille;12;01/12/2026;",
        "03/12/2026;18h30;20h30;Dehors;apéro;Lille;12;;On chante; puis on danse",
        "03/12/2026;18h30;20h30;Ailleurs;apéro;Paris;12;;",
        head="date;de;à;titre;quoi;antenne;places sur place;inscriptions jusqu’à;description",
    )

    found = {
        line.row.cells["title"]: [words_of(one) for one in line.errors] for line in answer.context["found"]["wrong"]
    }
    assert found == {
        "Trop tard": ["de : « 25h » n’est pas une heure. Écrivez-la ainsi : 18:30."],
        "Minuit": ["à : « minuit » n’est pas une heure. Écrivez-la ainsi : 18:30."],
        "La veille": [
            "inscriptions jusqu’à : « 01/12/2026 » n’est pas un jour avec une heure. Écrivez-les ainsi : 03/12/2027 18:30."
        ],
        "Dehors": [
            "« puis on danse » se trouve après la dernière colonne. Mettez entre guillemets un texte où il y a un point-virgule ou une virgule."
        ],
        "Ailleurs": ["antenne : « Paris » n’est pas connu ici. Écrivez l’un de ces mots : Lille."],
    }


@pytest.mark.parametrize("data", [b"PK\x03\x04\x14\x00", b"\xd0\xcf\x11\xe0\xa1\xb1"])
def test_the_workbook_itself_is_called_by_its_name(desk, cast, data):
    answer = desk.post(PAGE, {"table": SimpleUploadedFile("x.xlsx", data)})

    assert answer.status_code == 422
    assert "C’est un classeur" in words(answer)


def test_many_lines_ask_as_much_as_one(desk, cast, django_assert_max_num_queries, now):
    def count(many):
        days = [now.date() + timedelta(days=10 + number) for number in range(many)]
        with django_assert_max_num_queries(60) as counted:
            send(desk, *(f"{day:%d/%m/%Y};18h30;20h30;Apéro;apéro;;12;;" for day in days))
        return len(counted)

    assert count(1) == count(20)
