"""The way in: an e-mailed code, and a password for the people of the demo."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from http import HTTPStatus
from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.stages import LoginByCodeStage
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from hub.arrivals import announced, arrive, forget
from hub.forms import CodeForm, EmailForm, PasswordForm
from hub.limits import TooMany, forgive, spend
from hub.live.bell import ring
from hub.models import Person
from hub.person_topic import PersonTopic

HOUR = timedelta(hours=1)
ADMIN_ACCESS = "wagtailadmin.access_admin"


def where_next(request: HttpRequest) -> str:
    """The page asked for before signing in, if it is ours; one's own space otherwise."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else settings.LOGIN_REDIRECT_URL


def count_code(email: str) -> None:
    """One more code for this address; raises TooMany."""
    message = _("Too many codes have been asked for. Please wait an hour, or call us.")
    spend(f"code:{email.lower()}", limit=5, per=HOUR, now=timezone.now(), message=message)


def send_code(request: HttpRequest, email: str, person: Person | None) -> HttpResponse:
    """Sends a code as the sign-in page does, to this person if there is one; raises TooMany."""
    count_code(email)
    LoginCodeVerificationProcess.initiate(request=request, user=person, email=email)
    return redirect("account_confirm_login_code")


@method_decorator(never_cache, name="dispatch")
class SignIn(RequestLoginCodeView):
    """Asks for an e-mail address; the answer is the same whether we know it or not."""

    template_name = "account/signin.html"

    def get_authenticated_redirect_url(self) -> str:
        """Where a signed-in person goes; raises PermissionDenied rather than send them back to a door shut to them."""
        wanted = where_next(self.request)
        if wanted.startswith(reverse("wagtailadmin_home")) and not self.request.user.has_perm(ADMIN_ACCESS):
            raise PermissionDenied
        return super().get_authenticated_redirect_url()

    def get_form_class(self) -> type[EmailForm]:
        """Ours, with its own words."""
        return EmailForm

    def form_valid(self, form: EmailForm) -> HttpResponse:
        """Counts the try, then lets allauth make the code."""
        try:
            count_code(form.cleaned_data["email"])
            forget(self.request)
        except TooMany as refusal:
            form.add_error("email", refusal.message)
            return self.form_invalid(form)
        return super().form_valid(form)

    def form_invalid(self, form: EmailForm) -> HttpResponse:
        """Shows the page again with a 422, so that scripts do not take it for success."""
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the demo's password form."""
        context = super().get_context_data(**kwargs)
        password = PasswordForm(prefix=None) if settings.DEMO else None
        asked = self.request.GET
        return {**context, "password_form": password, "next": asked.get("next", ""), "ended": "ended" in asked}


CODE_STAGE = login_stage_required(stage=LoginByCodeStage.key, redirect_urlname="account_request_login_code")


def told_why(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Where allauth leads back without a word (a code too old, tried too often), the first page says so."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        start = reverse("account_request_login_code")
        if response.status_code == HTTPStatus.FOUND and response.headers["Location"] == start:
            return redirect(f"{start}?ended=1")
        return response

    return wrapped


@method_decorator([told_why, CODE_STAGE], name="dispatch")
class ConfirmCode(ConfirmLoginCodeView):
    """Takes the six digits; five tries in all, counted in the database."""

    template_name = "account/code.html"

    def get_form_class(self) -> type[CodeForm]:
        """Ours, with its own words."""
        return super().get_form_class() if self._action == "resend" else CodeForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Counts before it compares, so that parallel tries cannot slip through."""
        message = _("Too many tries. Please ask for a new code.")
        key = f"try:{request.session.session_key}:{self._process.state['at']}"
        try:
            spend(key, limit=5, per=HOUR, now=timezone.now(), message=message)
        except TooMany:
            self._process.abort()
            return redirect("account_request_login_code")
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: CodeForm) -> HttpResponse:
        """The address is proven: a member comes in, and a guest whom an app has been waiting for becomes one."""
        person = self._process.user
        if self._action == "resend" or person is None:
            return super().form_valid(form)
        arrival = arrive(self.request, person)
        if arrival is None and person.is_active:
            return super().form_valid(form)
        if arrival is None or not arrival.person.is_active:
            self._process.abort()
            return redirect(arrival.url if arrival else f"{reverse('account_request_login_code')}?ended=1")
        self.stage.login.user = arrival.person
        return LoginCodeVerificationProcess(stage=self.stage).finish(arrival.url)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds where one changes the address, and whether a code left for certain."""
        context = super().get_context_data(**kwargs)
        return {**context, "announced": announced(self.request)}

    def form_invalid(self, form: CodeForm) -> HttpResponse:
        """As allauth does, with a 422 where the page is shown again."""
        response = super().form_invalid(form)
        if response.status_code == HTTPStatus.OK:
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response


@never_cache
@require_POST
def password(request: HttpRequest) -> HttpResponse:
    """Signs in one of the demo's people by password; no such page anywhere else."""
    if not settings.DEMO:
        raise Http404
    form = PasswordForm(request.POST)
    person = None
    if form.is_valid():
        try:
            key = f"password:{form.cleaned_data['login'].lower()}"
            spend(key, limit=20, per=HOUR, now=timezone.now(), message=_("Too many tries. Please wait an hour."))
            person = authenticate(request, email=form.cleaned_data["login"], password=form.cleaned_data["password"])
        except TooMany as refusal:
            form.add_error("login", refusal.message)
        else:
            if person is None:
                form.add_error("password", _("This e-mail address and this password do not go together."))
            else:
                forgive(key, now=timezone.now())
    if person is None:
        context = {"form": EmailForm(), "password_form": form, "next": request.POST.get("next", "")}
        return render(request, "account/signin.html", context, status=422)
    login(request, person)
    return redirect(where_next(request))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def signout(request: HttpRequest) -> HttpResponse:
    """POST ends the session, and with it the sockets of this person's browser, and takes back the key of what it keeps.

    GET says that it has ended, and lets the browser drop what was being typed; or asks, where it has not.
    """
    if request.method != "POST":
        return render(request, "account/signout.html")
    person = request.user.pk
    logout(request)
    if person is not None:
        ring(PersonTopic.key(person))
    response = redirect("account_logout")
    response.delete_cookie(settings.CSRF_COOKIE_NAME)
    return response
