"""The community's addresses, under the language prefix."""

from django.urls import path

from community.views import (
    acts,
    announcements,
    arrivals,
    discussions,
    hiding,
    invitations,
    order,
    polls,
    posts,
    promotions,
    questions,
    rooms,
)

app_name = "community"
urlpatterns = [
    # Without a language too: /i/ is asked for again in the visitor's.
    path("i/", arrivals.door, name="door"),
    path("i/<str:secret>/", arrivals.door, name="invited"),
    path("arrivee/", arrivals.arrive, name="arrive"),
    path("promotion/<int:promotion_id>/invitation/", invitations.invitation, name="invitation"),
    path("promotion/<int:promotion_id>/", promotions.show, name="promotion"),
    path("promotion/<int:promotion_id>/inscrire/", promotions.add, name="roster_add"),
    path("promotion/<int:promotion_id>/retirer/<int:membership_id>/", promotions.remove, name="roster_remove"),
    path("salon/<int:room_id>/", rooms.show, name="room"),
    path("salon/<int:room_id>/lu/", rooms.read_all, name="read_all"),
    path("salon/<int:room_id>/discussions/", discussions.start, name="new_discussion"),
    path("salon/<int:room_id>/sondages/", polls.ask, name="new_poll"),
    path("salon/<int:room_id>/annonces/", announcements.announce, name="announce"),
    path("salon/<int:room_id>/questions/", questions.waiting, name="questions"),
    path("salon/<int:room_id>/<int:discussion_id>/", rooms.show, name="discussion"),
    path("salon/<int:room_id>/<int:discussion_id>/lu/", rooms.read, name="read"),
    path("salon/<int:room_id>/<int:discussion_id>/titre/", discussions.rename, name="rename"),
    path("salon/<int:room_id>/<int:discussion_id>/ordre/", order.discussion, name="order"),
    path("salon/<int:room_id>/epingles/", order.pins, name="pins"),
    path("salon/<int:room_id>/messages/", posts.write, name="post"),
    path("salon/<int:room_id>/messages/<int:post_id>/", posts.find, name="message"),
    path("salon/<int:room_id>/messages/<int:post_id>/actes/", acts.show, name="acts"),
    path("salon/<int:room_id>/messages/<int:post_id>/fragment/", acts.fragment, name="fragment"),
    path("salon/<int:room_id>/messages/<int:post_id>/epingler/", order.pin, name="pin"),
    path("salon/<int:room_id>/messages/<int:post_id>/masquer/", hiding.hide, name="hide"),
    path("salon/<int:room_id>/messages/<int:post_id>/reaction/", posts.react, name="react"),
    path("salon/<int:room_id>/messages/<int:post_id>/modifier/", posts.edit, name="edit"),
    path("salon/<int:room_id>/messages/<int:post_id>/supprimer/", posts.delete, name="delete"),
    path(
        "salon/<int:room_id>/messages/<int:post_id>/sondage/<int:option_id>/oui/",
        polls.vote,
        {"can": True},
        name="vote_yes",
    ),
    path(
        "salon/<int:room_id>/messages/<int:post_id>/sondage/<int:option_id>/non/",
        polls.vote,
        {"can": False},
        name="vote_no",
    ),
    path("salon/<int:room_id>/messages/<int:post_id>/sondage/clore/", polls.close, name="poll_close"),
    path("salon/<int:room_id>/messages/<int:post_id>/sondage/rouvrir/", polls.reopen, name="poll_reopen"),
    path("salon/<int:room_id>/messages/<int:post_id>/reponse/<int:answer_id>/", questions.accept, name="accept"),
    path("salon/<int:room_id>/messages/<int:post_id>/sans-reponse/", questions.withdraw, name="withdraw_answer"),
    path("salon/<int:room_id>/messages/<int:post_id>/lu/", announcements.say_read, name="say_read"),
    path("salon/<int:room_id>/messages/<int:post_id>/vu/", announcements.seen, name="seen"),
]
