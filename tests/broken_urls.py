"""The product's addresses and one whose page breaks."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from sopks.urls import urlpatterns as addresses


def broken(request: HttpRequest) -> HttpResponse:
    """Break, as a page with a fault in it would."""
    raise ZeroDivisionError


urlpatterns = [*addresses, path("broken/", broken)]
