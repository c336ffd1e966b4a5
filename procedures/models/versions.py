"""Versions of SOPs with the identity block."""

from __future__ import annotations

from typing import Self, cast

from django.db import models
from django.db.models import Case, CharField, OuterRef, Q, Subquery, Value, When
from django.db.models.fields.files import FieldFile
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from people.models import Appointment, Days, Position, Unit, User
from people.models.finding import with_words
from procedures import graph
from procedures.models.drawing import graph_of
from procedures.models.entries import NEVER_SAVED, VersionEntry
from procedures.models.procedures import Procedure, edited_units, offered_to
from procedures.models.steps import Step


def _held(user: User, *, on: Days) -> models.QuerySet[Position]:
    return Position.objects.held_by(user, on=on)


class VersionQuerySet(models.QuerySet["Version"]):
    """Versions by state and by who may see them."""

    def in_force(self) -> Self:
        """Keep those that documents may start under."""
        return self.filter(state=Version.State.IN_FORCE)

    def with_actor_held_by(self, user: User, *, on: Days) -> Self:
        """Keep those with a column whose position the user holds that day."""
        return self.filter(actors__position__in=_held(user, on=on)).distinct()

    def visible_to(self, user: User, *, on: Days) -> Self:
        """Keep those of SOPs that the user may see that day; drafts only of those they edit."""
        if user.reaches_all:
            return self
        edited = Q(procedure__unit__in=edited_units(user, on=on))
        seen = Q(procedure__in=Procedure.objects.visible_to(user, on=on))
        return self.filter(edited | (seen & ~Q(state=Version.State.DRAFT)))

    def readable_by(self, user: User, *, on: Days) -> Self:
        """Keep those that the user may see that day, and what other offices offer to editors.

        That are generic SOPs in force, and those from which an SOP that they edit was adopted.
        """
        if user.reaches_all:
            return self
        seen = Version.objects.visible_to(user, on=on).values("pk")
        return self.filter(Q(pk__in=seen) | offered_to(user, on=on))

    def offered(self) -> Self:
        """Keep the generic SOPs in force."""
        return self.in_force().filter(procedure__is_generic=True)

    def newest(self) -> Self:
        """Keep one a procedure: the one in force, else the latest revision."""
        rank = Case(When(state=Version.State.IN_FORCE, then=0), default=1)
        siblings = self.filter(procedure=OuterRef("procedure")).order_by(rank, "-revision")
        return self.filter(pk=Subquery(siblings.values("pk")[:1]))

    def with_words(self, text: str, *more: str) -> Self:
        """Keep those in whose title, code or `more` a word begins with each word of a text."""
        return cast(Self, with_words(self, text, "title", "procedure__code", *more))

    def with_token(self) -> Self:
        """Load with each the token of its state, read in one statement with its fields."""
        of_it = VersionEntry.objects.filter(
            procedure=OuterRef("procedure"), revision=OuterRef("revision")
        )
        last = of_it.order_by("-pk").values("pk")[:1]
        never = Value(NEVER_SAVED, CharField())
        return self.annotate(token=Coalesce(Cast(Subquery(last), CharField()), never))

    def with_table(self) -> Self:
        """Load what the table shows in a fixed number of queries."""
        return self.select_related(
            "procedure__unit", "procedure__office", "end_actor"
        ).prefetch_related("actors", "steps__actor", "steps__participants", "steps__requirements")


class Version(models.Model):
    """One version of an SOP: its identity block and its drawing; frozen once it is in force."""

    token: str  # of those that were loaded `with_token`

    class State(models.TextChoices):
        """The life of a version."""

        DRAFT = "draft", _("Draft")
        IN_FORCE = "in_force", _("In force")
        REPLACED = "replaced", _("Replaced")
        REVOKED = "revoked", _("Revoked")

    class Capsules(models.TextChoices):
        """Where the flow starts and ends."""

        OWN_ROWS = "own_rows", _("Rows of their own above the first and below the last step")
        STEPS = "steps", _("The symbols of the first and the last step")

    procedure = models.ForeignKey(
        Procedure, on_delete=models.PROTECT, related_name="versions", verbose_name=_("SOP")
    )
    revision = models.PositiveIntegerField(_("revision"), default=1, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.DRAFT, editable=False
    )
    title = models.CharField(_("name of the SOP"), max_length=300)
    number = models.CharField(
        _("number of the SOP"),
        max_length=100,
        blank=True,
        help_text=_("In the office's own pattern; may be missing while it is a draft."),
    )
    made_on = models.DateField(_("made on"), null=True, blank=True)
    revised_on = models.DateField(_("revised on"), null=True, blank=True)
    effective_on = models.DateField(_("effective on"), null=True, blank=True)

    approver_title = models.CharField(_("approver's position"), max_length=150, blank=True)
    approver_capacity = models.CharField(
        _("approver's capacity"),
        max_length=10,
        choices=Appointment.Capacity,
        default=Appointment.Capacity.DEFINITIVE,
    )
    approver_name = models.CharField(_("approver's name"), max_length=150, blank=True)
    approver_rank = models.CharField(_("approver's rank"), max_length=100, blank=True)
    approver_nip = models.CharField(_("approver's NIP"), max_length=18, blank=True)

    legal_basis = models.TextField(_("legal basis"), blank=True)
    qualifications = models.TextField(_("qualifications of those who carry it out"), blank=True)
    related = models.TextField(_("related SOPs"), blank=True)
    equipment = models.TextField(_("equipment"), blank=True)
    warnings = models.TextField(_("warnings"), blank=True)
    recording = models.TextField(_("recording"), blank=True)

    capsules = models.CharField(
        _("start and end"), max_length=10, choices=Capsules, default=Capsules.STEPS
    )
    end_actor = models.ForeignKey(
        "procedures.Actor",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("column of the end symbol"),
    )
    has_column_numbers = models.BooleanField(_("print a row of column numbers"), default=False)
    forbids_own_work = models.BooleanField(
        _("nobody answers their own work"),
        default=False,
        db_default=False,
        help_text=_(
            "Who has done a step may not answer a later one of another column. Without this it is "
            "marked in the history and on the control sheet."
        ),
    )
    to_confirm = models.TextField(
        _("to be confirmed"),
        blank=True,
        help_text=_("What the owner still has to confirm; shown on screen, never printed."),
    )

    adopted_from = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="adoptions"
    )

    # What was printed when it was put in force; a draft goes by its unit.
    unit_name = models.CharField(
        _("name of the unit when it was put in force"), max_length=200, blank=True, editable=False
    )
    unit_logo = models.CharField(
        _("file of its logo when it was put in force"), max_length=100, blank=True, editable=False
    )

    created_at = models.DateTimeField(_("created"), editable=False)
    put_in_force_at = models.DateTimeField(_("put in force"), null=True, editable=False)
    put_in_force_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="versions_put_in_force",
        verbose_name=_("put in force by"),
    )
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)
    ended_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="versions_ended",
        verbose_name=_("ended by"),
    )
    ended_because = models.TextField(_("reason for revoking"), blank=True, editable=False)

    NAMES_FILES = ("unit_logo",)
    """What names an upload of another row, which stays as long as it is named."""

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["procedure__code_key", "procedure", "-revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "revision"], name="version_revision_is_unique"
            ),
            models.UniqueConstraint(
                fields=["procedure"],
                condition=Q(state="in_force"),
                name="one_version_in_force_a_procedure",
            ),
            models.UniqueConstraint(
                fields=["procedure"],
                condition=Q(state="draft"),
                name="one_draft_a_procedure",
                violation_error_message=_("This SOP already has a draft."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "in_force", "replaced", "revoked"]),
                name="version_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", put_in_force_at=None)
                | (~Q(state="draft") & ~Q(put_in_force_at=None)),
                name="version_not_a_draft_was_put_in_force",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "in_force"], ended_at=None)
                | (Q(state__in=["replaced", "revoked"]) & ~Q(ended_at=None)),
                name="version_replaced_or_revoked_has_ended",
            ),
            models.CheckConstraint(
                condition=~Q(state="revoked") | ~Q(ended_because=""),
                name="revoked_version_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(put_in_force_at=None) | Q(put_in_force_by=None),
                name="version_put_in_force_by_and_at_go_together",
            ),
            models.CheckConstraint(
                condition=~Q(ended_at=None) | Q(ended_by=None),
                name="version_ended_by_and_at_go_together",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure.code} {self.title}"

    @property
    def is_draft(self) -> bool:
        """Whether it may still be changed."""
        return self.state == self.State.DRAFT

    @property
    def unit_title(self) -> str:
        """The name of its unit: as it was put in force under, of a draft as it is now."""
        return self.unit_name or self.procedure.unit.name

    @property
    def logo(self) -> FieldFile:
        """The logo of its unit, likewise; without a file where there is none."""
        if not self.unit_name:
            return self.procedure.unit.logo
        return FieldFile(self, Unit._meta.get_field("logo"), self.unit_logo)

    @property
    def approver(self) -> str:
        """The approver's position with the capacity, as it is printed above the signature."""
        if self.approver_capacity == Appointment.Capacity.DEFINITIVE:
            return self.approver_title
        return f"{self.get_approver_capacity_display()} {self.approver_title}"

    def ordered_steps(self) -> list[Step]:
        """Return the steps from top to bottom (one query, none after `with_table`)."""
        return sorted(self.steps.all(), key=lambda step: step.number)

    def graph(self) -> graph.Graph:
        """Return the drawing as plain data (no query after `with_table`)."""
        return graph_of(self.actors.all(), self.ordered_steps())
