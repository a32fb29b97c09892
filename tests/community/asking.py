"""What tests of questions that wait share: members who say what they can help with, and who was asked."""

from datetime import timedelta

from community.actions.home import offer_help
from community.actions.posts import write_post
from community.actions.promotions import enrol
from community.actions.questions import NewQuestion
from community.models import Question, Rung
from hub.db import write
from hub.live.commands import new_cid
from tests.cast import NOW, person

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OFFERS = {"anne": "CV et lettres", "bruno": "courriers à la préfecture, arabe", "carla": "les lettres officielles"}
ASKED = "La préfecture veut une lettre : comment l’écrire ?"


def befriend(cast, now=NOW):
    """Three more mentors of the promotion, who say what they can help with; and one who says nothing."""
    for name in (*OFFERS, "denis"):
        cast.people[name] = person(name)
        with write():
            facts = {"promotion": cast.promotion, "person": cast.people[name], "role": "mentor"}
            enrol(actor=None, now=now - DAY, **facts)
        if name in OFFERS:
            offer_help(actor=cast.people[name], words=OFFERS[name], now=now - DAY, sure=True)
    return cast


def ask(cast, body=ASKED, now=NOW, who="mentor"):
    facts = {"room_id": cast.promotion.room_id, "cid": new_cid(), "now": now}
    written = write_post(actor=cast.people[who], body=body, parts=[NewQuestion()], **facts)
    return Question.objects.select_related("post").get(post=written.target)


def reply(cast, question, who="denis", now=NOW, **more):
    facts = {"room_id": cast.promotion.room_id, "cid": new_cid(), "now": now, **more}
    return write_post(actor=cast.people[who], body="Je regarde.", quote_seq=question.post.seq, **facts).target


def told():
    """[[first names] of each step that was taken]."""
    rungs = Rung.objects.order_by("at", "step").prefetch_related("told__person")
    return [(one.step, sorted(row.person.first_name for row in one.told.all())) for one in rungs]


PEERS, REFERENT, COORDINATOR = (1, ["Anne", "Bruno"]), (2, ["Referent"]), (3, ["Coordinator"])
