"""Two who store personnel files at the same moment: the second looks again."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from people.actions import appoint_person, import_people
from people.doers import Operator
from people.models import Appointment, Unit, User
from people.personnel import Staff, Ties, compare
from people.refusals import Refused, Stale
from people.reports import faults_of_journal
from people.staff import read_there
from tests import make
from tests.staff_files import nip_of, person, staff

pytestmark = pytest.mark.django_db(transaction=True)

TIES = Ties(rest_is_new=True)


def stored(found: Staff, office: Unit, seen: str, line: Barrier) -> str:
    try:
        line.wait(timeout=20)
        by = Operator(timezone.now())
        import_people(found, TIES, office=office, by=by, seen=seen)
    except Stale:
        return "stale"
    else:
        return "stored"
    finally:
        connection.close()


def test_of_two_files_at_once_one_is_stored_and_the_other_is_shown_again() -> None:
    office = make.unit("Dinas")
    by, line = Operator(timezone.now()), Barrier(2)
    files = [staff(person(1), person(number)) for number in (2, 3)]
    seen = [compare(each, read_there(office, by=by), TIES).token for each in files]
    with ThreadPoolExecutor(2) as threads:
        jobs = [
            threads.submit(stored, file, office, token, line)
            for file, token in zip(files, seen, strict=True)
        ]
        assert Counter(job.result() for job in jobs) == {"stored": 1, "stale": 1}
    assert User.objects.filter(nip=nip_of(1)).count() == 1
    assert (User.objects.count(), Appointment.objects.count()) == (2, 2)
    assert list(faults_of_journal()) == []


def test_last_seat_is_taken_once_by_a_file_and_by_hand() -> None:
    office = make.unit("Dinas")
    position = make.position("Analis", of=make.unit("Sekretariat", below=office))
    someone, line = make.user(), Barrier(2)
    by = Operator(timezone.now())
    found = staff(person(1))
    seen = compare(found, read_there(office, by=by), TIES).token

    def appointed() -> str:
        try:
            line.wait(timeout=20)
            appoint_person(Appointment(user=someone, position=position, starts_on=by.on), by=by)
        except Refused:
            return "refused"
        else:
            return "stored"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        jobs = [threads.submit(stored, found, office, seen, line), threads.submit(appointed)]
        said = sorted(job.result() for job in jobs)
    assert said in (["stale", "stored"], ["refused", "stored"])
    assert Appointment.objects.count() == 1
