"""The truth of a run: what each scenario says it is, and what no truth may break."""

import json
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from simulators.lecture import lire, noms
from simulators.simulation import preparer
from simulators.verite.modele import Droit, Suite, Verite
from simulators.verite.tirer import ecrire_verite, tirer_verite


def _verite(nom: str, foyers: int | None = None) -> Verite:
    return tirer_verite(preparer(lire(nom), foyers=foyers))


def _c2s(verite: Verite, personne: str) -> list[tuple[date, date | None, date]]:
    droits = [d for d in verite.droits if d.personne == personne and d.droit == "C2S" and d.jusqu_au is None]
    return [(d.debut, d.fin, d.connu_le) for d in droits if not (d.reference or "").startswith("reprise:")]


def _suite(verite: Verite, vie: str) -> Suite:
    return next(s for s in verite.suites if s.personnes[0] == f"{vie}.0")


def _chemin(verite: Verite, vie: str) -> list[tuple[str, str]]:
    return [(issue, str(le)) for issue, le in _suite(verite, vie).chemin]


@pytest.fixture(scope="module")
def mixte() -> Verite:
    return _verite("mixte", 600)


@pytest.mark.parametrize("nom", noms())
def test_never_a_c2s_without_puma_and_never_two_at_once(nom: str) -> None:
    verite = _verite(nom, 300 if nom == "mixte" else None)
    par_personne: dict[str, list[Droit]] = {}
    for droit in verite.droits:
        par_personne.setdefault(droit.personne, []).append(droit)
    for droits in par_personne.values():
        c2s = sorted((d for d in droits if d.droit == "C2S" and d.jusqu_au is None), key=lambda d: d.debut)
        pumas = [d for d in droits if d.droit == "PUMA" and d.jusqu_au is None]
        assert all(any(p.debut <= d.debut and (p.fin is None or d.debut < p.fin) for p in pumas) for d in c2s)
        assert all(a.fin is not None and a.fin <= b.debut for a, b in pairwise(c2s))


def test_no_right_is_known_before_the_run_or_after_it(mixte: Verite) -> None:
    assert all(mixte.debut <= d.connu_le <= mixte.fin for d in mixte.droits)
    assert all(d.jusqu_au is None or d.connu_le < d.jusqu_au <= mixte.fin for d in mixte.droits)


def test_a_free_c2s_opens_on_a_first_and_lasts_a_year_unless_an_aps_gives_it(mixte: Verite) -> None:
    for droit in mixte.droits:
        if droit.droit == "C2S" and not (droit.reference or "").startswith(("aps:", "reprise:")):
            assert droit.debut.day == 1
            assert droit.fin == droit.debut.replace(year=droit.debut.year + 1)


def test_every_issue_is_met_in_the_demo(mixte: Verite) -> None:
    connues = {"ACCORDEE", "INVITEE", "OPPOSEE", "DEJA_COUVERT", "EN_ATTENTE", "OUVERTE", "REJETEE", "SANS_DROIT"}
    assert connues <= {s.issue for s in mixte.suites}


def test_the_teleservice_grants_without_a_step() -> None:
    verite = _verite("rsa-teleservice")
    avril = (date(2022, 4, 1), date(2023, 4, 1))
    for rang in range(4):
        assert _c2s(verite, f"couple-oc.{rang}") == [(*avril, date(2022, 3, 9))]
    assert _c2s(verite, "demande-de-janvier.0") == [(date(2022, 3, 1), date(2023, 3, 1), date(2022, 2, 1))]
    assert _c2s(verite, "decide-le-premier.0") == [(*avril, date(2022, 3, 1))]
    assert [bool(_c2s(verite, f"foyers-differents.{rang}")) for rang in range(3)] == [True, True, False]
    assert _suite(verite, "deja-couverte").issue == "DEJA_COUVERT"
    puma = next(d for d in verite.droits if d.personne == "sans-puma.0" and d.droit == "PUMA")
    assert puma.debut == date(2022, 3, 1)


def test_the_right_waits_for_its_demande_and_the_twin_gets_nothing() -> None:
    verite = _verite("rsa-droit-avant-demande")
    assert _c2s(verite, "droit-avant.0") == [(date(2022, 5, 1), date(2023, 5, 1), date(2022, 4, 6))]
    assert _c2s(verite, "jumelle-rejetee.0") == []
    assert [_suite(verite, vie).issue for vie in ("jumelle-rejetee", "la-veille")] == ["REJETEE", "HORS_CHAMP"]


def test_paper_is_invited_twice_and_no_more() -> None:
    verite = _verite("rsa-papier-muet")
    invitee = [("INVITEE", "2022-02-02"), ("INVITEE", "2022-05-02")]
    assert _chemin(verite, "repond-a-la-seconde") == [*invitee, ("ACCORDEE", "2022-05-14")]
    assert _chemin(verite, "le-dernier-jour") == [("INVITEE", "2022-02-01"), ("ACCORDEE", "2022-05-01")]
    assert [issue for issue, _ in _chemin(verite, "jamais")] == ["INVITEE", "INVITEE"]


def test_who_changes_their_mind_is_granted_and_who_does_not_is_not() -> None:
    verite = _verite("oppose-puis-change-d-avis")
    assert _c2s(verite, "change-d-avis.1") == [(date(2022, 6, 1), date(2023, 6, 1), date(2022, 5, 12))]
    for vie in ("ne-change-pas", "oppose-par-lettre", "oppose-a-l-invitation"):
        assert _suite(verite, vie).issue == "OPPOSEE"
        assert _c2s(verite, f"{vie}.0") == []


def test_the_aspa_leads_to_a_paid_c2s_once_the_form_is_back() -> None:
    verite = _verite("aspa-couple")
    issues = {
        vie: _suite(verite, vie).issue for vie in ("conjoint-au-travail", "au-travail", "n-adhere-pas", "deja-couverte")
    }
    assert list(issues.values()) == ["ACCORDEE", "REFUSEE", "EN_ATTENTE", "DEJA_COUVERT"]
    assert all(d.participation for d in verite.droits if d.personne.startswith("conjoint") and d.droit == "C2S")
    assert bool(_c2s(verite, "conjoint-au-travail.1"))


def test_a_file_sent_twice_and_a_missing_line_change_nothing_for_who_was_seen() -> None:
    verite = _verite("aspa-fichier-double")
    assert verite.touches == {}
    assert _suite(verite, "absente-apres-l-accord").issue == "ACCORDEE"
    assert _suite(verite, "sortie-avant-la-mesure").chemin == []


def test_an_aps_seen_several_times_is_one_right() -> None:
    verite = _verite("aps-rafale-doublon")
    debuts = {vie: _c2s(verite, f"{vie}.0") for vie in ("flux-puis-guichet", "guichet-puis-flux", "guichet-seul")}
    assert all(len(droits) == 1 for droits in debuts.values())
    assert debuts["guichet-puis-flux"][0][2] == date(2022, 3, 14)
    assert _c2s(verite, "debut-rectifie.1") == [(date(2022, 3, 14), date(2023, 3, 14), date(2022, 4, 4))]


def test_a_forgotten_minor_is_covered_from_the_s3705_or_from_the_rectification() -> None:
    verite = _verite("aps-mineur-oublie")
    assert _c2s(verite, "s3705-puis-rectification.2") == [(date(2022, 4, 11), date(2023, 3, 18), date(2022, 4, 11))]
    assert _c2s(verite, "rectification-seule.1") == [(date(2022, 3, 23), date(2023, 3, 23), date(2022, 4, 25))]
    assert _c2s(verite, "jamais-reclame.1") == []


def test_the_file_is_json_lines_with_a_head(tmp_path: Path) -> None:
    fichier = tmp_path / "verite.jsonl"
    ecrire_verite(_verite("aps-mineur-oublie"), fichier)
    lignes = [json.loads(ligne) for ligne in fichier.read_text(encoding="utf-8").splitlines()]
    assert lignes[0]["type"] == "verite"
    assert {ligne["type"] for ligne in lignes[1:]} == {"personne", "droit", "reference"}
    connus = {ligne["personne"] for ligne in lignes if ligne["type"] == "personne"}
    assert {ligne["personne"] for ligne in lignes if ligne["type"] == "droit"} <= connus


def test_what_the_agents_do_does_not_move_the_truth() -> None:
    simulation = preparer(lire("rsa-papier-muet"))
    avant = list(tirer_verite(simulation).lignes())
    for agence in simulation.agences:
        if agence.ecoute:
            agence.registre.toutes.clear()
    assert list(tirer_verite(simulation).lignes()) == avant
