"""The bytes of a state: read back as written; what cannot be read stops the worker and blames no fact."""

import pytest

from agents.dossier.batch import Dossiers
from agents.dossier.etat import VERSION, Absorbe, EtatIllisible, Ouvert, echeance, ecrire, lire
from agents.noeuds import Noeuds
from contracts.internes import Decide, encode
from contracts.topics import DOSSIERS_FAITS
from contracts.wire import Record
from tests.agents import vies as v

ETAT = Ouvert((v.demande(foyer=v.FAMILLE), v.droit()), {"C2S|r": Decide(3, b"A1234567")}, b"digest01")


@pytest.mark.parametrize("etat", [ETAT, Ouvert(), Absorbe("0" * 32)])
def test_a_state_is_read_back_as_written(etat: Ouvert | Absorbe) -> None:
    assert lire(ecrire(etat, 738_000)) == etat
    assert echeance(ecrire(etat, 738_000)) == 738_000


@pytest.mark.parametrize("octets", [bytes([VERSION + 1]) + ecrire(ETAT)[1:], ecrire(ETAT)[:-20]])
def test_a_state_that_cannot_be_read_stops_the_worker_and_says_what_to_do(octets: bytes) -> None:
    noeuds = Noeuds()
    noeud = noeuds.ancre(v.RSA).encode()
    record = Record(DOSSIERS_FAITS, 0, 0, 0, noeud, encode(v.rejet("10/05")))
    with pytest.raises(EtatIllisible, match="PASSERELLE_APP_ID"):
        Dossiers(v.loi(), noeuds)([record], {noeud: octets})
