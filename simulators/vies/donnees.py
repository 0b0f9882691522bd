"""From lives told in a scenario file to lives lived: names and numbers are drawn by their own streams."""

from collections.abc import Iterable
from datetime import timedelta

from simulators.lieux import DEPARTEMENTS
from simulators.personnes import Foyer, Membre, Personne
from simulators.population import EN_MENAGE, Toit
from simulators.tirages import Tirages
from simulators.vies import modele
from simulators.vies.dates import ajouter_mois
from simulators.vies.declarees import (
    ApsDeclaree,
    AspaDeclaree,
    ConduiteDeclaree,
    MembreDeclare,
    RapatrieDeclare,
    RsaDeclare,
    VieDeclaree,
)
from simulators.vies.modele import Couverture, Monde

Declaree = RsaDeclare | AspaDeclaree | ApsDeclaree | RapatrieDeclare


def monde_declare(tirages: Tirages, monde: Monde, vies: Iterable[VieDeclaree]) -> Monde:
    """The world with the lives told added to those drawn."""
    rsa, aspa, aps, rapatries = list(monde.rsa), list(monde.aspa), list(monde.aps), list(monde.rapatries)
    couvertures = list(monde.couvertures)
    for declaree in vies:
        vie = declaree.vie
        foyer = _foyer(tirages, vie)
        couvertures += _couverture(vie, foyer)
        match vie:
            case RsaDeclare():
                rsa.append(_rsa(tirages, vie, foyer))
            case AspaDeclaree():
                aspa.append(_aspa(tirages, vie, foyer))
            case ApsDeclaree():
                aps.append(_aps(tirages, vie, foyer))
            case RapatrieDeclare():
                rapatries.append(modele.VieRapatrie(vie.id, foyer, vie.arrivee, vie.pays, vie.signale_le))
    return Monde(monde.debut, monde.fin, tuple(couvertures), tuple(rsa), tuple(aspa), tuple(aps), tuple(rapatries))


def _foyer(tirages: Tirages, vie: Declaree) -> Foyer:
    toit = Toit(tirages, vie.id, vie.departement, "uk" if isinstance(vie, ApsDeclaree) else "fr")
    nom: str | None = None
    for membre in vie.membres:
        personne = _personne(tirages, vie, toit.prochain(), membre, nom)
        nom = nom or personne.nom
        toit.habitant(_membre(personne, membre, toit.caisse))
    return toit.clore(agricole=isinstance(vie, RsaDeclare) and vie.payeur == "MSA")


def _membre(personne: Personne, dit: MembreDeclare, caisse: str) -> Membre:
    charge = dit.charge or ("FISCALE" if dit.lien == "ENFANT" else None)
    depuis = max(personne.naissance, EN_MENAGE)
    return Membre(personne, dit.lien, caisse, depuis, charge, dit.imposition_commune, dit.residence_alternee)


def _personne(tirages: Tirages, vie: Declaree, id_: str, membre: MembreDeclare, famille: str | None) -> Personne:
    """A child bears the name of the one who asks unless another is told; the others are drawn."""
    nom = membre.nom or (famille if membre.lien == "ENFANT" else None)
    if isinstance(vie, ApsDeclaree) or (isinstance(vie, RapatrieDeclare) and membre.lien != "DEMANDEUR"):
        agdref = membre.agdref and isinstance(vie, ApsDeclaree)
        return tirages.ukrainienne(id_, membre.sexe, membre.naissance, nom, agdref=agdref)
    return tirages.francaise(id_, membre.sexe, membre.naissance, nom)


def _couverture(vie: Declaree, foyer: Foyer) -> Iterable[Couverture]:
    """What the foyer holds before: nothing for those who come from Ukraine."""
    if isinstance(vie, ApsDeclaree | RapatrieDeclare) or vie.puma_depuis is None:
        return
    personnes = tuple(m.personne for m in foyer.membres)
    c2s = vie.c2s
    dates = (c2s.debut, c2s.fin, c2s.participation) if c2s else (None, None, False)
    yield Couverture(vie.id, vie.departement, personnes, vie.puma_depuis, *dates)


def _conduite(conduite: ConduiteDeclaree) -> modele.Conduite:
    return modele.Conduite(
        conduite.reponses,
        conduite.canal,
        conduite.gestionnaire,
        conduite.activite,
        conduite.activite_conjoint,
        conduite.oppose,
    )


def _rsa(tirages: Tirages, vie: RsaDeclare, foyer: Foyer) -> modele.VieRsa:
    alea, organisme = tirages.alea("vie-rsa", vie.id), DEPARTEMENTS[vie.departement].numero
    hors_rsa = tuple(m for m, dit in zip(foyer.membres, vie.membres, strict=True) if dit.hors_rsa)
    mouvements = tuple(
        modele.MouvementRsa(m.mouvement, m.motif, m.le.replace(day=1), m.le, m.nouvel_organisme) for m in vie.mouvements
    )
    return modele.VieRsa(
        id=vie.id,
        foyer=foyer,
        payeur=vie.payeur,
        organisme=organisme,
        numero_demande=tirages.registre.demande_rsa(alea),
        numero_allocataire=tirages.registre.allocataire(alea, f"{vie.payeur}-{organisme}"),
        canal=vie.canal,
        depot=vie.depot,
        c2s=vie.choix,
        gestionnaire=vie.gestionnaire,
        ouvert=not vie.rejet,
        decision=vie.decision,
        conduite=_conduite(vie.conduite),
        foyer_dit=vie.foyer_dit,
        hors_rsa=hors_rsa,
        mouvements=mouvements,
        opposition_courrier=vie.opposition_courrier,
        s3711_le=vie.s3711_le,
        demande_recue=vie.demande_recue,
        droit_recu=vie.droit_recu,
    )


def _aspa(tirages: Tirages, vie: AspaDeclaree, foyer: Foyer) -> modele.VieAspa:
    adhesion = modele.Adhesion(vie.adhesion.delai, vie.adhesion.incomplet_apres) if vie.adhesion else None
    return modele.VieAspa(
        id=vie.id,
        foyer=foyer,
        organisme=DEPARTEMENTS[vie.departement].carsat,
        effet=vie.effet,
        premier_mois=vie.premier_mois or tirages.debut.replace(day=1),
        conjoint_aspa=vie.conjoint_aspa,
        conduite=_conduite(vie.conduite),
        adhesion=adhesion,
        sortie_mois=vie.sortie_mois,
        motif_sortie="RESSOURCES" if vie.sortie_mois else None,
        mois_manquants=vie.mois_manquants,
    )


def _aps(tirages: Tirages, vie: ApsDeclaree, foyer: Foyer) -> modele.VieAps:
    alea = tirages.alea("vie-aps", vie.id)
    oublis = {oubli.membre: oubli for oubli in vie.oublies}
    suite = vie.renouvellement
    return modele.VieAps(
        id=vie.id,
        foyer=foyer,
        titulaire=foyer.demandeur,
        numero=tirages.registre.aps(alea, vie.departement, vie.delivree),
        departement=vie.departement,
        entree=vie.entree,
        delivree=vie.delivree,
        debut=vie.debut,
        fin=vie.fin or ajouter_mois(vie.debut, 6) - timedelta(days=1),
        mineurs=tuple(m for rang, m in enumerate(foyer.membres) if m.lien == "ENFANT" and rang not in oublis),
        oublies=tuple(
            modele.Rattachement(foyer.membres[rang].personne, o.s3705, o.s3705_incomplet, o.rectifie_le)
            for rang, o in sorted(oublis.items())
        ),
        flux_le=vie.flux,
        guichet_le=vie.guichet,
        debut_rectifie=vie.debut_rectifie,
        rectifiee_le=vie.rectifiee_le,
        retiree_le=vie.retiree_le,
        expiree_le=vie.expiree_le,
        renouvellement=modele.Renouvellement(
            tirages.registre.aps(alea, vie.departement, suite.le), suite.le, suite.debut, suite.fin
        )
        if suite
        else None,
    )
