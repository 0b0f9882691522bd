"""A right for a demande that nobody knows: it waits, unrefused, and grants no C2S until the demande completes it."""

import json

from contracts.topics import CPAM_NOTIFICATIONS
from tests.contracts.messages import envelope
from tests.mauvaises_entrees import feed as f
from tests.mauvaises_entrees.cas import APS, DEMANDE, DROIT

MARCH = f.RECEIVED + 40 * 86_400_000


def test_it_is_no_dead_letter_and_grants_no_c2s_meanwhile() -> None:
    feed = f.Feed()
    feed.send(f.whole(DROIT))
    assert feed.dead() == []
    assert not feed.granted(f.OTHER)
    assert set(feed.decided().get(f.OTHER, ())) == {"puma.ouverte"}  # which the RSA opens by itself (E04)


def test_the_demande_that_comes_later_completes_it_and_gives_its_day() -> None:
    feed = f.Feed()
    feed.send(f.whole(DROIT))
    feed.send(f.whole(DEMANDE, MARCH))
    (granted,) = feed.decisions("c2s.accordee")
    assert (granted["reference"], granted["jour"]) == (f.OTHER, "2022-03-19")
    assert feed.dead() == []


def test_nothing_is_written_to_anybody_on_an_answer_to_an_invitation_that_was_never_sent() -> None:
    for word in ("nothing-of-ours", "rsa:CAF-751:00000000999#1", ":", f"piece:{'é' * 32}"):
        reponse = f.changed(envelope("fr.assure.reponse-invitation.v1"), "data", "id_invitation", to=word)
        feed = f.Feed()
        feed.send(f.whole(reponse), *f.neighbours())
        assert (feed.dead(), feed.granted(f.NEIGHBOUR)) == ([], True)
        letters = feed.core.local.log(CPAM_NOTIFICATIONS)
        assert {json.loads(letter.value or b"")["reference"] for letter in letters} == {f.NEIGHBOUR}


def test_a_movement_on_an_aps_that_was_never_seen_waits_for_it() -> None:
    renewal = f.changed(envelope("fr.prefecture.aps.mouvement.v1"), "data", "numero_aps", to=APS["data"]["numero_aps"])
    feed = f.Feed()
    feed.send(f.whole(renewal))
    assert (feed.dead(), feed.decided()) == ([], {})
    feed.send(f.whole(APS))
    assert feed.granted(f.APS)
