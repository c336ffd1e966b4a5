from django.db import migrations
from django.db.models import Q
from django.utils import timezone

LETTER = "Hak akses sebelum peran per unit"
# Which rights become which role; one of them is enough.
ROLES = {
    "editor": [
        ("procedures", ["add_procedure", "change_procedure", "add_version", "change_version"])
    ],
    "supervisor": [("people", ["supervise"])],
    "people": [
        (
            "people",
            [
                "add_user",
                "change_user",
                "add_appointment",
                "change_appointment",
                "add_position",
                "change_position",
                "add_unit",
                "change_unit",
            ],
        )
    ],
    "calendars": [
        (
            "workflow",
            ["add_calendar", "change_calendar", "change_hoursrule", "change_specialday"],
        )
    ],
}


def give_roles(apps, schema_editor):
    """Give who had a right in all offices its role at each of them."""
    offices = list(apps.get_model("people", "Unit").objects.filter(parent=None).order_by("pk"))
    permissions = apps.get_model("auth", "Permission").objects
    users = apps.get_model("people", "User").objects.filter(is_superuser=False)
    role = apps.get_model("people", "Role")
    today = timezone.localdate()
    for kind, rights in ROLES.items():
        for app, names in rights:
            named = permissions.filter(content_type__app_label=app, codename__in=names)
            keys = list(named.values_list("pk", flat=True))
            held = Q(user_permissions__in=keys) | Q(groups__permissions__in=keys)
            for user in users.filter(held).distinct().order_by("pk"):
                role.objects.bulk_create(
                    role(user=user, kind=kind, unit=unit, starts_on=today, letter=LETTER)
                    for unit in offices
                )


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0006_let_people_have_roles"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give_roles, migrations.RunPython.noop)]
