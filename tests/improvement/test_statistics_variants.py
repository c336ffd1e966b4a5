from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement.statistics import StepStay, Variant, share, variants
from improvement.statistics.shares import Share
from tests.improvement.passages import passage

STRAIGHT, ONCE, AWAY = "1 2yes", "1 2no 1 2yes", "1 2sent_back 1 2yes"


def of(count: int, n: int) -> Share:
    found = share(count, n)
    assert found is not None
    return found


def test_ways_of_documents_are_told_with_their_share_and_kind() -> None:
    documents = [passage(each) for each in (ONCE, STRAIGHT, AWAY, STRAIGHT, STRAIGHT, ONCE)]
    first, yes = (1, "done"), (2, "yes")
    straight, once, away = variants(documents)
    assert straight == Variant((first, yes), of(3, 6), (), is_deviation=False)
    assert once == Variant((first, (2, "no"), first, yes), of(2, 6), ((2, 1),), is_deviation=False)
    assert away.way == (first, (2, "sent_back"), first, yes)
    assert (away.returns, away.is_deviation) == (((2, 1),), True)
    assert [each.is_straight for each in (straight, once, away)] == [True, False, False]


def test_no_that_leads_on_is_no_straight_way_and_no_return() -> None:
    (found,) = variants([passage("1 2no 3")])
    assert (found.returns, found.is_straight) == ((), False)


def test_same_way_inside_and_outside_the_drawing_are_two_variants() -> None:
    inside, outside = [StepStay(1, "no", 5, 5, 0)], [StepStay(1, "no", 5, 5, 0, is_deviation=True)]
    for documents in ([inside, outside], [outside, inside]):
        assert [each.is_deviation for each in variants(documents)] == [False, True]


def test_returns_are_counted_for_each_step() -> None:
    (found,) = variants([passage("1 2no 1 2yes 3no 2no 1 2yes 3yes")])
    assert found.returns == ((2, 2), (3, 1))


def test_documents_on_their_way_or_without_stays_have_no_variant() -> None:
    assert variants([]) == ()
    for way in ("", "1 2..."):
        with pytest.raises(ValueError, match="a document that has ended"):
            variants([passage(STRAIGHT), passage(way)])


@given(st.lists(st.sampled_from([STRAIGHT, ONCE, AWAY, "1", "1 2no 1 2no 1 2yes"])))
def test_each_document_is_in_one_variant_and_the_order_of_documents_tells_nothing(
    ways: list[str],
) -> None:
    found = variants(passage(each) for each in ways)
    assert sum(each.share.count for each in found) == len(ways)
    assert {each.share.n for each in found} <= {len(ways)}
    assert variants(passage(each) for each in reversed(ways)) == found
