"""Words that turn what is said into its opposite, and words that mean different things although they look related.

Word vectors put ``rose`` beside ``fell`` and ``killed`` beside ``injured``; these lists, closed as far as news goes,
keep them apart.
"""

from typing import Final

from firsthand.claims.lexicon import NEGATIONS
from firsthand.text.terms import stem

NEGATORS: Final = NEGATIONS | frozenset(
    "none nothing nobody nowhere cannot lack lacks lacked fail fails failed".split()
)
"""Words that deny what follows them."""

_PAIRS: Final = (
    "rise fall|rises falls|rose fell|risen fallen|rising falling|rise drop|rose dropped|increase decrease|"
    "increased decreased|increase fall|increased fell|grow shrink|grew shrank|growth decline|gain lose|gained lost|"
    "gain loss|win lose|won lost|victory defeat|profit loss|up down|raise cut|raised cut|raise lower|raised lowered|"
    "higher lower|more fewer|more less|most least|widen narrow|open close|opened closed|open shut|opened shut|"
    "reopen close|reopened closed|opening closure|approve reject|approved rejected|accept reject|accepted rejected|"
    "accept refuse|accepted refused|accept decline|pass reject|passed rejected|support oppose|supported opposed|"
    "supports opposes|back oppose|backed opposed|favour oppose|favor oppose|agree disagree|agreed disagreed|"
    "agree refuse|agreed refused|allow ban|allowed banned|allow forbid|allowed forbidden|permit ban|permitted banned|"
    "legal illegal|lawful unlawful|start stop|started stopped|start end|started ended|begin end|began ended|"
    "continue stop|continued stopped|continue end|resume suspend|resumed suspended|safe unsafe|safe dangerous|"
    "guilty innocent|true false|right wrong|alive dead|success failure|succeed fail|succeeded failed|buy sell|"
    "bought sold|import export|imports exports|enter leave|entered left|arrive leave|arrived left|join leave|"
    "joined left|join quit|joined quit|stay leave|stay quit|stay resign|remain resign|advance retreat|"
    "advanced retreated|strengthen weaken|strengthened weakened|stronger weaker|strong weak|improve worsen|"
    "improved worsened|better worse|expand shrink|expand cut|hire fire|hired fired|free detain|freed detained|"
    "release arrest|released arrested|release hold|possible impossible|likely unlikely|confirm deny|"
    "known unknown|able unable|stable unstable|before after|early late|earlier later|first last|north south|"
    "northern southern|east west|eastern western|left right|always never|friend enemy|ally enemy|inside outside|"
    "deliberate accidental|deliberately accidentally|planned unplanned|keep scrap|keep drop|build demolish|"
    "optimistic pessimistic|hopeful pessimistic|clean polluted|drinkable undrinkable|contained uncontained|full empty|"
    "cheaper dearer|faster slower|peace war|public private|lift impose|lifted imposed|add remove|restore cut|"
    "restored cut|enough insufficient|sufficient insufficient|adequate inadequate|complete incomplete|"
    "certain uncertain|clear unclear|ready unready|fair unfair|necessary unnecessary|willing unwilling|"
    "regular irregular|responsible irresponsible|acceptable unacceptable|accurate inaccurate|"
    "above below|over under|double halve|doubled halved|maintain abandon|honour break|honoured broken|"
    "hot cold|hottest coldest|hotter colder|warm cold|warmest coldest|warmer colder|wet dry|wettest driest|"
    "hold collapse|holding collapsed|holds collapsed|take abandon|taken abandoned|took abandoned|capture lose|"
    "captured lost|stay lift|stay lifted|remain lifted|remain removed|remain leave|largest smallest|biggest smallest|"
    "highest lowest|longest shortest|richest poorest|rich poor|old young|long short|heavy light|love hate|"
    "create destroy|created destroyed|create cut|hide publish|attack defend|attacked defended|praise criticise|"
    "praised criticised|praised criticized|welcome condemn|welcomed condemned|trust distrust|respect ignore|"
    "keep break|kept broke|find lose|found lost|remember forget|appear disappear|everybody nobody|everyone nobody|"
    "all none|voluntary forced|temporary permanent|visible invisible|"
    "accelerate slow|speed slow|evacuate return|ahead behind|postpone hasten|delay hasten"
)

_APART: Final = (
    "killed dead died deaths fatalities|injured wounded hurt injuries|missing unaccounted|arrested detained jailed|"
    "rescued saved",
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday",
    "january|february|march|april|may|june|july|august|september|october|november|december",
    "morning|afternoon|evening|night|noon|midnight",
    "hour hours|day days|week weeks|month months|year years|minute minutes|decade decades",
    "spring|summer|autumn fall|winter",
    "son|daughter|wife|husband|mother|father|brother|sister",
    "men man|women woman|children child|boys boy|girls girl",
    "red|blue|green|yellow|black|white|orange",
    "metres meters|kilometres kilometers|miles|feet|hectares|acres|tonnes tons|litres liters|barrels|gallons",
    "euros|dollars|pounds|yen|roubles rubles|marks|crowns",
    "bridge|tunnel|road|railway|airport|harbour harbor|station",
    "hospital|school|factory|prison|museum|library|theatre theater|stadium",
    "ship vessel boat ferry|plane aircraft jet|train|bus|lorry truck",
    "wheat|rice|maize corn|barley",
    "coal|gas|oil",
    "north|south|east|west",
    "first|second|third|fourth|fifth",
    "minister|president|mayor|governor|senator|judge",
    "driver|pilot|captain|passenger passengers",
    "fire blaze|flood floods flooding|storm|earthquake quake|landslide",
    "tax|wage wages|rent rents|price prices",
)


def _sides() -> dict[str, frozenset[tuple[int, int]]]:
    found: dict[str, set[tuple[int, int]]] = {}
    for number, pair in enumerate(_PAIRS.split("|")):
        for side, word in enumerate(pair.split()):
            found.setdefault(stem(word), set()).add((number, side))
    return {word: frozenset(sides) for word, sides in sorted(found.items())}


def _groups() -> dict[str, frozenset[tuple[int, int]]]:
    found: dict[str, set[tuple[int, int]]] = {}
    for number, line in enumerate(_APART):
        for place, words in enumerate(line.split("|")):
            for word in words.split():
                found.setdefault(stem(word), set()).add((number, place))
    return {word: frozenset(places) for word, places in sorted(found.items())}


_SIDES: Final = _sides()
_GROUPS: Final = _groups()


def has_opposite(word: str) -> bool:
    """Tell whether a stem is one side of an opposite at all."""
    return word in _SIDES


def opposite(left: str, right: str) -> bool:
    """Tell whether two stems are opposites: ``rose`` and ``fell``."""
    mine, theirs = _SIDES.get(left), _SIDES.get(right)
    if not mine or not theirs:
        return False
    return any((number, 1 - side) in theirs for number, side in mine)


def apart(left: str, right: str) -> bool:
    """Tell whether two stems are different members of one series: ``killed`` and ``injured``, Monday and Friday."""
    mine, theirs = _GROUPS.get(left), _GROUPS.get(right)
    if not mine or not theirs or mine & theirs:
        return False
    return bool({number for number, _ in mine} & {number for number, _ in theirs})
