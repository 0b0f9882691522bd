"""Who is who: merged and un-merged numbers, certified NIA (G01, G16), given / when / then."""

from datetime import date

from agents.dossier.droits import Accordee
from contracts.faits import AnyFait, Certification, Personne, Rapprochement
from tests.agents import vies as v

NEE = "1990-08-01"
NIA, NIR = "2900899155007", "2900899155017"
SOUS_NIA = Personne("civil-nia", "Bondar", "Olena", v.jour(NEE), "F", NIA)
SOUS_NIR = Personne("civil-nir", "Bondarenko", "Olena", v.jour(NEE), "F", NIR)


def rapprochement(recu: str, mouvement: str) -> Rapprochement:
    le = v.jour(recu)
    return Rapprochement(
        f"{mouvement}-{recu}",
        f"sngi:{v.NOEUD}",
        le,
        le,
        le,
        mouvement=mouvement,
        conserve=NIR,
        absorbes=(NIA,),
        effet_le=le,
    )


def certification(recu: str) -> Certification:
    le = v.jour(recu)
    return Certification("certifie", f"sngi:{v.NOEUD}", le, le, le, nia=NIA, issue="CERTIFIE", nir=NIR)


def deux_aps() -> list[AnyFait]:
    """One person, twice: an APS under the NIA, then another under the NIR."""
    return [
        v.aps("15/03", titulaire=SOUS_NIA),
        v.aps("20/04", id="autre", reference="aps:APS-69-202204-000002", titulaire=SOUS_NIR, debut=date(2022, 4, 15)),
    ]


def accordees(faits: list[AnyFait], le: str = "30/06") -> int:
    return sum(c.nature == "C2S" and isinstance(c.phase, Accordee) for c in v.droits(faits, le).values())


def test_given_two_numbers_then_two_persons_until_the_sngi_says_one() -> None:
    assert accordees(deux_aps()) == 2
    assert accordees([*deux_aps(), rapprochement("01/05", "FUSION")]) == 1


def test_given_a_certification_then_the_nia_and_the_nir_are_one_person_s() -> None:
    assert accordees([*deux_aps(), certification("01/05")]) == 1


def test_given_an_un_merge_then_each_has_rights_again() -> None:
    assert accordees([*deux_aps(), rapprochement("01/05", "FUSION"), rapprochement("01/06", "DEFUSION")]) == 2
