"""Displaced persons from Ukraine (section F): the APS gives PUMa, C2S without participation, a NIA and a flyer."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import msgspec

from agents.dossier.droits import Accordee, Cas, Due, Eteinte, Fondement, Origine
from agents.dossier.union import cle
from agents.dossier.vue import Vue
from agents.rules.dates import age, plus_mois
from agents.rules.puma import Propositions, Titre
from contracts.faits import AnyFait, ApsDelivree, MouvementAps, Personne, Piece
from law.regle import regle
from law.valeur import Valeur

MESURE = date(2022, 3, 1)


class Version(NamedTuple):
    """The APS as it reads after a fact: delivered, delivered again, rectified."""

    fait: AnyFait
    aps: ApsDelivree


class Protege(NamedTuple):
    """One person under an APS: since which fact she is known there, and from which day it protects her."""

    personne: Personne
    fait: AnyFait
    debut: date
    regles: tuple[str, ...]


def proposer(vue: Vue, reference: str, faits: list[AnyFait], sortie: Propositions) -> None:
    """All that one APS founds, delivered once or several times, by the feed or at the desk."""
    versions = _versions(faits)
    if not versions:
        return
    aps = versions[-1].aps
    retrait = next((f for f in faits if type(f) is MouvementAps and f.mouvement == "RETIREE"), None)
    if retrait:
        sortie.c2s.append(_cas(aps, [_titulaire(vue, versions)], Eteinte(retrait.recu_le, "APS_RETIREE"), retrait))
        return
    mineurs = sorted([*_mineurs(vue, versions), *_rattaches(vue, aps)], key=lambda p: cle(p.fait))
    uniques = {vue.qui[p.personne.civil]: p for p in reversed(mineurs)}  # of several grounds, the first received
    proteges = [_titulaire(vue, versions), *(p for p in mineurs if p in uniques.values())]
    loi = vue.au("aps.effet", aps.debut), vue.au("aps.c2s_duree_mois", aps.debut)
    fin = plus_mois(proteges[0].debut, loi[1].entier)
    origine = _origine(aps)
    for un in proteges:
        sortie.puma(vue, Titre(un.personne, un.debut, un.fait, un.regles, origine, fin))
        if not un.personne.matricule:
            sortie.nia.append(nia_fmt(aps, un))
    _c2s(aps, proteges, fin, loi, sortie)
    sortie.avis.append(flyer(versions[0].aps))
    sortie.avis.extend(_s3705_demandes(vue, aps))


def _versions(faits: list[AnyFait]) -> list[Version]:
    versions: list[Version] = []
    for fait in faits:
        if type(fait) is ApsDelivree:
            versions.append(Version(fait, fait))
        elif type(fait) is MouvementAps and fait.mouvement == "RECTIFIEE" and versions:
            versions.append(Version(fait, _rectifier(versions[-1].aps, fait)))
    return versions


def _rectifier(aps: ApsDelivree, mouvement: MouvementAps) -> ApsDelivree:
    return msgspec.structs.replace(
        aps,
        titulaire=mouvement.titulaire or aps.titulaire,
        debut=mouvement.debut or aps.debut,
        fin=mouvement.fin or aps.fin,
        mineurs=aps.mineurs if mouvement.mineurs is None else mouvement.mineurs,
    )


@regle("F01", "F02", "F03", "F09", "P13", "P14", depuis=MESURE, pivot="evenement")
def _titulaire(vue: Vue, versions: list[Version]) -> Protege:
    """On presentation of the APS: PUMa and C2S without form and without resource test."""
    return Protege(versions[-1].aps.titulaire, versions[0].fait, _effet(vue, versions[-1].aps), _titulaire.ids)


@regle("F02", "F04", depuis=MESURE, pivot="evenement")
def _mineurs(vue: Vue, versions: list[Version]) -> Iterator[Protege]:
    """Each minor listed on the APS is covered like its holder, since the first version that lists the minor."""
    aps = versions[-1].aps
    for mineur in aps.mineurs:
        if age(mineur.naissance, aps.delivree_le) < 18:
            qui = vue.qui[mineur.civil]
            depuis = next(v for v in versions if any(vue.qui[m.civil] == qui for m in v.aps.mineurs))
            yield Protege(mineur, depuis.fait, _effet(vue, aps), _mineurs.ids)


@regle("F04", "E14", depuis=MESURE, pivot="evenement")
def _rattaches(vue: Vue, aps: ApsDelivree) -> Iterator[Protege]:
    """A minor who is not on the APS is attached by the S3705, from its receipt."""
    for piece, enfant in _pieces(vue, aps):
        if piece.type_piece == "S3705" and piece.complete and age(enfant.naissance, piece.recu_le) < 18:
            yield Protege(enfant, piece, piece.recu_le, _rattaches.ids)


@regle("F04", depuis=MESURE, pivot="evenement")
def _s3705_demandes(vue: Vue, aps: ApsDelivree) -> Iterator[Cas]:
    """A minor who is not mentioned on the APS needs the attachment form: it is asked for."""
    listes = {vue.qui[m.civil] for m in aps.mineurs}
    fournis = {vue.qui[e.civil] for p, e in _pieces(vue, aps) if p.type_piece == "S3705" and p.complete}
    for piece, enfant in _pieces(vue, aps):
        qui = vue.qui[enfant.civil]
        if qui not in listes | fournis:
            listes.add(qui)
            yield Cas(
                "AVIS",
                f"{aps.reference}/{enfant.civil}",
                aps.titulaire,
                (enfant,),
                Due(piece.recu_le),
                Fondement(_s3705_demandes.ids, (aps, piece)),
                _origine(aps),
                modele="demande-s3705",
            )


@regle("F11", depuis=MESURE, pivot="evenement")
def flyer(aps: ApsDelivree) -> Cas:
    """A flyer, translated into Ukrainian, goes with each APS."""
    fondement = Fondement(flyer.ids, (aps,))
    return Cas(
        "AVIS", aps.reference, aps.titulaire, (), Due(aps.recu_le), fondement, _origine(aps), modele="aps-bienvenue"
    )


@regle("F20", "F21", "G05", "G10", "G12", "G18", depuis=MESURE, pivot="evenement")
def nia_fmt(aps: ApsDelivree, un: Protege) -> Cas:
    """They are identified by a NIA on the ground of the APS, of the type « force majeure temporaire »."""
    fondement = Fondement(nia_fmt.ids, (un.fait,))
    return Cas("NIA", aps.reference, un.personne, (un.personne,), Due(un.fait.recu_le), fondement, _origine(aps))


def _c2s(aps: ApsDelivree, proteges: list[Protege], fin: date, loi: tuple[Valeur, ...], sortie: Propositions) -> None:
    """One right for those of the first day; one of their own for minors known later, ending with it (P13)."""
    premiers = [p for p in proteges if p.fait is proteges[0].fait]
    groupes = [premiers, *([p] for p in proteges if p.fait is not proteges[0].fait)]
    for groupe in groupes:
        phase = Accordee(groupe[0].fait.recu_le, groupe[0].debut, fin)
        if groupe[0].debut < fin:
            sortie.c2s.append(_cas(aps, groupe, phase, groupe[0].fait, loi))


def _cas(
    aps: ApsDelivree,
    groupe: list[Protege],
    phase: Accordee | Eteinte,
    fait: AnyFait,
    loi: tuple[Valeur, ...] = (),
) -> Cas:
    un, premier = groupe[0], groupe[0].personne is aps.titulaire
    return Cas(
        "C2S",
        aps.reference if premier else f"{aps.reference}/{un.personne.civil}",
        un.personne,
        tuple(p.personne for p in groupe),
        phase,
        Fondement(un.regles, (aps, fait) if fait is not aps else (aps,), loi),
        _origine(aps),
    )


def _pieces(vue: Vue, aps: ApsDelivree) -> Iterator[tuple[Piece, Personne]]:
    qui = vue.qui[aps.titulaire.civil]
    for piece in vue.pieces:
        if piece.enfant and vue.qui[piece.porteur.civil] == qui:
            yield piece, piece.enfant


def _effet(vue: Vue, aps: ApsDelivree) -> date:
    entree = aps.entree if vue.au("aps.effet", aps.debut).texte == "date_entree" else None
    return entree or aps.debut


def _origine(aps: ApsDelivree) -> Origine:
    return Origine("PREFECTURE", "APS", "", aps.adresse, aps.langue)
