"""What the community keeps about people."""

from hub.privacy import ROLE, declare

DECLARED = [
    declare("community.promotion", plain="id branch number language created_at"),
    declare("community.membership", plain="id promotion role starts_at ends_at", person=ROLE),
]
