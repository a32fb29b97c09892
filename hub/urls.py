"""The map of the site: what has no language first, then each app under /fr/ /nl/ /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

from hub import error_pages
from hub.views import entrance, live, mails, roots, sharing

handler400 = error_pages.bad_request
handler403 = error_pages.forbidden
handler404 = error_pages.not_found
handler500 = error_pages.server_error

urlpatterns = [
    path("", roots.first_page, name="home"),
    path("robots.txt", roots.robots, name="robots"),
    path("sitemap.xml", sharing.sitemap, name="sitemap"),
    path("partage/<slug:language>.png", sharing.picture, name="share_picture"),
    path(".well-known/security.txt", roots.security_txt, name="security_txt"),
    path("sante/", roots.health, name="health"),
    path("media/<path:path>", roots.media, name="media"),
    path("live/log/<str:key>/", live.log, name="live_log"),
    path("outbox/", mails.outbox, name="outbox"),
    path("outbox/<str:name>/", mails.mail, name="outbox_mail"),
    path("outbox/<str:name>/html/", mails.mail_html, name="outbox_html"),
    path("outbox/<str:name>/<str:filename>", mails.mail_attachment, name="outbox_attachment"),
    path("admin/", include("cms.editor_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("", include("events.mailed_urls")),
    path("", include("cms.mailed_urls")),
    path("", include("cms.sharing_urls")),
    path("", include("community.file_urls")),
    path("documents/", include("cms.file_urls")),
    *i18n_patterns(
        path("connexion/", entrance.SignIn.as_view(), name="account_request_login_code"),
        path("connexion/", entrance.SignIn.as_view(), name="account_login"),
        path("connexion/code/", entrance.ConfirmCode.as_view(), name="account_confirm_login_code"),
        path("deconnexion/", entrance.signout, name="account_logout"),
        path("", include("hub.routes")),
        path("", include("community.urls")),
        path("", include("events.urls")),
        path("", include("cms.urls")),
        path("", include("cms.page_urls")),
    ),
]
