"""The day on which a record was received (recu_le): that of its timestamp, when it can be one."""

from datetime import UTC, date, datetime

from contracts.errors import Finding, Unusable

PREMIER, DERNIER = date(2000, 1, 1), date(2099, 12, 31)
_JOUR_MS = 86_400_000
_EPOQUE = date(1970, 1, 1).toordinal()
_PREMIER_MS, _APRES_MS = ((jour.toordinal() - _EPOQUE) * _JOUR_MS for jour in (PREMIER, date(2100, 1, 1)))


def jour_de_reception(timestamp: int) -> date:
    """The UTC day of a timestamp in milliseconds; in seconds or microseconds, or absent (-1), it says no such day."""
    if not _PREMIER_MS <= timestamp < _APRES_MS:
        remede = "let the client set it, or send milliseconds since 1970."
        raise _hors_du_temps("timestamp", str(timestamp), remede)
    return datetime.fromtimestamp(timestamp / 1000, UTC).date()


def jour_plausible(jour: date, champ: str) -> date:
    """The day that the sender itself says, when it can be one."""
    if not PREMIER <= jour <= DERNIER:
        raise _hors_du_temps(champ, jour.isoformat(), "correct the year.")
    return jour


def _hors_du_temps(champ: str, valeur: str, remede: str) -> Unusable:
    sens = f"This is the day of receipt, which decides from when rights run: {PREMIER} to {DERNIER}, in UTC."
    found = Finding(champ, valeur, sens, remede)
    return Unusable("CONTRACT", str(found), (found,))
