"""Places and bodies of the simulated country: departments, communes, countries, and the caisses that serve them."""

from dataclasses import dataclass

FRANCE = "99100"
UKRAINE = "99155"
RUSSIE = "99123"


@dataclass(frozen=True, slots=True)
class Departement:
    """A department with some communes (COG code, name, postcode), its CAF, its caisse and its pension fund."""

    code: str
    communes: tuple[tuple[str, str, str], ...]
    carsat: str

    @property
    def numero(self) -> str:
        """Three digits: the number of the CAF and of the CPAM or CGSS."""
        corse = {"2A": "201", "2B": "202"}
        return corse.get(self.code) or (self.code if len(self.code) == 3 else self.code + "1")


def _d(code: str, carsat: str, *communes: str) -> Departement:
    lues = (ligne.split("|") for ligne in communes)
    return Departement(code, tuple((cog, nom, postal) for cog, nom, postal in lues), carsat)


# Codes of communes and postcodes are the real ones; overseas (three digits) the caisse is a CGSS (A04).
DEPARTEMENTS: dict[str, Departement] = {
    d.code: d
    for d in (
        _d("05", "CARSAT-SUD-EST", "05061|GAP|05000", "05023|BRIANCON|05100"),
        _d("06", "CARSAT-SUD-EST", "06088|NICE|06000", "06004|ANTIBES|06600"),
        _d("13", "CARSAT-SUD-EST", "13055|MARSEILLE|13001", "13001|AIX EN PROVENCE|13100"),
        _d("28", "CARSAT-CENTRE", "28085|CHARTRES|28000", "28134|DREUX|28100"),
        _d("2A", "CARSAT-SUD-EST", "2A004|AJACCIO|20000"),
        _d("2B", "CARSAT-SUD-EST", "2B033|BASTIA|20200"),
        _d("31", "CARSAT-MIDI-PYRENEES", "31555|TOULOUSE|31000", "31395|MURET|31600"),
        _d("33", "CARSAT-AQUITAINE", "33063|BORDEAUX|33000", "33243|LIBOURNE|33500"),
        _d("35", "CARSAT-BRETAGNE", "35238|RENNES|35000", "35115|FOUGERES|35300"),
        _d("37", "CARSAT-CENTRE", "37261|TOURS|37000", "37130|LOCHES|37600"),
        _d("44", "CARSAT-PAYS-DE-LA-LOIRE", "44109|NANTES|44000", "44184|SAINT NAZAIRE|44600"),
        _d("45", "CARSAT-CENTRE", "45234|ORLEANS|45000", "45208|MONTARGIS|45200"),
        _d("59", "CARSAT-NORD-PICARDIE", "59350|LILLE|59000", "59512|ROUBAIX|59100"),
        _d("62", "CARSAT-NORD-PICARDIE", "62041|ARRAS|62000", "62498|LENS|62300"),
        _d("67", "CARSAT-ALSACE-MOSELLE", "67482|STRASBOURG|67000", "67180|HAGUENAU|67500"),
        _d("69", "CARSAT-RHONE-ALPES", "69123|LYON|69001", "69266|VILLEURBANNE|69100"),
        _d("75", "CNAV-ILE-DE-FRANCE", "75112|PARIS|75012", "75118|PARIS|75018", "75120|PARIS|75020"),
        _d("77", "CNAV-ILE-DE-FRANCE", "77288|MELUN|77000", "77284|MEAUX|77100"),
        _d("80", "CARSAT-NORD-PICARDIE", "80021|AMIENS|80000"),
        _d("93", "CNAV-ILE-DE-FRANCE", "93066|SAINT DENIS|93200", "93048|MONTREUIL|93100"),
        _d("971", "CGSS-GUADELOUPE", "97105|BASSE TERRE|97100", "97101|LES ABYMES|97139"),
        _d("972", "CGSS-MARTINIQUE", "97209|FORT DE FRANCE|97200"),
        _d("974", "CGSS-REUNION", "97411|SAINT DENIS|97400", "97416|SAINT PIERRE|97410"),
    )
}

# Countries of birth of people who claim RSA and were born abroad: a draw among the COG, no statistic.
PAYS_DE_NAISSANCE = ("99139", "99350", "99351", "99352", "99341", UKRAINE)
