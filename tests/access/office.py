"""Who may open what of our own in the editor: the matrix's rows for what stands below /admin/ and is not Wagtail's."""

# name of the address: (a path made with the cast, one letter per person of the matrix and one for the editor of Lille)
OURS = {
    "call_new": ("/admin/appels/nouveau/", "rrrrrrooo"),
    "call_desk": ("/admin/appels/{call}/", "rrrrrrooo"),
    "call_hand_in": ("/admin/appels/{call}/publier/", "rrrrrrmmm"),
    "call_looks": ("/admin/appels/{call}/apercus/", "rrrrrrooo"),
    "call_look": ("/admin/appels/{call}/apercu/{call_page}/open/", "rrrrrrooo"),
    "pages_new": ("/admin/commencer/", "rrrrrrooo"),
    "pages_start": ("/admin/commencer/fiche/", "rrrrrrooo"),
    "still_true": ("/admin/toujours-vrai/", "rrrrrrooo"),
    "sheet_confirm": ("/admin/toujours-vrai/{call_page}/", "rrrrrrmmm"),
}
# What is Wagtail's, of our own things: the editor's home page with its lists, calls, testimonies, pages, pictures, reports.
WAGTAIL_S = {
    "home": ("/admin/", "rrrrrrooo"),
    "calls": ("/admin/snippets/cms/call/", "rrrrrrooo"),
    "a call": ("/admin/snippets/cms/call/edit/{call}/", "rrrrrrooo"),
    "testimonies": ("/admin/snippets/cms/testimony/", "rrrrrrooo"),
    "pages": ("/admin/pages/", "rrrrrrooo"),
    "a page": ("/admin/pages/{call_page}/edit/", "rrrrrrooo"),
    "a sheet of the branch": ("/admin/pages/{sheet}/edit/", "rrrrrrooo"),
    "pictures": ("/admin/images/", "rrrrrrooo"),
    "papers": ("/admin/documents/", "rrrrrrooo"),
    "what was done": ("/admin/reports/site-history/", "rrrrrrooo"),
    "people": ("/admin/users/", "rrrrrrror"),
    "groups": ("/admin/groups/", "rrrrrrror"),
}
