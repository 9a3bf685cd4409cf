"""Routes of sign-in and of one's own account; the doors that Django and Wagtail bring are closed here.

These come before the routes of the two administrations, so that theirs are never reached.
"""

from allauth.mfa.recovery_codes.views import view_recovery_codes
from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView

from eciap.foundation.accounts.views import account, doors, mydata, profiles, sessions

urlpatterns = [
    path("accounts/", account.account, name="account"),
    path("accounts/profile/", profiles.profile, name="accounts_profile"),
    path("accounts/my-data/", mydata.my_data, name="accounts_my_data"),
    path("accounts/my-data/download/", mydata.download, name="accounts_download"),
    path("accounts/my-data/erase/", mydata.erase, name="accounts_erase"),
    path("accounts/my-data/keep/", mydata.keep, name="accounts_keep"),
    path("accounts/my-data/purposes/<str:key>/", mydata.answer, name="accounts_answer"),
    path("accounts/second-factor/", account.second_factor, name="accounts_second_factor"),
    path("accounts/sessions/", sessions.sessions, name="accounts_sessions"),
    path("accounts/sessions/<int:pk>/end/", sessions.end, name="accounts_end_session"),
    path("accounts/sessions/end-others/", sessions.end_others, name="accounts_end_other_sessions"),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", RedirectView.as_view(pattern_name="account"), name="mfa_index"),  # the account lists the ways
    path("accounts/2fa/recovery-codes/", never_cache(view_recovery_codes), name="mfa_view_recovery_codes"),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("admin/login/", doors.closed_door),
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/password_change/done/", RedirectView.as_view(pattern_name="account")),
    path("cms/login/", doors.closed_door),
    re_path(r"^cms/password_reset/.*$", doors.closed_door),
    re_path(r"^cms/(?:users|bulk/accounts)/.*$", RedirectView.as_view(pattern_name="admin:accounts_person_changelist")),
]
