"""The endings by which a host is known for one without `https://` before it. Data only, and a choice: not the
root zone.

A bare `example.org` is taken for an address since the platforms make a link of it. Here are country codes in
use and generic endings that organisations and short links really have; an ending that is missing is found
behind `https://` all the same.
"""

from typing import Final

_PLAIN = """
    com org net edu gov mil int info biz name pro museum coop aero jobs travel mobi tel asia cat io ai app
    dev co tv fm gg ly gl ws xyz online site shop store blog cloud tech club live news media social page
    link website world today life agency digital email events foundation global group health help
    international network solutions studio support systems tools training university video wiki work zone
    art bank design eco energy green law ngo one ong press run science software space vote ac ad ae af ag al
    ar au az ba bd bg bh bo br by bw bz ca cd ch cl cm cn cr cu cy cz de dj dk dz ec ee eg es et eu fi fj fo
    fr ga ge gh gi gr gt hk hn hr ht hu ie il ir jm jo jp ke kg kh kr kw kz lb li lk lt lu lv ma mc mg mk mm
    mn mt mu mv mw mx mz na ng ni nl np nz om pa pe pg ph pk pr pt qa ro rw sa sb sc se sg si sk sl sn su sv
    sy th tj tn tr tt tw tz ua ug uk uy uz va ve vn ye za zm zw
"""
PLAIN_ENDINGS: Final = frozenset(_PLAIN.split())
"""Endings that are hardly ever anything but the end of a host."""

_WORDLIKE = """
    am an as at be cc do gs id im in is it la me ml mo mov my nu no pm ps pl pw re rs sh so st to us vc zip
    md ink new how ms
"""
WORDLIKE_ENDINGS: Final = frozenset(_WORDLIKE.split())
"""Endings that are words or file names as often: they count only with `www.` before them or a path behind them."""
