"""The prior: words that furniture of unrelated sites shares anywhere, so that sharing them says nearly nothing.

They are the trade's words for the parts of a page, not words of any one site. A form made of these alone gets almost
no weight, however rare it is within a small archive.
"""

COMMON = frozenset(
    (
        # parts and lists
        "home homepage index menu navigation section sections category categories tag tags topic topics filed under in "
        "related ranking recommendation recommendations recommended recommend popular trending latest recent most read "
        "viewed top stories story news article articles post posts more from about you may might also like see next "
        "previous prev older newer up back today now breaking live featured editor editors picks pick archive archives "
        "search results page pages view views reads hits world local sport sports business opinion politics culture "
        # date and author
        "by author authors date published publish posted post on at updated update last modified created time ago "
        "minute minutes min hour hours day days week month year am pm gmt utc written reporter staff source category "
        # sharing, letters, comments
        "share sharing this tweet facebook twitter x whatsapp linkedin pinterest reddit telegram email e-mail mail "
        "print copy link save follow us our like likes comment comments reply replies leave cancel loading newsletter "
        "subscribe subscription sign in up log login register account join now get the best of your inbox free daily "
        "address will not be published required fields are marked name website browser for i next and or to a an is "
        "powered proudly wordpress with theme join conversation be first add write read continue reading click here "
        # legal and consent
        "copyright all rights reserved terms use service conditions privacy policy cookie cookies settings accept "
        "reject consent manage we contact advertise advertising advertisement ad ads sponsored careers jobs help faq "
        "imprint legal notice accessibility sitemap rss skip main content close open photo image video gallery credit "
        "caption listen play watch app download android ios google play store edition language english "
        # German, French, Spanish, Portuguese, Italian, Dutch
        "startseite mehr lesen zum thema meistgelesen aktuell kommentare teilen drucken impressum datenschutz kontakt "
        "anzeige von am uhr accueil lire aussi articles plus lus partager imprimer mentions légales publié le par à "
        "inicio más leídas leer también compartir imprimir publicado el por comentarios aviso início leia mais "
        "compartilhar publicado em leggi anche condividi pubblicato il lees ook delen deel reacties gepubliceerd door"
    ).split()
)
"""Lower-case words; each adds `WORD_COMMON` to a form."""

WORD_COMMON = 0.1
"""What a word of the prior adds."""
WORD_OTHER = 0.8
"""What any other word adds: well-formed wording is borrowed freely, so it never carries a link alone."""
NATURAL_CAP = 2.0
"""Most that the words of one form add."""
ODDITY = 3.0
"""What each oddity of a form adds: a glue or a coinage that nobody arrives at by chance."""
FORM_CAP = 12.0
"""Most that one form adds."""
