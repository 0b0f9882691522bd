"""The SNGI and the SANDIA: NIA allotted on demand, some certified to a NIR months later (G12, G16)."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from contracts.base import Contrat
from contracts.cloudevents import Event
from contracts.courrier import DemandeNia
from contracts.identites import Identite
from contracts.sngi import Certification, NiaAttribue
from contracts.topics import SNGI_DEMANDES, SNGI_IDENTITES
from simulators.agences.base import Contexte, Registre, publier
from simulators.agences.personnes import identite
from simulators.identites import cle
from simulators.personnes import Personne
from simulators.publication import Publication


class Sngi:
    """Sees the civil status of those for whom a number is asked; not why."""

    nom = "sngi"
    topic = SNGI_IDENTITES
    emetteur = "SNGI"
    source = "urn:passerelle:sngi"
    ecoute = frozenset({SNGI_DEMANDES})

    def __init__(self, contexte: Contexte, personnes: Iterable[Personne]) -> None:
        self._contexte = contexte
        self.registre = Registre(self.nom, contexte)
        self._connus: dict[str, Personne] = {}
        for personne in personnes:
            if personne.nia is not None:
                self._connus[_etat_civil(personne.nom, personne.prenoms[0], personne.naissance, personne.sexe)] = (
                    personne
                )
        self._lues: set[str] = set()

    def publications(self, jour: date) -> list[Publication]:
        """Numbers and certifications of the day."""
        return self.registre.du(jour)

    def recevoir(self, jour: date, event: Event, message: Contrat) -> None:
        """A demande of NIA; the same one twice is answered once."""
        if not isinstance(message, DemandeNia) or message.ref_demande in self._lues:
            return
        self._lues.add(message.ref_demande)
        demande = message.identite
        personne = self._connus.get(_etat_civil(demande.nom, demande.prenom, demande.date_naissance, demande.sexe))
        if personne is not None:
            self.registre.inscrire(self.reponses(personne, message, jour))

    def attribue_le(self, personne: Personne, demande_le: date) -> date:
        """Day of the NIA of this person, asked for on that day."""
        delai = self._contexte.alea("sngi-nia", personne.id).entier(*self._contexte.calibration.delai("sngi.delai_nia"))
        return demande_le + timedelta(days=delai)

    def certifie_le(self, personne: Personne, demande_le: date) -> date | None:
        """Day of the certification, for the adults who bring their civil status."""
        alea, calibration = self._contexte.alea("sngi-certification", personne.id), self._contexte.calibration
        certifie, delai = (
            alea.vrai(calibration.taux("sngi.certifie")),
            alea.entier(*calibration.delai("sngi.delai_certification")),
        )
        if not certifie or personne.nir_futur is None or personne.age(demande_le) < 18:
            return None
        return self.attribue_le(personne, demande_le) + timedelta(days=delai)

    def reponses(self, personne: Personne, demande: DemandeNia, jour: date) -> Iterator[Publication]:
        """The NIA, then for some its certification."""
        le = self.attribue_le(personne, jour)
        reference = f"sngi:{personne.id}"
        donnees = NiaAttribue(
            ref_demande=demande.ref_demande,
            identite=_sous_nia(personne),
            type_nia=demande.type_nia,
            cree_le=le,
            createur="CPAM",
            pieces=demande.pieces,
            doublon_possible=False,
        )
        sujets = (f"{personne.id}/nia", f"demande/{demande.ref_demande}")
        yield publier(
            self, "fr.sngi.nia-attribue.v1", donnees, reference=reference, sujets=sujets, survenu_le=le, jour=le
        )
        certifie_le = self.certifie_le(personne, jour)
        if certifie_le is not None and personne.id not in self._lues:
            self._lues.add(personne.id)
            yield self._certification(personne, reference, certifie_le)

    def _certification(self, personne: Personne, reference: str, jour: date) -> Publication:
        assert personne.nia, "a person to identify has a NIA ready"
        assert personne.nir_futur, "a person to certify has a NIR ready"
        certifiee = identite(personne).model_copy(
            update={"matricule": personne.nir_futur, "cle": cle(personne.nir_futur), "type": "NIR", "certifie": True}
        )
        donnees = Certification(
            nia=personne.nia, issue="CERTIFIE", nir=personne.nir_futur, identite_certifiee=certifiee
        )
        return publier(
            self,
            "fr.sngi.certification.v1",
            donnees,
            reference=reference,
            sujets=(f"{personne.id}/certification",),
            survenu_le=jour,
            jour=jour,
        )


def _sous_nia(personne: Personne) -> Identite:
    assert personne.nia, "a person to identify has a NIA ready"
    return identite(personne).model_copy(update={"matricule": personne.nia, "cle": cle(personne.nia), "type": "NIA"})


def _etat_civil(nom: str, prenom: str, naissance: date, sexe: str) -> str:
    return f"{nom.upper()}|{prenom.upper()}|{naissance}|{sexe}"
