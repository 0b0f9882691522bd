"""One-off questions to the core: messages in, what follows from them out; the driver makes time pass."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from contracts.internes import Tick, encode
from contracts.topics import DOSSIERS_FAITS, dead_letter
from contracts.wire import Message, Record
from law.loader import Loi
from passerelle.coeur import Coeur
from passerelle.lignes import Ligne, LigneRefusee, horodatage

UN_JOUR = timedelta(days=1)


class Questions:
    """A core of one partition, asked day by day."""

    def __init__(self, loi: Loi, sel: str) -> None:
        self._coeur = Coeur(loi, 1, sel=sel)

    def poser(self, lignes: Sequence[Ligne], jusqu_au: date | None) -> Iterator[Record]:
        """What follows from the messages in the order of their days, and from the deadlines between and after them."""
        suite = sorted(lignes, key=lambda ligne: ligne.recu_le)
        passe = suite[0].recu_le if suite else date.max
        for ligne in suite:
            yield from self._passer(passe, ligne.recu_le - UN_JOUR)
            passe = max(passe, ligne.recu_le)
            self._coeur.publier([ligne.message])
            yield from self._coeur.sorties(ligne.recu_le)
        yield from self._passer(passe, jusqu_au or passe)

    def _passer(self, du: date, au: date) -> Iterator[Record]:
        """Let each day end, so that what falls due between two messages is decided on its day."""
        jour = du
        while jour <= au and jour != date.max:
            tick = encode(Tick(jour, 1, solde=True))
            self._coeur.publier([Message(DOSSIERS_FAITS, None, tick, (), 0, horodatage(jour))])
            yield from self._coeur.sorties(jour)
            jour += UN_JOUR

    def refus(self, lignes: Sequence[Ligne]) -> Iterator[LigneRefusee]:
        """What the core itself could not use, by line."""
        numeros = {ligne.id: ligne.numero for ligne in lignes}
        for topic in (*sorted({ligne.message.topic for ligne in lignes}), DOSSIERS_FAITS):
            for record in self._coeur.local.log(dead_letter(topic)):
                headers = {nom: valeur.decode() for nom, valeur in record.headers}
                event = headers.get("ce_causationid") or headers.get("ce_id", "")
                yield LigneRefusee(
                    numeros.get(event, 0), headers["passerelle-cause"], headers.get("passerelle-detail", "")
                )
