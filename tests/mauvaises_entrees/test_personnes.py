"""One number on two people, and the dossier that too many strangers would make."""

import pytest

from agents.dossier.etat import Ouvert, lire
from contracts.internes import DossierAbsorbe, decode
from contracts.topics import DOSSIERS_FAITS
from contracts.wire import Message, Record
from tests.mauvaises_entrees import feed as f

# Born in the same month, so that the number says neither who it is.
CLAIRE = f.somebody("Claire", "1984-05-03")
MARTHE = f.somebody("Marthe", "1984-05-21") | {"nom_naissance": "PETIT"}
DAY = 86_400_000
ONE, TWO = "rsa:CAF-751:00000000001", "rsa:CAF-751:00000000002"


def lives(person: f.Event, reference: str, received: int = f.RECEIVED) -> tuple[Message, Message]:
    """The demande of someone alone, and the right."""
    foyer = f.member(person)
    return f.whole(f.demande(foyer, reference=reference), received), f.whole(
        f.droit(foyer, reference=reference), received
    )


@pytest.mark.parametrize("later", [0, 1], ids=["the same day", "a day later"])
def test_one_number_on_two_people_in_two_messages_does_not_make_them_one(later: int) -> None:
    assert CLAIRE["matricule"] == MARTHE["matricule"]
    feed = f.Feed()
    feed.send(*lives(CLAIRE, ONE), *lives(MARTHE, TWO, f.RECEIVED + later * DAY))
    assert feed.decided() == {key: ["puma.ouverte", "c2s.accordee"] for key in (ONE, TWO)}
    covered = [said["beneficiaires"] for said in feed.decisions("c2s.accordee")]
    assert [[person["prenom"] for person in persons] for persons in covered] == [["Claire"], ["Marthe"]]
    assert feed.dead() == []


def test_the_same_person_twice_under_one_number_stays_one() -> None:
    """The counterpart: a name written otherwise, on the same day of birth, is no second right."""
    feed = f.Feed()
    feed.send(*lives(CLAIRE, ONE), *lives(CLAIRE | {"nom_naissance": "DURANT"}, TWO, f.RECEIVED + DAY))
    assert feed.decided()[TWO] == ["c2s.refusee"]
    assert len(feed.decisions("puma.ouverte")) == 1


def crowd(first: int, last: int, reference: str) -> f.Event:
    """A demande whose foyer counts many, each known by name and day of birth only."""
    foyer: list[f.Event] = []
    for rank in range(first, last):
        person = f.somebody(f"Zoe{chr(97 + rank // 26)}{chr(97 + rank % 26)}")
        nameless = {name: value for name, value in person.items() if name not in ("matricule", "cle", "type")}
        foyer.append(f.member(nameless | {"certifie": False}, "AUTRE" if foyer else "DEMANDEUR"))
    return f.demande(*foyer, reference=reference)


def refused(feed: f.Feed) -> Record:
    """The only dead letter, which lies behind the facts."""
    (letter,) = feed.dead()
    said = f.reason(letter)
    assert (letter.topic, said["cause"]) == (f"{DOSSIERS_FAITS}-dlt", "TROP_DE_PERSONNES")
    assert "64 at most: look for a number borne by strangers" in said["detail"]
    return letter


def test_sixty_four_persons_are_a_dossier() -> None:
    feed = f.Feed()
    feed.send(f.whole(crowd(0, 64, ONE)), f.whole(f.droit(crowd(0, 1, ONE)["data"]["foyer"][0], reference=ONE)))
    assert (feed.dead(), feed.granted(ONE)) == ([], True)


def test_one_more_is_refused_whole_and_its_neighbours_are_decided() -> None:
    feed = f.Feed()
    demande, droit = f.neighbours()
    feed.send(demande, f.whole(crowd(0, 65, ONE)), droit)
    message = decode.decode(refused(feed).value or b"")
    assert isinstance(message, DossierAbsorbe)  # all that was told of them, to be told again once corrected
    assert [fact.reference for fact in message.faits] == [ONE]
    assert (feed.granted(f.NEIGHBOUR), feed.granted(ONE)) == (True, False)


def test_two_crowds_that_share_somebody_are_not_joined_beyond_the_limit() -> None:
    feed = f.Feed()
    feed.send(f.whole(crowd(0, 40, ONE)))
    feed.send(f.whole(crowd(39, 79, TWO)))
    told = decode.decode(refused(feed).value or b"")
    assert isinstance(told, DossierAbsorbe)
    states = [lire(state) for key, state in feed.core.local.states("dossiers", 0).items() if key != b"#"]
    kept = {fact.reference for state in states if isinstance(state, Ouvert) for fact in state.faits}
    assert kept | {fact.reference for fact in told.faits} == {ONE, TWO}
    assert kept != {ONE, TWO}
