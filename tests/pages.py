"""Pages of the administration: what a browser would send back, and which pages there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.db.models.fields.files import FieldFile
from django.forms import BaseForm
from django.test import Client
from django.urls import reverse

from people.models import User

Sent = dict[str, Any]


def signed_in(user: User) -> Client:
    """Return a client of somebody who has signed in."""
    client = Client()
    client.force_login(user)
    return client


def registered(app: str) -> list[type[Model]]:
    """Return the models of an app that the administration shows."""
    return [model for model in admin.site._registry if model._meta.app_label == app]


def page(model: type[Model], name: str, *args: object) -> str:
    """Return the address of a page: changelist, add, change, delete or history."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


def change_page(thing: Model) -> str:
    return page(type(thing), "change", thing.pk)


def filled_in(response: Any) -> Sent:
    """Return what a browser would send from a page with a form: every field as it stands."""
    context = response.context
    formsets = [inline.formset for inline in context["inline_admin_formsets"]]
    forms = [
        context["adminform"].form,
        *(form for each in formsets for form in [each.management_form, *each.forms]),
    ]
    return {name: value for form in forms for name, value in _values(form)}


def _values(form: BaseForm) -> Iterator[tuple[str, Any]]:
    for bound in form:
        value = bound.value()
        if value is not None and value is not False and not isinstance(value, FieldFile):
            yield bound.html_name, "on" if value is True else value


def add_row(sent: Sent, prefix: str, **fields: Any) -> None:
    """Add a row to an inline table, as the browser's script does."""
    row = int(sent[f"{prefix}-TOTAL_FORMS"])
    sent[f"{prefix}-TOTAL_FORMS"] = row + 1
    sent.update({f"{prefix}-{row}-{name}": value for name, value in fields.items()})


def errors_of(response: Any) -> list[str]:
    """Return the sentences that a form came back with."""
    lists = ([each] if isinstance(each, str) else each for each in response.context["errors"])
    return [str(error) for each in lists for error in each]


def messages_of(response: Any) -> list[str]:
    """Return what a page tells once."""
    return [str(message) for message in response.context["messages"]]


def post(client: Client, address: str, sent: Mapping[str, Any]) -> int:
    """Send a form without following the answer, and return its status."""
    return client.post(address, dict(sent)).status_code


def act(client: Client, name: str, *things: Model, **more: str) -> Any:
    """Do an action of the list with some rows ticked, and follow to the list."""
    sent = {"action": name, "_selected_action": [thing.pk for thing in things], **more}
    return client.post(page(type(things[0]), "changelist"), sent, follow=True)
