"""Scenarios ship by name; what is wrong in one is told by file, line and key."""

import pytest

from simulators.lecture import ScenarioInvalide, lire, lire_texte, noms
from simulators.simulation import preparer
from simulators.vies.dates import jours

ATTENDUS = [
    "aps-mineur-oublie",
    "aps-rafale-doublon",
    "aspa-couple",
    "aspa-fichier-double",
    "mixte",
    "oppose-puis-change-d-avis",
    "rsa-droit-avant-demande",
    "rsa-papier-muet",
    "rsa-teleservice",
]

BON = """\
nom: essai
description: Un essai.
debut: 2022-01-01
fin: 2022-03-31
fautes:
  cnaf: {doublon: 0.1}
vies:
  - rsa:
      id: seul
      canal: PAPIER
      membres:
        - {lien: DEMANDEUR, sexe: F, naissance: 1990-01-01}
      depot: 2022-01-02
      decision: 2022-01-10
      conduite:
        reponses: [10, null]
"""


def test_all_scenarios_ship_under_their_names() -> None:
    assert noms() == ATTENDUS
    for nom in noms():
        scenario = lire(nom)
        assert scenario.nom == nom
        assert scenario.description


@pytest.mark.parametrize("nom", [n for n in ATTENDUS if n != "mixte"])
def test_a_named_scenario_publishes_only_sound_messages(nom: str) -> None:
    simulation = preparer(lire(nom))
    publies = [
        p
        for a in simulation.agences
        for j in jours(simulation.contexte.debut, simulation.contexte.fin)
        for p in a.publications(j)
    ]
    assert publies
    assert not any(p.perdus for p in publies)


@pytest.mark.parametrize(
    ("remplace", "par", "dit"),
    [
        ("canal: PAPIER", "canla: PAPIER", ["essai.yaml:10:", "'canla' in vies.0.rsa", "did you mean 'canal'?"]),
        ("debut: 2022-01-01", "deubt: 2022-01-01", ["essai.yaml:3: unknown key 'deubt'", "did you mean 'debut'?"]),
        ("reponses:", "reponse:", ["essai.yaml:16:", "vies.0.rsa.conduite", "did you mean 'reponses'?"]),
        ("doublon: 0.1", "doublons: 0.1", ["essai.yaml:6: unknown fautes 'doublons'", "did you mean 'doublon'?"]),
        ("doublon: 0.1", "doublon: 1.5", ["essai.yaml:6:", "fautes.cnaf.doublon", "less than or equal to 1"]),
        ("cnaf:", "cnaaf:", ["essai.yaml:6:", "'cnaf'"]),
        ("sexe: F, ", "", ["essai.yaml:12:", "'sexe' is missing in vies.0.rsa.membres.0"]),
        ("lien: DEMANDEUR", "lien: ENFANT", ["essai.yaml:8:", "the first one is the DEMANDEUR"]),
        ("2022-01-10", "le 10 janvier", ["essai.yaml:14:", "vies.0.rsa.decision"]),
        ("fin: 2022-03-31", "fin: 2021-03-31", ["essai.yaml:4: the period ends before it starts"]),
        ("  - rsa:", "  - rsaa:", ["essai.yaml:8:", "unknown key 'rsaa' in vies.0", "did you mean 'rsa'?"]),
        ("{doublon: 0.1}", "{doublon: 0.1", ["essai.yaml:", "not YAML"]),
    ],
)
def test_a_mistake_is_told_by_line_and_with_what_was_meant(remplace: str, par: str, dit: list[str]) -> None:
    with pytest.raises(ScenarioInvalide) as erreur:
        lire_texte(BON.replace(remplace, par, 1), "essai.yaml")
    for partie in dit:
        assert partie in str(erreur.value)


def test_a_sound_text_is_a_scenario() -> None:
    assert lire_texte(BON, "essai.yaml").vies[0].vie.id == "seul"


def test_an_unknown_name_suggests_one_that_ships() -> None:
    with pytest.raises(ScenarioInvalide, match="did you mean 'rsa-teleservice'"):
        lire("rsa-teleservise")


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(ScenarioInvalide, match="a scenario is a mapping"):
        lire_texte("", "vide.yaml")


def test_two_lives_of_one_name_are_refused() -> None:
    double = BON + BON[BON.index("  - rsa:") :]
    with pytest.raises(ScenarioInvalide, match=r"essai.yaml:17: .*'seul' is told twice"):
        lire_texte(double, "essai.yaml")
