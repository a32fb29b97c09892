"""The community's place among the apps."""

from django.apps import AppConfig


class CommunityConfig(AppConfig):
    """Lists what the community adds to the shared pages."""

    name = "community"
    space_nav_items = ["community.panels.promotion_links"]
    home_panels = [
        "community.panels.godparent_panel",
        "community.panels.promotion_panel",
        "community.panels.questions_panel",
        "community.panels.names_panel",
        "community.panels.about_panel",
        "community.panels.unsent_panel",
    ]
    team_panels = [
        "community.panels.journeys_panel",
        "community.panels.reports_panel",
        "community.panels.calm_panel",
        "community.panels.answers_panel",
        "community.panels.guard_panel",
    ]
    room_owners = ["community.room_owners.PROMOTIONS"]
    composer_parts = ["community.views.questions.from_composer", "community.views.files.new_files"]
    post_parts = [
        "community.views.questions.tags_of_posts",
        "community.views.photos.beside",
        "community.views.polls.of_posts",
        "community.views.questions.of_posts",
        "community.views.announcements.of_posts",
        "community.views.mentions.of_posts",
    ]
    search_sources = ["community.search.posts", "community.search.archived"]
    message_actions = [
        "community.views.acts.of_message",
        "community.views.questions.offer_to_mark",
        "community.views.questions.of_message",
        "community.views.order.of_message",
        "community.views.moves.of_message",
        "community.views.hiding.of_message",
        "community.views.reports.of_message",
    ]
    room_tools = [
        "community.views.questions.room_tools",
        "community.views.photos.tools",
        "community.views.announcements.room_tools",
        "community.views.invitations.invite_tool",
        "community.views.archive.of_room",
        "community.views.exports.of_room",
        "community.views.reports.tool",
        "community.views.phases.tool",
    ]
    notice_kinds = [
        "community.notices.reminder",
        "community.notices.mention",
        "community.report_notices.report_filed",
        "community.report_notices.report_handled",
        "community.kept_notices.export_ready",
        "community.kept_notices.taken_over",
        "community.leaving_notices.left",
        "community.leaving_notices.removed",
        "community.leaving_notices.term",
        "community.absence_notices.stand_in",
        "community.ladder_notices.question_waits",
        "community.absence_notices.stood_in",
        "community.phase_notices.archived",
    ]
    first_steps = ["community.views.home.help_step"]
    arrivals = ["community.views.arrivals.take_in"]
    live_topics = ["community.topics.RoomTopic"]
    person_states = ["community.unread.person_states"]
    ticks = [
        "community.actions.parting.announce_terms",
        "community.actions.promotions.carry_out_memberships",
        "community.actions.stages.carry_out_training",
        "community.actions.delays.erase_old_delays",
        "community.actions.ladder.ask_others",
        "community.actions.ladder.forget_told",
        "community.actions.arrivals.forget_knocks",
        "community.actions.exports.forget_exports",
        "community.actions.archives.forget_drafts",
        "community.actions.drafts.forget_old_drafts",
        "community.actions.uploads.tidy_uploads",
    ]
    reactions = {
        "role.granted": "community.actions.access.role_granted",
        "role.ended": "community.actions.access.role_ended",
    }
    demo_facts = ["community.demo.facts"]
    personal_data = ["community.personal_data.DECLARED"]
