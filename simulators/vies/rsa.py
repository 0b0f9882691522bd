"""Lives of people who ask for the RSA: filing, choice, decision, changes, and what they do with our letters."""

from dataclasses import dataclass
from datetime import date, timedelta

from contracts.base import Payeur
from simulators.alea import Alea
from simulators.lieux import DEPARTEMENTS
from simulators.personnes import Foyer, Membre
from simulators.population import foyer_rsa
from simulators.tirages import Tirages
from simulators.vies.conduites import conduite, gestionnaire
from simulators.vies.modele import C2s, Conduite, Mouvement, MouvementRsa, VieRsa

_MOUVEMENTS: dict[Mouvement, float] = {"SUSPENDU": 0.45, "FERME": 0.35, "MUTE": 0.20}
_MOTIFS = {"SUSPENDU": "DTR_NON_FOURNIE", "FERME": "RESSOURCES", "MUTE": "DEMENAGEMENT", "REPRIS": "DTR_FOURNIE"}


@dataclass(frozen=True, slots=True)
class _Choix:
    """What was said of the C2S at the demande."""

    c2s: C2s
    gestionnaire: str | None


def vie_rsa(tirages: Tirages, id_: str, fin: date) -> VieRsa:
    """A household asks for the RSA within the period."""
    alea, taux = tirages.alea("vie-rsa", id_), tirages.calibration.taux
    foyer = foyer_rsa(tirages, id_)
    papier = alea.vrai(taux("rsa.papier"))
    depot = alea.jour(tirages.debut, fin)
    decision = depot + timedelta(days=alea.entier(*tirages.calibration.delai("rsa.delai_decision")))
    ouvert = not alea.vrai(taux("rsa.rejet"))
    choix = _choix(tirages, alea, papier=papier)
    en_avance = alea.vrai(taux("rsa.droit_avant"))
    organisme = DEPARTEMENTS[foyer.departement].numero
    payeur: Payeur = "MSA" if foyer.agricole else "CAF"
    opposition, s3711 = _regrets(tirages, alea, depot, decision, choix.c2s)
    if papier or not ouvert:
        opposition, s3711 = None, None
    change = ouvert and not papier and s3711 is None
    return VieRsa(
        id=id_,
        foyer=foyer,
        payeur=payeur,
        organisme=organisme,
        numero_demande=tirages.registre.demande_rsa(alea),
        numero_allocataire=tirages.registre.allocataire(alea, f"{payeur}-{organisme}"),
        canal="PAPIER" if papier else "TELESERVICE",
        depot=depot,
        c2s=choix.c2s,
        gestionnaire=choix.gestionnaire,
        ouvert=ouvert,
        decision=decision,
        conduite=conduite(tirages, alea) if papier else Conduite(),
        foyer_dit=not alea.vrai(taux("rsa.foyer_vide")) or papier,
        hors_rsa=_hors_rsa(tirages, alea, foyer),
        montant_nul=alea.vrai(0.03),
        mouvements=_mouvements(tirages, alea, decision, organisme) if change else (),
        demande_recue=decision + timedelta(days=alea.entier(6, 30)) if en_avance else None,
        opposition_courrier=opposition,
        s3711_le=s3711,
    )


def _choix(tirages: Tirages, alea: Alea, *, papier: bool) -> _Choix:
    """On paper nothing is said before 2023 (B13); in the téléservice silence is enough (B06)."""
    taux = tirages.calibration.taux
    contrat, accepte = alea.vrai(taux("rsa.autre_contrat")), taux("rsa.accepte")
    refus = taux("rsa.refus_contrat" if contrat else "rsa.refus_sans_contrat")
    poids: dict[C2s, float] = {"REFUSEE": refus, "ACCEPTEE": accepte, "NON_EXPRIMEE": 1 - refus - accepte}
    acte = alea.pondere(poids)
    choisi, dit = gestionnaire(tirages, alea), alea.vrai(taux("rsa.gestionnaire_dit"))
    if papier:
        return _Choix("NON_EXPRIMEE", None)
    return _Choix(acte, choisi if dit and acte != "REFUSEE" else None)


def _regrets(tirages: Tirages, alea: Alea, depot: date, decision: date, c2s: C2s) -> tuple[date | None, date | None]:
    """Opposition by letter before the decision; a S3711 by those who opposed and change their mind (D17)."""
    taux = tirages.calibration.taux
    ecrit, le = alea.vrai(taux("rsa.opposition_courrier")), depot + timedelta(days=alea.entier(2, 6))
    change, s3711 = alea.vrai(taux("rsa.change_avis")), decision + timedelta(days=alea.entier(30, 75))
    opposition = le if ecrit and c2s != "REFUSEE" else None
    return opposition, s3711 if change and (opposition or c2s == "REFUSEE") else None


def _hors_rsa(tirages: Tirages, alea: Alea, foyer: Foyer) -> tuple[Membre, ...]:
    """A child of the home that the RSA does not count."""
    enfants = [m for m in foyer.membres if m.lien == "ENFANT"]
    tire = alea.vrai(tirages.calibration.taux("rsa.hors_rsa"))
    return (enfants[-1],) if tire and enfants else ()


def _mouvements(tirages: Tirages, alea: Alea, decision: date, organisme: str) -> tuple[MouvementRsa, ...]:
    taux = tirages.calibration.taux
    annule, change = alea.vrai(taux("rsa.annulation")), alea.vrai(taux("rsa.mouvement"))
    le, mouvement = decision + timedelta(days=alea.entier(35, 90)), alea.pondere(_MOUVEMENTS)
    nouveau = alea.choix([d.numero for d in DEPARTEMENTS.values() if d.numero != organisme])
    if annule:
        return (MouvementRsa("ANNULE", "FAUSSE_DECLARATION", le.replace(day=1), le),)
    if not change:
        return ()
    premier = MouvementRsa(
        mouvement, _MOTIFS[mouvement], le.replace(day=1), le, nouveau if mouvement == "MUTE" else None
    )
    if mouvement == "SUSPENDU" and alea.vrai(0.5):
        repris = le + timedelta(days=alea.entier(15, 40))
        return premier, MouvementRsa("REPRIS", _MOTIFS["REPRIS"], repris.replace(day=1), repris)
    return (premier,)
