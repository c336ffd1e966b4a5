"""The calendars that working time is counted by."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.models import Days, Role, Unit, User
from people.models.keys import OrderKeyField
from workflow import worktime


class Weekday(models.IntegerChoices):
    """The days of a week as Python numbers them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class CalendarQuerySet(models.QuerySet["Calendar"]):
    """Calendars by the unit they count for."""

    def with_hours(self) -> Self:
        """Load the rules and days in a fixed number of queries."""
        return self.prefetch_related("rules__stretches", "days")

    def kept_by(self, user: User, *, on: Days) -> Self:
        """Keep those of units whose calendars the user administers; not the default one."""
        units = Unit.objects.of_role(user, Role.RoleKind.CALENDARS, on=on)
        return self if user.reaches_all else self.filter(unit__in=units)

    def visible_to(self, user: User, *, on: Days) -> Self:
        """Keep those of the user's offices, and the one that counts where there is no other."""
        own = Q(unit__in=Unit.objects.of_office(user, on=on))
        return self if user.reaches_all else self.filter(own | Q(is_default=True))

    def without_shared_leave_of(self, year: int) -> Self:
        """Keep those without cuti bersama of that year: it is declared year by year."""
        leave = SpecialDay.objects.filter(kind=SpecialDay.DayKind.SHARED_LEAVE, on__year=year)
        return self.exclude(pk__in=leave.values("calendar"))


class Calendar(models.Model):
    """One office's working time: its zone, hours and special days."""

    class Zone(models.TextChoices):
        """Indonesia's three zones."""

        WIB = "Asia/Jakarta", "WIB"
        WITA = "Asia/Makassar", "WITA"
        WIT = "Asia/Jayapura", "WIT"

    name = models.CharField(_("name"), max_length=100, unique=True)
    name_key = OrderKeyField(of="name", verbose_name=_("key of order"))
    zone = models.CharField(_("zone"), max_length=30, choices=Zone, default=Zone.WIB)
    unit = models.OneToOneField(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="calendar",
        verbose_name=_("unit"),
        help_text=_("It counts for this unit and the units below it."),
    )
    is_default = models.BooleanField(
        _("default"), default=False, help_text=_("It counts where a unit has none of its own.")
    )
    waiting_allowance = models.PositiveIntegerField(
        _("allowance for waiting"),
        default=450,
        help_text=_(
            "How long a task may wait before its standard time begins. Every 450 minutes are a "
            "working day, as long as that day is; what is left over are minutes."
        ),
    )

    objects = CalendarQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar")
        verbose_name_plural = _("calendars")
        ordering = ["name_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"],
                condition=Q(is_default=True),
                name="one_default_calendar",
                violation_error_message=_("There is already a default calendar."),
            ),
            models.CheckConstraint(
                condition=Q(zone__in=["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]),
                name="calendar_zone_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def worktime(self) -> worktime.WorkCalendar:
        """Return the clock of this calendar (no query after `with_hours`)."""
        days = list(self.days.all())
        return worktime.WorkCalendar(
            zone=self.zone,
            rules=tuple(rule.as_worktime() for rule in self.rules.all()),
            closed=frozenset(day.on for day in days if day.kind != SpecialDay.DayKind.WORKING),
            extra={day.on: day.hours_of for day in days if day.hours_of is not None},
        )


class HoursRule(models.Model):
    """The working hours of a week, from one date on."""

    calendar = models.ForeignKey(
        Calendar, on_delete=models.CASCADE, related_name="rules", verbose_name=_("calendar")
    )
    name = models.CharField(_("name"), max_length=100)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    is_season = models.BooleanField(
        _("season"),
        default=False,
        help_text=_("It goes before the normal hours on its days, as in Ramadan."),
    )

    class Meta:
        verbose_name = _("working hours")
        verbose_name_plural = _("working hours")
        ordering = ["calendar", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="hours_rule_ends_after_it_starts",
                violation_error_message=_("Working hours cannot end before they start."),
            ),
            models.CheckConstraint(
                condition=Q(is_season=False) | ~Q(ends_on=None),
                name="season_has_an_end",
                violation_error_message=_("A season needs its last day."),
            ),
            models.UniqueConstraint(
                fields=["calendar", "is_season", "starts_on"], name="hours_rule_starts_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def as_worktime(self) -> worktime.Rule:
        """Return this rule as plain data (no query after `with_hours`)."""
        return worktime.Rule(
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            is_season=self.is_season,
            stretches=tuple(
                worktime.WorkStretch(each.weekday, each.starts_at, each.ends_at)
                for each in self.stretches.all()
            ),
        )


class Stretch(models.Model):
    """One stretch of work without a break on a weekday; the gaps between stretches are breaks."""

    rule = models.ForeignKey(
        HoursRule,
        on_delete=models.CASCADE,
        related_name="stretches",
        verbose_name=_("working hours"),
    )
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday)
    starts_at = models.TimeField(_("from"))
    ends_at = models.TimeField(_("until"))

    class Meta:
        verbose_name = _("stretch of work")
        verbose_name_plural = _("stretches of work")
        ordering = ["weekday", "starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="stretch_ends_after_it_starts",
                violation_error_message=_("Work cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(weekday__lte=6), name="stretch_weekday_is_one_of_seven"
            ),
            models.UniqueConstraint(
                fields=["rule", "weekday", "starts_at"], name="stretch_starts_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.starts_at:%H.%M}-{self.ends_at:%H.%M}"


class SpecialDay(models.Model):
    """One day that differs from its weekday: a holiday, a closing day or an extra working day."""

    class DayKind(models.TextChoices):
        """Why it differs."""

        PUBLIC = "public", _("Public holiday")
        SHARED_LEAVE = "shared_leave", _("Shared leave")
        CLOSING = "closing", _("Office closed")
        WORKING = "working", _("Extra working day")

    calendar = models.ForeignKey(
        Calendar, on_delete=models.CASCADE, related_name="days", verbose_name=_("calendar")
    )
    on = models.DateField(_("date"))
    kind = models.CharField(_("kind"), max_length=12, choices=DayKind, default=DayKind.PUBLIC)
    name = models.CharField(_("name"), max_length=200)
    hours_of = models.PositiveSmallIntegerField(
        _("hours of"),
        choices=Weekday,
        null=True,
        blank=True,
        help_text=_("The weekday whose hours an extra working day follows."),
    )

    class Meta:
        verbose_name = _("holiday or special day")
        verbose_name_plural = _("holidays and special days")
        ordering = ["-on"]
        constraints = [
            models.UniqueConstraint(
                fields=["calendar", "on", "kind"],
                name="special_day_is_named_once_a_kind",
                violation_error_message=_("That day is already there."),
            ),
            models.CheckConstraint(
                condition=Q(kind="working", hours_of__isnull=False, hours_of__lte=6)
                | Q(kind__in=["public", "shared_leave", "closing"], hours_of=None),
                name="extra_working_day_says_whose_hours",
                violation_error_message=_(
                    "An extra working day names the weekday whose hours it follows; "
                    "no other day does."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y} {self.name}"


class CalendarStamp(models.Model):
    """The stamp of all calendars as they are now, in one row.

    The database gives it another value whenever a calendar, its hours or days, or the unit that it
    counts for changes, by whatever door. Who keeps a calendar in memory keeps the stamp with it.
    """

    stamp = models.CharField(_("stamp"), max_length=32)

    class Meta:
        verbose_name = _("stamp of the calendars")
        verbose_name_plural = _("stamp of the calendars")
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="one_stamp_of_the_calendars"),
        ]

    def __str__(self) -> str:
        return self.stamp
