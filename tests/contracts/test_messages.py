"""What a message may not say beyond the shape of its fields: when an example is spoiled, the field is named."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.contracts.messages import data, envelope, refusal, refused_fields

Spoil = Callable[[Any], object]

REFUSED: list[tuple[str, str, Spoil, str]] = [
    # one person, one place; one number, one person
    (
        "cnaf.rsa.demande",
        "a foyer with one person twice",
        lambda d: d["foyer"].append(d["foyer"][1]),
        "foyer.3.identite",
    ),
    (
        "cnaf.rsa.demande",
        "one person twice, once without number",
        lambda d: d["foyer"].append(
            d["foyer"][2] | {"identite": _without_number(d["foyer"][2]["identite"])},
        ),
        "foyer.3.identite",
    ),
    (
        "cnaf.rsa.demande",
        "one number on two people",
        lambda d: d["foyer"][2]["identite"].update(d["foyer"][0]["identite"] | {"prenoms": ["Léa"]}),
        "foyer.2.identite.matricule",
    ),
    (
        "cnaf.rsa.droit-ouvert",
        "a child both in the RSA and out of it",
        lambda d: d.update(enfants_hors_rsa=[d["foyer_retenu"][2]]),
        "enfants_hors_rsa.0.identite",
    ),
    (
        "cnav.aspa.echange-mensuel",
        "one number on two lines and two people",
        lambda d: d["lignes"][1]["allocataire"].update(
            matricule=d["lignes"][0]["allocataire"]["matricule"], cle=None, date_naissance="1950-03-09"
        ),
        "lignes.1.allocataire.matricule",
    ),
    (
        "cnav.aspa.echange-mensuel",
        "someone as their own partner",
        lambda d: d["lignes"][0].update(conjoint=d["lignes"][0]["allocataire"]),
        "lignes.0.conjoint",
    ),
    (
        "prefecture.aps.delivree",
        "one AGDREF number on two people",
        lambda d: d["mineurs"][0].update(agdref=d["agdref"]),
        "mineurs.0.agdref",
    ),
    (
        "assure.piece",
        "a child who is the parent",
        lambda d: d.update(enfant=_renamed(d["porteur"])),
        "enfant.matricule",
    ),
    # nobody before being born
    (
        "cnaf.rsa.demande",
        "a child born after the filing",
        lambda d: _born(d["foyer"][2], "2022-01-11"),
        "foyer.2.identite.date_naissance",
    ),
    (
        "prefecture.aps.delivree",
        "a minor born after the stay",
        lambda d: _born(d["mineurs"][0], "2022-09-14"),
        "date_naissance",
    ),
    ("rapatriement.arrivee", "an arrival before birth", lambda d: d.update(arrivee_le="1979-02-10"), "date_naissance"),
    # days in order
    ("prefecture.aps.delivree", "an end before the start", lambda d: d.update(fin="2022-03-13"), "fin"),
    ("prefecture.aps.mouvement", "a renewal that ends first", lambda d: d.update(fin="2022-09-13"), "fin"),
    ("cnaf.rsa.droit-ouvert", "a right from within a month", lambda d: d.update(date_effet="2022-01-10"), "date_effet"),
    ("cnav.aspa.echange-mensuel", "a month that starts on the 2nd", lambda d: d.update(mois="2022-04-02"), "mois"),
    ("oc.adhesion", "a form back before it was sent", lambda d: d.update(recu_le="2022-06-12"), "recu_le"),
    ("cnam.reprise.droits", "a C2S that ends first", lambda d: d["c2s"].update(fin="2021-06-30"), "c2s.fin"),
    # what goes together
    ("cnaf.rsa.demande", "an opposition without a day", lambda d: d.update(c2s="REFUSEE", c2s_le=None), "c2s_le"),
    ("cnaf.rsa.demande", "no claimant", lambda d: d["foyer"][0].update(lien="CONJOINT"), "foyer"),
    ("cnaf.rsa.demande", "two claimants", lambda d: d["foyer"][1].update(lien="DEMANDEUR"), "foyer"),
    ("cnaf.rsa.demande", "an OC without number", lambda d: d["gestionnaire"].pop("numero"), "gestionnaire.numero"),
    ("cnaf.rsa.demande", "a correction of nothing", lambda d: d.update(nature="RECTIFICATIF"), "ref_rectifiee"),
    ("cnaf.rsa.demande", "a first sending that corrects", lambda d: d.update(ref_rectifiee="x"), "ref_rectifiee"),
    (
        "cnaf.rsa.demande",
        "a lot of 2 with a third",
        lambda d: d.update(lot={"id": "a", "rang": 3, "total": 2}),
        "lot.rang",
    ),
    ("cnaf.rsa.droit-modifie", "a move to nowhere", lambda d: d.update(mouvement="MUTE"), "nouvel_organisme"),
    (
        "cnaf.rsa.droit-modifie",
        "a closure to elsewhere",
        lambda d: d.update(nouvel_organisme="691"),
        "nouvel_organisme",
    ),
    ("cnav.aspa.echange-mensuel", "a line cut off", lambda d: d["lignes"].pop(), "nb_lignes"),
    (
        "cnav.aspa.echange-mensuel",
        "an exit without a ground",
        lambda d: d["lignes"][0].update(mouvement="SORTANT"),
        "motif_sortie",
    ),
    (
        "cnav.aspa.echange-mensuel",
        "a partner unnamed",
        lambda d: d["lignes"][1].update(conjoint_aspa=True),
        "lignes.1.conjoint",
    ),
    ("prefecture.aps.mouvement", "a renewal without an end", lambda d: d.pop("fin"), "fin"),
    ("prefecture.aps.mouvement", "a rectification of nothing", lambda d: d.update(mouvement="RECTIFIEE"), "champs"),
    ("sngi.nia-attribue", "a NIA that is a NIR", lambda d: d["identite"].update(type="NIR"), "identite.type"),
    ("sngi.certification", "a certification without a NIR", lambda d: d.pop("nir"), "nir"),
    ("sngi.certification", "a rejection without a ground", lambda d: d.update(issue="REJETE", nir=None), "motif"),
    (
        "sngi.certification",
        "a certified identity that is another's",
        lambda d: d.update(nir="2900899155002"),
        "identite_certifiee.matricule",
    ),
    ("assure.reponse-invitation", "activity of nobody", lambda d: _activity(d, 5), "activite_3_mois.0.membre"),
    ("assure.reponse-invitation", "activity twice", lambda d: _activity(d, 1, 1), "activite_3_mois.1.membre"),
    ("assure.piece", "a S3705 without parents", lambda d: d.update(parents=[]), "parents"),
    ("assure.piece", "three parents", lambda d: d.update(parents=d["parents"] * 3), "parents"),
    ("oc.adhesion", "a complete adhesion unpaid", lambda d: d.pop("moyen_paiement"), "moyen_paiement"),
    ("cnam.c2s.revisee", "a revision of nothing", lambda d: d.pop("remplace"), "remplace"),
    ("cnam.notification", "a letter without a ground", lambda d: d.pop("id_decision"), "id_decision"),
]

ACCEPTED: list[tuple[str, str, Spoil]] = [
    ("cnaf.rsa.demande", "an empty foyer", lambda d: d.update(foyer=[])),
    ("cnaf.rsa.demande", "an opposition with its day", lambda d: d.update(c2s="REFUSEE")),
    ("cnaf.rsa.demande", "a child born on the day of filing", lambda d: _born(d["foyer"][2], "2022-01-10")),
    ("cnaf.rsa.demande", "twins", lambda d: d["foyer"].append(_twin(d["foyer"][2]))),
    ("cnaf.rsa.demande", "no choice of manager", lambda d: d.pop("gestionnaire")),
    ("cnav.aspa.echange-mensuel", "a month with nobody", lambda d: d.update(nb_lignes=0, lignes=[])),
    ("prefecture.aps.delivree", "an APS of one day", lambda d: d.update(fin="2022-03-14")),
    ("prefecture.aps.delivree", "no minors", lambda d: d.pop("mineurs")),
    ("assure.piece", "an incomplete S3705", lambda d: d.update(parents=[], complete=False)),
    ("assure.piece", "a document of a child", lambda d: d.update(type="ETAT_CIVIL", parents=[])),
    ("oc.adhesion", "a form not yet back", lambda d: d.update(recu_le=None, complet=False)),
]


def _without_number(identite: dict[str, Any]) -> dict[str, Any]:
    return identite | {"matricule": None, "cle": None, "type": None, "certifie": False}


def _renamed(identite: dict[str, Any]) -> dict[str, Any]:
    return identite | {"prenoms": ["Danylo"]}


def _born(place: dict[str, Any], jour: str) -> None:
    place["identite"] = _without_number(place["identite"]) | {"date_naissance": jour}
    if "debut" in place:
        place["debut"] = jour


def _twin(place: dict[str, Any]) -> dict[str, Any]:
    return place | {"identite": _without_number(place["identite"]) | {"prenoms": ["Lou"]}}


def _activity(said: dict[str, Any], *members: int) -> None:
    said["activite_3_mois"] = [{"membre": member, "oui_non": False} for member in members]


@pytest.mark.parametrize(("name", "what", "spoil", "champ"), REFUSED, ids=[f"{each[0]}: {each[1]}" for each in REFUSED])
def test_it_is_refused_at_the_field(name: str, what: str, spoil: Spoil, champ: str) -> None:
    said = data(f"fr.{name}.v1")
    spoil(said)
    fields = refused_fields(f"fr.{name}.v1", said)
    assert any(field.endswith(f".{champ}") for field in fields), (what, fields)


@pytest.mark.parametrize(("name", "what", "change"), ACCEPTED, ids=[f"{each[0]}: {each[1]}" for each in ACCEPTED])
def test_it_is_accepted(name: str, what: str, change: Spoil) -> None:
    said = data(f"fr.{name}.v1")
    change(said)
    assert refused_fields(f"fr.{name}.v1", said) == [], what


def test_a_person_born_after_the_day_of_the_event_is_refused() -> None:
    event = envelope("fr.cnam.reprise.droits.v1") | {
        "time": "2012-01-01T00:00:00Z",
        "recordedtime": "2012-01-02T00:00:00Z",
    }
    refused = refusal(event)
    assert refused is not None
    assert [finding.champ for finding in refused.findings] == ["data.membres.0.identite.date_naissance"]
    assert refusal(event | {"recordedtime": "2022-01-02T00:00:00Z"}) is None  # recorded later, when it was known


def test_a_rectified_field_has_the_shape_of_the_field() -> None:
    said = data("fr.prefecture.aps.mouvement.v1", "edge")
    for nom, good, bad in [
        ("fin", "2022-10-01", "demain"),
        ("adresse_valide", True, "oui"),
        ("mineurs", [], "aucun"),
        ("agdref", "7503123456", True),
        ("adresse", {"voie": "1 rue A", "code_postal": "75001", "commune": "PARIS"}, "1 rue A"),
    ]:
        for value, fields in ((good, []), (bad, ["data.champs.0.apres"]), (None, [])):
            said["champs"] = [{"nom": nom, "apres": value}]
            assert refused_fields("fr.prefecture.aps.mouvement.v1", said, "edge") == fields, (nom, value)
