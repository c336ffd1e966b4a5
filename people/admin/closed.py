"""What allauth would show in the administration, and nobody is to see there."""

from allauth.account.admin import EmailAddressAdmin
from allauth.account.models import EmailAddress
from allauth.mfa.admin import AuthenticatorAdmin
from allauth.mfa.models import Authenticator
from allauth.socialaccount.admin import SocialAppAdmin
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.admin import UserSessionAdmin
from allauth.usersessions.models import UserSession
from django.contrib import admin

# Once these modules are there, the tables stand in the administration; here they are taken out.
REGISTERED = (EmailAddressAdmin, AuthenticatorAdmin, SocialAppAdmin, UserSessionAdmin)

# Keys of second factors are nobody's to read; where somebody is signed in, only they see.
admin.site.unregister([Authenticator, UserSession])
# None of these is used: the provider stands in the settings, and accounts are found by NIP.
admin.site.unregister([EmailAddress, SocialAccount, SocialApp, SocialToken])
