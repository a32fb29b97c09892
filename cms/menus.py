"""Where the menus lead: the slugs of pages below the home page, which are the same in every language."""

FOOTER = (
    "antennes", "temoignages", "ressources", "contact", "lettre", "trouver", "plan", "accessibilite", "vie-privee", "mentions-legales",
)  # fmt: skip
# The newsletter, the search and the plan are no pages of editors: they exist in every language.
OURS = frozenset({"lettre", "trouver", "plan"})
BY_EDITORS = ("devenir-mentor", "parcours", "questions", *(slug for slug in FOOTER if slug not in OURS))
