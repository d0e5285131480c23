"""How texts write offices before a name: English, and languages with the title first and Latin letters."""

import functools
import re

_HEADS = (
    "President|Prime Minister|Premier|Chancellor|Leader|King|Queen|Emperor|Emir|Sultan|Supreme Leader|Prince|"
    "Crown Prince|Taoiseach|Vice President"
)
_ENGLISH = {
    "Secretary General": "Secretary-General|Secretary General|secretary-general|chief|Chief",
    "Secretary-General": "Secretary-General|Secretary General|secretary-general|chief|Chief",
    "Defense Minister": "Defen[sc]e Minister|Minister of Defen[sc]e|defen[sc]e minister",
    "Defence Secretary": "Defen[sc]e Secretary|Defen[sc]e Minister",
    "Defense Secretary": "Defen[sc]e Secretary|Secretary of Defen[sc]e|Pentagon chief|defense secretary",
    "Foreign Minister": "Foreign Minister|Minister of Foreign Affairs|External Affairs Minister|foreign minister",
    "Foreign Secretary": "Foreign Secretary|foreign secretary",
    "Secretary of State": "Secretary of State|State Secretary",
    "Fed Chair": "Fed Chair|Federal Reserve Chair|Chair|Fed Chairman|Federal Reserve Chairman|Fed Chairwoman|Chairman",
    "House Speaker": "House Speaker|Speaker|Speaker of the House",
    "Prime Minister": "Prime Minister|Premier|prime minister",
    "Premier": "Premier|Prime Minister",
    "President": "President|president",
    "European Commission President": "Commission President|President",
    "European Council President": "Council President|President",
    "EU Foreign Policy Chief": "foreign policy chief|Foreign Policy Chief|top diplomat",
    "Leader": _HEADS,
    "Director General": "Director General|Director-General|chief|head",
    "Managing Director": "Managing Director|chief",
}
_PRESIDENT = "Präsident|président|Président|presidente|Presidente|presidenta|presidente do Brasil|prezydent|Prezydent"
_PREMIER = (
    "Premierminister|Ministerpräsident|Regierungschef|Premier ministre|premier ministre|primer ministro|"
    "primer ministra|presidente del Gobierno|primo ministro|presidente del Consiglio|primeiro-ministro|"
    "premier|minister-president"
)
_OTHER = {
    "President": rf"US-Präsident|Staatspräsident|Bundespräsident|Staatschef|Kremlchef|{_PRESIDENT}",
    "Prime Minister": rf"Premierministerin|Ministerpräsidentin|Regierungschefin|Première ministre|{_PREMIER}",
    "Premier": _PREMIER,
    "Chancellor": "Bundeskanzler|Bundeskanzlerin|Kanzler|Kanzlerin|chancelier|chancelière|canciller|cancelliere|"
    "cancelliera|chanceler|bondskanselier",
    "Foreign Minister": "Außenminister|Außenministerin|Aussenminister|ministre des Affaires étrangères|"
    "ministre des affaires étrangères|chef de la diplomatie|ministro de Exteriores|ministro de Asuntos Exteriores|"
    "ministro de Relaciones Exteriores|canciller|ministro degli Esteri|ministro dos Negócios Estrangeiros|"
    "ministro das Relações Exteriores|minister van Buitenlandse Zaken",
    "Foreign Secretary": "Außenminister|Außenministerin|ministre des Affaires étrangères|ministro de Exteriores",
    "Secretary of State": "US-Außenminister|Außenminister|secrétaire d’État|secrétaire d'État|secretario de Estado",
    "Defense Minister": "Verteidigungsminister|Verteidigungsministerin|ministre de la Défense|ministre de la défense|"
    "ministre des Armées|ministro de Defensa|ministra de Defensa|ministro della Difesa|ministro da Defesa",
    "Defence Secretary": "Verteidigungsminister|ministre de la Défense|ministro de Defensa",
    "Defense Secretary": "US-Verteidigungsminister|Verteidigungsminister|ministre de la Défense|secretario de Defensa",
    "Secretary-General": "Generalsekretär|UN-Generalsekretär|secrétaire général|secretario general|segretario generale",
    "Secretary General": "Generalsekretär|Nato-Generalsekretär|NATO-Generalsekretär|secrétaire général|"
    "secretario general",
    "European Commission President": "EU-Kommissionspräsidentin|Kommissionspräsidentin|EU-Kommissionspräsident|"
    "Kommissionspräsident|présidente de la Commission européenne|présidente de la Commission|"
    "presidenta de la Comisión Europea|presidenta de la Comisión",
    "EU Foreign Policy Chief": "EU-Außenbeauftragter|EU-Außenbeauftragte|chef de la diplomatie européenne|"
    "cheffe de la diplomatie européenne|alto representante|alta representante",
    "Pope": "Papst|pape|papa|Papa|paus",
    "King": "König|roi|rey|Rey|re|rei|koning",
    "Queen": "Königin|reine|reina|Reina|regina|rainha|koningin",
    "Leader": "Machthaber|Staatschef|dirigeant|líder|leader",
    "Vice President": "Vizepräsident|Vizepräsidentin|vice-président|vice-présidente|vicepresidente|vicepresidenta",
}
"""German, French, Spanish, Italian, Portuguese, some Dutch and Polish; names must be spelt as in the table."""


@functools.cache
def forms(title: str) -> str:
    """Return a regular expression of the ways in which texts write a title of the offices table."""
    english = _ENGLISH.get(title, re.escape(title))
    return f"{english}|{_OTHER[title]}" if title in _OTHER else english
