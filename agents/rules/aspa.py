"""ASPA → C2S with participation (section C): presumed, invited, answered, joined; and the PUMa that the ASPA opens."""

from datetime import date
from typing import NamedTuple

from agents.dossier.droits import Accordee, Cas, EnAttente, Eteinte, Fondement, Opposee, Origine, Phase, Refusee
from agents.dossier.vue import Vue
from agents.rules.c2s import ouverture_payante, prix_mensuel
from agents.rules.dates import plus_mois
from agents.rules.foyer import COUPLE, foyer_c2s
from agents.rules.invitation import invitations
from agents.rules.puma import Propositions, Titre
from contracts.faits import Adhesion, AnyFait, LigneAspa, Membre, Opposition, Reponse
from law.regle import regle
from law.valeur import Valeur

MESURE = date(2022, 4, 1)
ORIGINE = Origine("CNAV", "ECHANGE")


class Suite(NamedTuple):
    """What the facts of one ASPA say together."""

    ligne: LigneAspa
    sortie: LigneAspa | None
    reponse: Reponse | None
    adhesion: Adhesion | None
    opposition: Opposition | None


def proposer(vue: Vue, reference: str, faits: list[AnyFait], sortie: Propositions) -> None:
    """All that one ASPA founds."""
    suite = _lire(vue, faits)
    if suite is None:
        return
    puma_immediate(vue, suite.ligne, sortie)
    jour = presomption(vue, suite.ligne)
    if jour is None:
        return
    if suite.reponse:
        sortie.c2s.append(_repondu(vue, suite, suite.reponse, max(jour, suite.reponse.recu_le)))
    elif suite.opposition:
        sortie.c2s.append(_cas(vue, suite, Opposee(suite.opposition.recu_le), invitation_manuelle.ids))
    elif suite.sortie:
        sortie.c2s.append(_cas(vue, suite, Eteinte(suite.sortie.recu_le, "SORTIE_ASPA"), presomption.ids))
    else:
        phase, parametres = invitations(vue, jour)
        sortie.c2s.append(_cas(vue, suite, phase, presomption.ids + invitation_manuelle.ids, parametres))


def _lire(vue: Vue, faits: list[AnyFait]) -> Suite | None:
    ligne = next((f for f in faits if type(f) is LigneAspa and not f.sorti), None)
    if ligne is None:
        return None
    opposition = next((f for f in reversed(faits) if type(f) is Opposition), None)
    return Suite(
        ligne,
        _sortie(vue, ligne),
        next((f for f in faits if type(f) is Reponse and f.signee and activite_connue(vue, ligne, f)), None),
        next((f for f in faits if type(f) is Adhesion and f.complet), None),
        opposition if opposition and opposition.acte == "OPPOSITION" else None,
    )


def _sortie(vue: Vue, ligne: LigneAspa) -> LigneAspa | None:
    """The exit that ended this ASPA: exits are dated by the end, so they stand under a reference of their own."""
    sorties = vue.par_reference.get(ligne.reference.rsplit(":", 1)[0] + ":sortie", ())
    return next((f for f in sorties if isinstance(f, LigneAspa) and f.effet_le > ligne.effet_le), None)


def _repondu(vue: Vue, suite: Suite, reponse: Reponse, jour: date) -> Cas:
    if _au_travail(vue, suite.ligne, reponse):
        return _cas(vue, suite, Refusee(jour, "ACTIVITE"), presomption.ids + activite_connue.ids)
    phase, parametres = adhesion(vue, suite, jour)
    regles = presomption.ids + activite_connue.ids + adhesion.ids + prix_mensuel.ids + foyer_c2s.ids
    return _cas(vue, suite, phase, regles, parametres)


@regle("C01", "C03", "C06", "P01", depuis=MESURE, pivot="decision")
def presomption(vue: Vue, ligne: LigneAspa) -> date | None:
    """From 1 April 2022, who receives the ASPA is presumed to have a right to the C2S with participation."""
    mesure = vue.au("aspa.entree_en_vigueur", ligne.recu_le).jour
    return ligne.recu_le if ligne.recu_le >= mesure else mesure if vue.passe(mesure) else None


@regle("C04", "C05", depuis=MESURE, pivot="decision")
def invitation_manuelle(suite: Suite) -> bool:
    """The caisses find them in the monthly exchange and invite them to send what is needed."""
    return suite.reponse is None and suite.sortie is None


@regle("C02", "P03", depuis=MESURE, pivot="demande")
def activite_connue(vue: Vue, ligne: LigneAspa, reponse: Reponse) -> bool:
    """No salaried or self-employed activity in the three civil months before: each person tested must answer."""
    return all(numero in dict(reponse.activite) for numero in _testes(vue, ligne, reponse))


def _au_travail(vue: Vue, ligne: LigneAspa, reponse: Reponse) -> bool:
    activite = dict(reponse.activite)
    return any(activite[numero] for numero in _testes(vue, ligne, reponse))


def _testes(vue: Vue, ligne: LigneAspa, reponse: Reponse) -> list[str]:
    """The holder; and the partner since July 2023."""
    conjoints = [m.personne.numero for m in reponse.foyer if m.lien in COUPLE]
    return [
        ligne.allocataire.numero,
        *(conjoints if vue.au("aspa.conjoint_teste_depuis", reponse.recu_le).vrai else ()),
    ]


@regle("D20", "D21", "P10", depuis=date(2019, 11, 1), pivot="decision")
def adhesion(vue: Vue, suite: Suite, jour: date) -> tuple[Phase, tuple[Valeur, ...]]:
    """A right with participation is activated by an adhesion; without it in three months, it lapses."""
    delai = vue.au("c2s.adhesion_delai_mois", jour)
    fin = plus_mois(jour, delai.entier)
    if suite.adhesion and suite.adhesion.recu_le <= fin:
        ouverte, parametres = ouverture_payante(vue, suite.adhesion.recu_le, suite.adhesion.recue_le)
        return ouverte, (delai, *parametres)
    if vue.passe(fin, attend="organismes.adhesions.v1"):
        return Eteinte(fin, "ADHESION_NON_RECUE"), (delai,)
    return EnAttente(jour, fin), (delai,)


@regle("E04", depuis=date(2016, 1, 1), pivot="effet")
def puma_immediate(vue: Vue, ligne: LigneAspa, sortie: Propositions) -> None:
    """Who receives the ASPA is covered by the PUMa without delay."""
    sortie.puma(vue, Titre(ligne.allocataire, ligne.effet_le, ligne, puma_immediate.ids, ORIGINE))
    if ligne.conjoint and ligne.conjoint_aspa:
        sortie.puma(vue, Titre(ligne.conjoint, ligne.effet_le, ligne, puma_immediate.ids, ORIGINE))


def _cas(vue: Vue, suite: Suite, phase: Phase, regles: tuple[str, ...], parametres: tuple[Valeur, ...] = ()) -> Cas:
    ligne, reponse = suite.ligne, suite.reponse
    faits = tuple(f for f in (ligne, reponse, suite.adhesion, suite.opposition, suite.sortie) if f)
    foyer = reponse.foyer if reponse and reponse.foyer else (Membre(ligne.allocataire, "DEMANDEUR"),)
    accorde = reponse is not None and isinstance(phase, (Accordee, EnAttente))
    membres = foyer_c2s(vue, foyer, reponse.recu_le) if reponse and accorde else (ligne.allocataire,)
    return Cas(
        "C2S",
        ligne.reference,
        ligne.allocataire,
        membres,
        phase,
        Fondement(regles, faits, parametres),
        Origine("CNAV", "ECHANGE", foyer[0].caisse, ligne.adresse),
        participation=True,
        gestionnaire=(reponse.gestionnaire if reponse else "") or "CPAM",
    )
