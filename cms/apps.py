"""The public site's place among the apps."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """Lists what the public site adds to the shared pages."""

    name = "cms"
    nav_items = ["cms.panels.nav_items"]
    space_nav_items = ["cms.panels.space_nav_items"]
    footer_links = ["cms.panels.footer_links"]
    menu_tongues = ["cms.panels.menu_tongues"]
    organisation = ["cms.panels.organisation"]
    home_panels = ["cms.panels.kept_panel"]
    team_panels = ["cms.panels.waiting_panel"]
    original_openers = ["cms.own_files.may_open_original"]
    sitemap_pages = ["cms.site_map.sitemap_pages"]
    ticks = [
        "cms.actions.review.publish_due",
        "cms.actions.review.tell_of_reviews",
        "cms.actions.remarks.tell_of_remarks",
        "cms.actions.editors.seat_editors",
        "cms.actions.places.settle_calls_due",
        "cms.actions.pipeline.erase_old_notes",
        "cms.actions.cancelled.tell_of_cancelled",
        "cms.actions.alerts.tell_alerts",
        "cms.actions.alerts.forget_alerts",
        "cms.actions.subscriptions.forget_subscriptions",
        "cms.actions.newsletters.erase_old_newsletters",
        "cms.actions.drafts.erase_old_drafts",
        "cms.actions.letters.erase_old_letters",
        "cms.actions.retention.erase_old_applications",
        "cms.actions.interviews.forget_interviews",
        "cms.actions.testimonies.remove_ended_sizes",
    ]
    notice_kinds = [
        "cms.notices.received",
        "cms.notices.change_asked",
        "cms.notices.offered",
        "cms.notices.offer_ended",
        "cms.notices.place_kept",
        "cms.notices.missed",
        "cms.notices.call_cancelled",
        "cms.interview_notices.proposed",
        "cms.interview_notices.booked",
        "cms.interview_notices.freed",
        "cms.interview_notices.reminder",
        "cms.interview_notices.host_booked",
        "cms.interview_notices.host_freed",
        "cms.message_notices.to_applicant",
        "cms.message_notices.to_team",
        "cms.notices.alert_confirm",
        "cms.notices.alert_opened",
        "cms.newsletter_notices.confirm",
        "cms.newsletter_notices.letter",
        "cms.newsletter_notices.trial",
        "cms.notices.draft_saved",
        "cms.review_notices.asked",
        "cms.review_notices.approved",
        "cms.review_notices.returned",
        "cms.review_notices.remarks_made",
        "cms.review_notices.held",
        "cms.decision_notices.decided",
        "cms.decision_notices.confirmed",
        "cms.decision_notices.letter",
    ]
    notice_panels = ["cms.panels.application_in_mail"]
    search_sources = ["cms.search.sheets"]
    ways_in = ["cms.ways_in.calls_of_session"]
    seat_panels = ["cms.panels.application_of_seat"]
    personal_data = ["cms.personal_data.DECLARED"]
    demo_scene = ["cms.demo.scene"]
    demo_facts = ["cms.demo.facts"]
    reactions = {
        "interview.freed": "cms.actions.interviews.interview_freed",
        "place.freed": "cms.actions.places.settle_places",
        "registration.seated": "cms.actions.reactions.seat_taken",
        "registration.withdrawn": "cms.actions.reactions.seat_given_back",
        "registration.attended": "cms.actions.reactions.attendance_noted",
        "event.cancelled": "cms.actions.reactions.session_cancelled",
        "event.reinstated": "cms.actions.reactions.session_reinstated",
    }
