"""What the public site keeps about people."""

from hub.privacy import AUDIT, CONTACT, INTERVIEW, PATH, Use, declare

PICTURED = Use("to show people who agreed", "consent", 730, export=True, erasure="blank")
MEDIA = "id title file created_at collection file_size file_hash"
PAGE = "page_ptr body"

DECLARED = [
    declare("cms.call", plain="id branch promotion opens_at deadline total cancelled_at"),
    declare(
        "cms.application",
        plain="id call state since flagged created_at",
        person=PATH,
        registration=PATH,
        email_key=CONTACT,
        over_fifty=PATH,
    ),
    declare("cms.transition", plain="id before after at", application=PATH, actor=AUDIT, why=INTERVIEW),
    declare("cms.organisation", plain="id site name phone hours address"),
    declare("cms.homepage", plain=PAGE),
    declare("cms.standardpage", plain=PAGE),
    declare("cms.callindexpage", plain=PAGE),
    declare("cms.resourceindexpage", plain=PAGE),
    declare("cms.resourcepage", plain=f"{PAGE} theme summary audience branch promotion reviewed_on"),
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
