"""News agencies, as they are named in bylines."""

from __future__ import annotations

import re

_NAMES = (
    "AP|Associated Press|The Associated Press|Reuters|AFP|Agence France-Presse|dpa|"
    "Deutsche Presse-Agentur|dpa-AFX|SID|epd|KNA|EFE|Europa Press|ANSA|Adnkronos|AGI|LaPresse|Xinhua|新华社|"
    "新華社|TASS|ТАСС|Interfax|Интерфакс|РИА Новости|RIA Novosti|PTI|Press Trust of India|ANI|IANS|APA|SDA|"
    "Keystone-SDA|ATS|NTB|TT|Ritzau|STT|Lusa|Agência Lusa|Agência Brasil|Belga|ANP|"
    "Yonhap|연합뉴스|뉴시스|뉴스1|"
    "Kyodo|共同通信|共同通信社|時事通信|時事通信社|Jiji|Ukrinform|Укрінформ|УНІАН|PAP|ČTK|TASR|SITA|MTI|BTA|БТА|Agerpres|"
    "Mediafax|Tanjug|HINA|STA|BNS|ELTA|LETA|Beta|FENA|AAP|Canadian Press|The Canadian Press|PA|PA Media|"
    "Press Association|Bloomberg|Notimex|Télam|Anadolu Ajansı|AA|DHA|İHA|Anadolu|Bernama|ANTARA|VNA|"
    "TTXVN|MENA|SPA|WAM|QNA|Petra|SANA|IRNA|ISNA|Fars|Mehr|CNA|中央社|UPI|GNA|NAN|AMNA|ΑΠΕ-ΜΠΕ|CMC|SAnews|"
    "TMC"
)
AGENCIES = {name.casefold(): name for name in _NAMES.split("|")}


def agency(name: str) -> str | None:
    """The agency that a name is, "dpa/lno" included; None where it is a person's or the desk's."""
    known = AGENCIES.get(name.casefold().strip(" ."))
    if known:
        return known
    head = re.split(r"[/,(]", name, maxsplit=1)[0].strip()
    return AGENCIES.get(head.casefold()) if head != name else None
