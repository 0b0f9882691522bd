"""Decisions as differences: what a fact changes is issued, what only the law or a merge changes is not."""

from datetime import date
from pathlib import Path
from shutil import copytree

from agents.dossier.decide import Verdict, decide
from agents.dossier.droits import Accordee
from agents.dossier.etat import Absorbe, Ouvert
from agents.dossier.union import recevoir
from agents.dossier.vue import Horizon
from contracts.faits import AnyFait
from contracts.internes import DossierAbsorbe
from law.loader import DOSSIER, Loi, load
from tests.agents import vies as v

FIN = Horizon(date(2022, 6, 30))


def suivant(etat: Ouvert, fait: AnyFait, loi: Loi) -> Verdict:
    return decide(Ouvert((*etat.faits, fait), etat.decides, etat.loi), etat.faits, (FIN, FIN), loi)


def accorde(loi: Loi) -> Ouvert:
    return suivant(suivant(Ouvert(), v.demande(), loi).etat, v.droit(), loi).etat


def deux_ans(dossier: Path) -> Loi:
    """The law, with C2S of two years."""
    copytree(DOSSIER, dossier, dirs_exist_ok=True)
    fichier = dossier / "parametres" / "c2s" / "duree_mois.yaml"
    fichier.write_text(fichier.read_text().replace("valeur: 12", "valeur: 24"))
    return load(dossier)


def test_what_did_not_change_is_not_said_again() -> None:
    etat = accorde(v.loi())
    assert suivant(etat, v.annulation_rsa("01/05", "SUSPENDU"), v.loi()).changements == []


def test_a_decision_names_the_revision_that_it_replaces() -> None:
    (annulee,) = (
        c
        for c in suivant(accorde(v.loi()), v.annulation_rsa("10/04"), v.loi()).changements
        if c.cas and c.cas.nature == "C2S"
    )
    assert (annulee.issue, annulee.revision, annulee.avant) == ("annulee", 1, b"A")


def test_a_refusal_whose_ground_is_gone_leaves_nothing_to_annul() -> None:
    couvert = suivant(Ouvert(), v.reprise(c2s=("2021-09-01", "2022-09-01")), v.loi()).etat
    refuse = suivant(suivant(couvert, v.demande(), v.loi()).etat, v.droit(), v.loi())
    assert [c.issue for c in refuse.changements if c.cas and c.cas.nature == "C2S"] == ["refusee"]
    assert suivant(refuse.etat, v.annulation_rsa("10/04"), v.loi()).changements == []


def test_another_law_is_reported_as_drift_and_not_issued(tmp_path: Path) -> None:
    etat, loi = accorde(v.loi()), deux_ans(tmp_path)
    verdict = suivant(etat, v.annulation_rsa("01/05", "SUSPENDU"), loi)
    assert verdict.changements == []
    assert verdict.derive == [f"C2S|{v.RSA}"]
    assert suivant(verdict.etat, v.annulation_rsa("02/05", "FERME"), loi).changements == []


def test_under_another_law_what_the_fact_changes_is_issued(tmp_path: Path) -> None:
    etat, loi = accorde(v.loi()), deux_ans(tmp_path)
    correction = v.demande("05/04", id="correction", depot_le=date(2022, 2, 10), gestionnaire="75500017")
    (revisee,) = suivant(etat, correction, loi).changements
    assert revisee.cas
    assert isinstance(revisee.cas.phase, Accordee)
    assert (revisee.issue, revisee.revision, revisee.cas.gestionnaire) == ("revisee", 1, "75500017")


def test_a_dossier_that_moves_to_another_node_says_nothing_again() -> None:
    decide_, loi = accorde(v.loi()), v.loi()
    absorbe = DossierAbsorbe(decide_.faits, decide_.decides, decide_.loi)
    etat, _, _ = recevoir("0", None, absorbe, lambda _fait, _connus: set())
    assert not isinstance(etat, Absorbe)
    assert decide(etat, (), (FIN, FIN), loi).changements == []
