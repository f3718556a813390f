"""Makers of consent banners, by the classes and ids which their scripts write."""

from __future__ import annotations

import re
from functools import lru_cache

_MAKERS = {
    "Cookiebot": "cybotcookiebot|cookiebotdialog|cookiebot-widget",
    "OneTrust": "onetrust-|optanon|ot-sdk-container|otpccenter|otflat",
    "Didomi": "didomi-",
    "Usercentrics": "usercentrics|uc-banner|uc-main-banner|uc-cmp",
    "Quantcast": "qc-cmp",
    "Sourcepoint": "sp_message|sp_choice|message-container-sp",
    "Borlabs Cookie": "borlabs|brlbs",
    "Complianz": "cmplz-",
    "CookieYes": "cky-|cookie-law-info|cli-modal|wt-cli",
    "Iubenda": "iubenda-cs|iubenda_",
    "TrustArc": "truste_|truste-|trustarc",
    "Klaro": "klaro",
    "Osano": "osano-cm|cc-window",
    "Termly": "termly-",
    "consentmanager": "cmpbox|cmpwrapper|cmp-?container",
    "Cookie-Script": "cookiescript_",
    "Axeptio": "axeptio",
    "tarteaucitron": "tarteaucitron",
    "Funding Choices": "fc-consent|fc-dialog|fc-choice|fc-ccpa",
    "Sirdata": "sd-cmp",
    "Cookie Information": "coi-banner|coiconsent|coi-consent|cookie-information-template",
    "Cookie First": "cookiefirst",
    "CookieHub": "ch2-dialog|ch2-container|cookiehub",
    "CookiePro": "cookiepro",
    "Civic Cookie Control": "ccc-module|ccc-overlay|ccc-content",
    "Orejime": "orejime",
    "Real Cookie Banner": "rcb-|real-cookie-banner",
    "GDPR Cookie Compliance": "moove_gdpr|moove-gdpr",
    "Cookie Notice": "cookie-notice-container|cn-notice",
    "CookieConsent": "cc-banner|cc_banner|cc-revoke|cm-wrapper|cc--main",
    "Silktide": "silktide|stcm-",
    "Ketch": "ketch-",
    "Transcend": "transcend-consent",
    "Evidon": "_evidon|evidon-",
    "Admiral": "admiral-consent|mrt-consent",
    "Ezoic": "ez-cookie|ez-cmp",
    "AppConsent": "appconsent",
    "Commanders Act": "tc-privacy|tc_privacy|privacy_prompt",
    "Piwik PRO": "ppms_cm",
    "Securiti": "cc-pp-|securiti-",
    "Secure Privacy": "ifrmcookiebanner|secureprivacy",
    "Hu-manity": "hu-consent",
    "LiveRamp": "gravito-|lr-cmp|faktor-",
    "InMobi Choice": "inmobi-cmp",
    "Traffective": "traffective-cmp",
    "CCM19": "ccm19|ccm-modal|ccm-root",
}
_ANY = re.compile("|".join(_MAKERS.values()))
_EACH = [(name, re.compile(rf"(?:^|[ ])(?:{pattern})")) for name, pattern in _MAKERS.items()]


@lru_cache(maxsize=4096)
def maker(hint: str) -> str | None:
    """Whose banner bears this class and id (lower case), None where it is nobody's we know."""
    if not _ANY.search(hint):
        return None
    return next((name for name, pattern in _EACH if pattern.search(hint)), None)
