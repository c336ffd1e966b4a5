"""All addresses."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.urls import include, path
from django.views.i18n import set_language

from people.views import ChangePassword, SignIn
from sopks.demonstration import begin_in_earnest
from sopks.health import healthz
from sopks.theme import set_theme

handler400 = "sopks.errors.bad_request"
handler500 = "sopks.errors.server_error"

urlpatterns = [
    path("", include("workflow.urls")),
    path("procedures/", include("procedures.urls")),
    path("login/", SignIn.as_view(), name="login"),
    path("login/", SignIn.as_view(), name="account_login"),  # what allauth calls it
    path("", include("people.signing_in.urls")),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("password/", ChangePassword.as_view(), name="password_change"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("theme/", set_theme, name="set_theme"),
    path("admin/", admin.site.urls),
    path("in-earnest/", begin_in_earnest, name="begin_in_earnest"),
    path("healthz", healthz, name="healthz"),
]
