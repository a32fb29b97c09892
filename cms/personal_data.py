"""What the public site keeps about people."""

from hub.privacy import AUDIT, CONTACT, INTERVIEW, PATH, ROLE, Use, declare

PICTURED = Use("to show people who agreed", "consent", 730, export=True, erasure="blank")
QUOTED = Use("to quote people who agreed", "consent", 730, export=False, erasure="delete row")
NOTES = Use("to decide on an application", "legitimate interest", 92, export=False, erasure="delete row")
ALERT = Use("to tell somebody, once, that a call is open", "consent", 730, export=True, erasure="delete row")
NEWSLETTER = Use("to send the newsletter somebody asked for", "consent", 730, export=True, erasure="delete row")
DRAFT = Use("to let somebody finish a form later", "consent", 14, export=True, erasure="delete row")
MEDIA = "id title file created_at collection file_size file_hash"
PAGE = "page_ptr body"

DECLARED = [
    declare("cms.call", plain="id branch promotion opens_at deadline total cancelled_at"),
    declare(
        "cms.application",
        plain="id call state since flagged call_on called_at created_at queue_number offered_until place_kept",
        person=PATH,
        registration=PATH,
        interview=PATH,
        email_key=CONTACT,
        over_fifty=PATH,
        source=PATH,
    ),
    declare(
        "cms.transition",
        plain="id before after at was_since was_offered_until was_place_kept undoes",
        application=PATH,
        was_registration=PATH,
        was_interview=PATH,
        actor=AUDIT,
        why=INTERVIEW,
        words=INTERVIEW,
    ),
    declare(
        "cms.testimony",
        plain="id branch consent_on withdrawn_on",
        name=QUOTED,
        age=QUOTED,
        detail=QUOTED,
        quote=QUOTED,
        portrait=QUOTED,
        portrait_alt=QUOTED,
    ),
    declare("cms.contact", plain="id at outcome call_on", application=PATH, actor=AUDIT),
    declare("cms.distinct", plain="id at", first=PATH, second=PATH),
    declare("cms.letter", plain="id key call step at count", author=AUDIT, subject=INTERVIEW, words=INTERVIEW),
    declare("cms.note", plain="id", application=NOTES, author=NOTES, at=NOTES, words=NOTES),
    declare(
        "cms.interview",
        plain="id uid branch zone wall_start wall_end starts_at ends_at mode where sequence closed_at created_at modified_at",
        host=AUDIT,
    ),
    declare("cms.message", plain="id key from_team at seen_at", application=PATH, author=AUDIT, words=PATH),
    declare("cms.alert", plain="id branch created_at confirmed_at told_at", person=ALERT, email_key=ALERT),
    declare(
        "cms.subscription",
        plain="id branch created_at confirmed_at",
        person=NEWSLETTER,
        email_key=NEWSLETTER,
        consent=NEWSLETTER,
    ),
    declare("cms.newsletter", plain="id key branch at sent_at subject words count", author=AUDIT),
    declare("cms.draft", plain="id call created_at", person=DRAFT, session=DRAFT, over_fifty=DRAFT, source=DRAFT),
    declare("cms.source", plain="id call word name ended_at"),
    declare("cms.need", plain="id branch language waiting available counted_on source typed_at", actor=AUDIT),
    declare("cms.pageday", plain="id call source day seen begun"),
    declare("cms.erased", plain="id call source applied attended interviewed accepted trained"),
    declare("cms.organisation", plain="id site name phone hours address"),
    declare("cms.homepage", plain=PAGE),
    declare("cms.standardpage", plain=PAGE),
    declare("cms.callindexpage", plain=PAGE),
    declare("cms.branchindexpage", plain=PAGE),
    declare("cms.branchpage", plain=f"{PAGE} branch lead"),
    declare("cms.testimoniespage", plain=PAGE),
    declare("cms.journeypage", plain=PAGE),
    declare("cms.questionspage", plain=PAGE),
    declare("cms.legalpage", plain=f"{PAGE} updated_on"),
    declare("cms.accessibilitypage", plain=f"{PAGE} conformity tested_on tested_by"),
    declare("cms.resourceindexpage", plain=PAGE),
    declare(
        "cms.resourcepage",
        plain=f"{PAGE} theme summary audience stage from_step branch promotion reviewed_on review_on words",
        keeper=ROLE,
    ),
    declare("cms.callpage", plain=f"{PAGE} call lead"),
    declare(
        "cms.siteimage",
        plain=f"{MEDIA} description width height focal_point_x focal_point_y focal_point_width focal_point_height",
        uploaded_by_user=AUDIT,
        credit=PICTURED,
        consent_until=PICTURED,
    ),
    declare("cms.siterendition", plain="id image filter_spec file width height focal_point_key"),
    declare("cms.sitedocument", plain=MEDIA, uploaded_by_user=AUDIT),
]
