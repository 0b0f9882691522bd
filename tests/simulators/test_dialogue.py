"""People, the SNGI and the complementary bodies answer what they receive, on a later day, once."""

from datetime import date, timedelta

from contracts.assures import Opposition, Piece, ReponseInvitation
from contracts.cloudevents import decode
from contracts.organismes import Adhesion
from contracts.sngi import NiaAttribue
from contracts.topics import ASSURES_DEMARCHES, ORGANISMES_ADHESIONS, SNGI_IDENTITES
from simulators.lecture import lire
from simulators.simulation import preparer
from tests.simulators.outils import courrier, demande_nia, droit_oc, record, vivre

LE = date(2022, 3, 1)


def _rsa(id_: str, scenario: str = "rsa-papier-muet") -> str:
    return next(v.reference for v in preparer(lire(scenario)).monde.rsa if v.id == id_)


def _aspa(id_: str) -> str:
    return next(v.reference for v in preparer(lire("aspa-couple")).monde.aspa if v.id == id_)


def test_who_is_invited_answers_some_days_later() -> None:
    reference = _rsa("repond-a-la-premiere")
    _, canal = vivre("rsa-papier-muet", {LE: [courrier(reference, LE, 1)]})
    (reponse,) = (decode(record(m))[1] for m in canal.sur(ASSURES_DEMARCHES))
    assert isinstance(reponse, ReponseInvitation)
    assert reponse.id_invitation == f"{reference}#1"
    assert reponse.recue_le == LE + timedelta(days=20)
    assert [m.lien for m in reponse.foyer] == ["DEMANDEUR", "ENFANT"]


def test_the_same_letter_twice_is_answered_once() -> None:
    reference = _rsa("repond-a-la-premiere")
    lettre = courrier(reference, LE, 1)
    script = {LE: [lettre, lettre], LE + timedelta(days=3): [lettre, courrier(reference, LE, 1, id_="copie")]}
    _, canal = vivre("rsa-papier-muet", script)
    assert len(canal.sur(ASSURES_DEMARCHES)) == 1


def test_the_silent_one_answers_the_second_letter() -> None:
    reference = _rsa("repond-a-la-seconde")
    _, une = vivre("rsa-papier-muet", {LE: [courrier(reference, LE, 1)]})
    assert une.sur(ASSURES_DEMARCHES) == []
    relance = date(2022, 6, 1)
    _, deux = vivre("rsa-papier-muet", {LE: [courrier(reference, LE, 1)], relance: [courrier(reference, relance, 2)]})
    (reponse,) = (decode(record(m))[1] for m in deux.sur(ASSURES_DEMARCHES))
    assert isinstance(reponse, ReponseInvitation)
    assert reponse.recue_le == relance + timedelta(days=12)


def test_an_answer_does_not_depend_on_what_others_received_before() -> None:
    a, b = _rsa("repond-a-la-premiere"), _rsa("le-dernier-jour")
    _, ensemble = vivre("rsa-papier-muet", {LE: [courrier(b, LE, 1), courrier(a, LE, 1)]})
    _, seul = vivre("rsa-papier-muet", {LE: [courrier(a, LE, 1)]})
    assert seul.sur(ASSURES_DEMARCHES)[0] in ensemble.sur(ASSURES_DEMARCHES)


def test_some_oppose_in_answer_to_the_letter() -> None:
    reference = _rsa("oppose-a-l-invitation", "oppose-puis-change-d-avis")
    _, canal = vivre("oppose-puis-change-d-avis", {LE: [courrier(reference, LE, 1)]})
    actes = [c for m in canal.sur(ASSURES_DEMARCHES) if isinstance(c := decode(record(m))[1], Opposition)]
    assert f"{reference}#1" in {acte.ref_demande_ou_invitation for acte in actes}


def test_parents_send_the_s3705_after_our_letter() -> None:
    vie = preparer(lire("aps-mineur-oublie")).monde.aps[0]
    le = date(2022, 3, 21)
    _, canal = vivre("aps-mineur-oublie", {le: [courrier(vie.reference, le), courrier(vie.reference, le, id_="sms")]})
    pieces = [c for m in canal.sur(ASSURES_DEMARCHES) if isinstance(c := decode(record(m))[1], Piece)]
    assert [(p.complete, p.recue_le - le) for p in pieces] == [(False, timedelta(9)), (True, timedelta(21))]
    assert {p.enfant.prenoms for p in pieces if p.enfant} == {vie.oublies[0].mineur.prenoms}


def test_the_adhesion_form_comes_back_whoever_manages_the_right() -> None:
    oc, caisse = _aspa("conjoint-au-travail"), _aspa("gere-par-la-caisse")
    le = date(2022, 5, 2)
    personne = preparer(lire("aspa-couple")).monde.aspa[0].foyer.demandeur
    script = {le: [droit_oc(oc, personne, le), courrier(oc, le), courrier(caisse, le)]}
    _, canal = vivre("aspa-couple", script)
    retours = [c for m in canal.sur(ORGANISMES_ADHESIONS) if isinstance(c := decode(record(m))[1], Adhesion)]
    assert [(r.numero_c2s == oc, r.complet) for r in retours] == [(True, False), (True, True), (False, True)]


def test_who_is_invited_to_the_paid_c2s_sends_no_form_before_it_is_granted() -> None:
    reference = _aspa("gere-par-la-caisse")
    le = date(2022, 4, 8)
    _, canal = vivre("aspa-couple", {le: [courrier(reference, le, 1)]})
    assert canal.sur(ORGANISMES_ADHESIONS) == []


def test_the_sngi_allots_the_same_nia_to_the_same_person() -> None:
    vie = preparer(lire("aps-rafale-doublon")).monde.aps[0]
    le = date(2022, 3, 17)
    script = {le: [demande_nia(vie.titulaire, "aps:A/0", le), demande_nia(vie.titulaire, "aps:B/0", le)]}
    _, canal = vivre("aps-rafale-doublon", script)
    attribues = [c for m in canal.sur(SNGI_IDENTITES) if isinstance(c := decode(record(m))[1], NiaAttribue)]
    assert {a.ref_demande for a in attribues} == {"aps:A/0", "aps:B/0"}
    assert {a.identite.matricule for a in attribues} == {vie.titulaire.nia}
    assert all(a.cree_le > le for a in attribues)
