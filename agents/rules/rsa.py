"""RSA → C2S without participation (section B), and the PUMa that the RSA opens."""

from datetime import date
from typing import Literal, NamedTuple

import msgspec

from agents.dossier.droits import Accordee, Cas, Eteinte, Fondement, Opposee, Origine, Phase
from agents.dossier.vue import Vue
from agents.rules.c2s import ouverture_gratuite
from agents.rules.dates import premier_du_mois_suivant
from agents.rules.foyer import foyer_c2s
from agents.rules.invitation import invitations
from agents.rules.puma import Propositions, Titre
from contracts.faits import AnyFait, DemandeRsa, DroitRsa, Membre, ModificationRsa, Opposition, RejetRsa, Reponse
from law.regle import regle
from law.valeur import Valeur

Issue = Literal["accordee", "invitee", "opposee", "rien"]
MESURE = date(2022, 1, 1)


class Suite(msgspec.Struct, gc=False):
    """What the facts of one demande say together, one after the other."""

    demande: DemandeRsa | None = None
    droit: DroitRsa | None = None
    ouvert: bool = False
    opposition: bool = False
    reponse: Reponse | None = None
    motif: str = ""


class Etape(NamedTuple):
    """The issue that the facts lead to, and the fact since which they do, without interruption."""

    issue: Issue
    depuis: AnyFait


def proposer(vue: Vue, reference: str, faits: list[AnyFait], sortie: Propositions) -> None:
    """All that one RSA demande founds."""
    suite, etape, ouverture = _derouler(vue, _chronologie(vue, faits))
    if suite.droit and ouverture:
        puma_immediate(vue, suite.droit, ouverture, sortie)
    if etape is None or suite.demande is None or not _foyer(suite, suite.demande):
        return  # nothing is said of a demande that names nobody
    if etape.issue == "rien":
        sortie.c2s.append(_cas(vue, suite, Eteinte(etape.depuis.recu_le, suite.motif), etape.depuis, ()))
    elif etape.issue == "opposee":
        sortie.c2s.append(_cas(vue, suite, Opposee(etape.depuis.recu_le), etape.depuis, opposition_expresse.ids))
    elif etape.issue == "invitee":
        phase, parametres = invitations(vue, etape.depuis.recu_le)
        sortie.c2s.append(_cas(vue, suite, phase, etape.depuis, papier_invite.ids, parametres))
    elif (jour := teleservice_differe(vue, suite, etape.depuis.recu_le)) is not None:
        accord, parametres = ouverture_gratuite(vue, jour)
        fondee = papier_accorde.ids if suite.reponse else teleservice_accorde.ids
        regles = fondee + ouverture_gratuite.ids + foyer_c2s.ids
        sortie.c2s.append(_cas(vue, suite, accord, etape.depuis, regles, (_mesure(vue, suite), *parametres)))


def _chronologie(vue: Vue, faits: list[AnyFait]) -> list[AnyFait]:
    """The facts of the demande with the movements on its allocataire, in the order of receipt."""
    mouvements = [
        m
        for compte in {f.allocataire for f in faits if type(f) is DroitRsa}
        for m in vue.par_reference.get(compte, ())
        if type(m) is ModificationRsa and m.mouvement == "ANNULE"
    ]
    return sorted([*faits, *mouvements], key=lambda f: (f.recu_le, f.survenu_le, f.id)) if mouvements else faits


def _derouler(vue: Vue, faits: list[AnyFait]) -> tuple[Suite, Etape | None, AnyFait | None]:
    """Walk the facts: the issue, since which fact it holds, and since which fact the RSA is open."""
    suite, etape, ouverture = Suite(), None, None
    for fait in faits:
        if isinstance(fait, Opposition) and etape and etape.issue == "accordee" and _trop_tard(fait, etape.depuis):
            continue
        _ajouter(suite, fait)
        ouverture = (ouverture or fait) if suite.ouvert else None
        issue = _issue(vue, suite)
        if issue == "rien" and etape is None:
            continue
        if etape is None or etape.issue != issue:
            etape = Etape(issue, fait)
    return suite, etape, ouverture


def _ajouter(suite: Suite, fait: AnyFait) -> None:
    match fait:
        case DemandeRsa():
            suite.demande, suite.opposition = fait, suite.opposition or fait.c2s == "REFUSEE"
        case DroitRsa():
            suite.droit, suite.ouvert = fait, True
        case RejetRsa():
            suite.ouvert, suite.motif = False, "RSA_REJETE"
        case ModificationRsa():
            suite.ouvert, suite.motif = False, "RSA_ANNULE"
        case Opposition():
            suite.opposition = fait.acte == "OPPOSITION"
        case Reponse() if fait.signee:
            suite.reponse = fait
        case _:
            pass


def _trop_tard(opposition: Opposition, depuis: AnyFait) -> bool:
    """Once the right runs, it is no longer an opposition."""
    return opposition.exprimee_le >= premier_du_mois_suivant(depuis.recu_le)


def _issue(vue: Vue, suite: Suite) -> Issue:
    demande = suite.demande
    if demande is None or not mesure_en_vigueur(vue, demande):
        return "rien"
    if suite.opposition:
        return "opposee"
    if not suite.ouvert:
        return "rien"
    if demande.canal == "TELESERVICE" or suite.reponse or papier_cible(vue, demande):
        return "accordee"
    return "invitee"


@regle("B01", "B02", "B03", "P01", depuis=MESURE, pivot="demande")
def mesure_en_vigueur(vue: Vue, demande: DemandeRsa) -> bool:
    """RSA asked for from 1 January 2022 gives the C2S without participation, without any step."""
    return demande.depot_le >= vue.au("rsa.entree_en_vigueur", demande.depot_le).jour


@regle("B04", "B05", "B06", "B08", "B09", "P02", depuis=MESURE, pivot="demande")
def teleservice_accorde(demande: DemandeRsa) -> bool:
    """By the téléservice the right is granted by default, without opposition, with the manager that was chosen."""
    return demande.canal == "TELESERVICE"


@regle("B04", depuis=MESURE, pivot="demande")
def teleservice_differe(vue: Vue, suite: Suite, jour: date) -> date | None:
    """What was asked for in January 2022 is processed when the téléservice goes live; None while it is awaited."""
    if suite.reponse or suite.demande is None:
        return jour
    ouverture = vue.au("rsa.teleservice_ouvert_le", suite.demande.depot_le).jour
    return jour if jour >= ouverture else ouverture if vue.passe(ouverture) else None


@regle("B07", depuis=MESURE, pivot="demande")
def opposition_expresse(suite: Suite) -> bool:
    """An express opposition at the demande, online or on paper: nothing is granted on that demande."""
    return suite.opposition


@regle("B04", "B10", depuis=MESURE, jusqua=date(2022, 12, 31), pivot="demande")
def papier_invite(suite: Suite) -> bool:
    """A paper demande leads to a letter of invitation, unless the person opposed."""
    return suite.ouvert and not suite.opposition


@regle("B11", depuis=MESURE, pivot="demande")
def papier_accorde(suite: Suite) -> bool:
    """The invited person gets the right by returning the household's composition and the choice of manager."""
    return suite.reponse is not None


@regle("B13", "B14", depuis=date(2023, 1, 1), pivot="demande")
def papier_cible(vue: Vue, demande: DemandeRsa) -> bool:
    """From 2023 the paper form carries refusal, household and manager, and is worth a téléservice demande."""
    return demande.depot_le >= vue.au("rsa.papier_cible_depuis", demande.depot_le).jour


@regle("E04", depuis=date(2016, 1, 1), pivot="effet")
def puma_immediate(vue: Vue, droit: DroitRsa, ouverture: AnyFait, sortie: Propositions) -> None:
    """Who receives the RSA is covered by the PUMa without delay, from the effect of the RSA."""
    origine = _origine(droit.reference)
    for membre in droit.retenus:
        sortie.puma(vue, Titre(membre.personne, droit.effet_le, ouverture, puma_immediate.ids, origine))


def _mesure(vue: Vue, suite: Suite) -> Valeur:
    assert suite.demande
    return vue.au("rsa.entree_en_vigueur", suite.demande.depot_le)


def _origine(reference: str, demande: DemandeRsa | None = None) -> Origine:
    payeur = reference.split(":", 2)[1].split("-", 1)[0]
    agence = "MSA" if payeur == "MSA" else "CNAF"
    if demande is None:
        return Origine(agence, "")
    return Origine(agence, demande.canal, demande.foyer[0].caisse if demande.foyer else "", demande.adresse)


def _cas(
    vue: Vue, suite: Suite, phase: Phase, depuis: AnyFait, regles: tuple[str, ...], parametres: tuple[Valeur, ...] = ()
) -> Cas:
    demande, reponse = suite.demande, suite.reponse
    assert demande
    foyer = _foyer(suite, demande)
    titulaire = next((m.personne for m in foyer if m.lien == "DEMANDEUR"), foyer[0].personne)
    faits: tuple[AnyFait, ...] = tuple(filter(None, (demande, suite.droit, reponse)))
    if depuis not in faits:
        faits = (*faits, depuis)
    gestionnaire = (reponse.gestionnaire if reponse else "") or demande.gestionnaire or "CPAM"
    return Cas(
        "C2S",
        demande.reference,
        titulaire,
        foyer_c2s(vue, foyer, demande.depot_le) if isinstance(phase, Accordee) else (titulaire,),
        phase,
        Fondement(mesure_en_vigueur.ids + regles, faits, parametres),
        _origine(demande.reference, demande),
        gestionnaire=gestionnaire,
    )


def _foyer(suite: Suite, demande: DemandeRsa) -> tuple[Membre, ...]:
    """The household of the answer, or of the demande, or the claimant of the right; with children outside the RSA."""
    foyer = suite.reponse.foyer if suite.reponse and suite.reponse.foyer else demande.foyer
    if not foyer and suite.droit:
        foyer = suite.droit.retenus[:1]
    return foyer + (suite.droit.hors_rsa if suite.droit else ())
