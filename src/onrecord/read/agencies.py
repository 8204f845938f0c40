"""The names of wire and picture services.

By these names datelines, credits and captions are told, as citations are told by the names of books. Shape alone is not
enough: a few capitals in brackets or alone on a line are a party, a court or a place just as often as a wire service.
Services that are not named here are known by a line that says what it is, such as `Reporting by`.
"""

from typing import Final

from onrecord.read.phrases import any_of

WIRES: Final = any_of(
    r"""
    AP|A\.P\.|AFP|UPI|dpa|DPA|EFE|ANSA|TASS|PTI|ANI|IRNA|ISNA|WAM|SPA|KUNA|MENA|SANA|ANP|APA|ATS|NTB|TT|STT|Belga|Lusa
    Anadolu(?: Agency)?|Xinhua|Kyodo(?: News)?|Yonhap|Interfax|Bloomberg|Reuters|(?:The )?Associated Press
    Agence France-Presse|United Press International|Press Association|PA Media|Agencies|Agenturen|agences|agencias
    وكالات|رويترز|أ ف ب|رویترز|ایرنا|ایسنا|רויטרס|סוכנויות
    """
)
"""Those that newspapers name alone on a line."""

PICTURES: Final = any_of(
    """
    getty images|ap images|shutterstock|reuters|afp|ap photo|ap|epa|flickr|wikimedia commons|unsplash|alamy
    """
)
"""Those that captions end with, in any letter case."""
