"""Whether the application is alive."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sopks import disk


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers and files can be written, else 503 with the reason.

    A load balancer asks this without login.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return _answer(disk.trouble())


def _answer(trouble: str) -> HttpResponse:
    text = f"disk: {trouble}" if trouble else "ok"
    return HttpResponse(text, content_type="text/plain", status=503 if trouble else 200)
