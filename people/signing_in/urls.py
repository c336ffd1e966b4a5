"""Addresses around signing in; of allauth's pages those that an office uses, and no others."""

from allauth.account.views import reauthenticate
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as apps
from allauth.mfa.webauthn import views as passkeys
from django.urls import path

from people.signing_in import views
from people.signing_in.examples import SignInAsExample

urlpatterns = [
    path("login/example/", SignInAsExample.as_view(), name="sign_in_as_example"),
    path("login/provider/", views.sign_in_through_provider, name="provider"),
    path("login/provider/callback/", views.come_from_provider, name="provider_callback"),
    path("login/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("login/code/", factors.authenticate, name="mfa_authenticate"),
    path("again/password/", reauthenticate, name="account_reauthenticate"),
    path("again/code/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("again/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("factors/", factors.index, name="mfa_index"),
    path("factors/app/", apps.activate_totp, name="mfa_activate_totp"),
    path("factors/app/remove/", apps.deactivate_totp, name="mfa_deactivate_totp"),
    path("factors/codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "factors/codes/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path(
        "factors/codes/codes.txt",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("factors/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("factors/passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("factors/passkeys/<int:pk>/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path(
        "factors/passkeys/<int:pk>/remove/",
        views.RemovePasskey.as_view(),
        name="mfa_remove_webauthn",
    ),
    path("signed-in/", views.signed_in, name="signed_in"),
    path("signed-in/<int:key>/end/", views.sign_out_there, name="sign_out_there"),
    path("signed-in/elsewhere/end/", views.sign_out_elsewhere, name="sign_out_elsewhere"),
    path("signed-in/end/", views.sign_out_everywhere, name="sign_out_everywhere"),
]
