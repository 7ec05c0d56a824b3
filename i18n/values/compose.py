"""A number composed of pieces: `two hundred and five`, `2,5 миллиона`, `екі жарым`."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from i18n.values.grammar import Grammar
from i18n.values.pieces import Piece
from i18n.values.value import Amount

_OPENING = {"figures", "cardinals", "scales", "ordinals", "vulgar"}
_WHOLE = {"figures", "cardinals", "ordinals"}
_MULTIPLYING = {"scales", "multiples"}
_HALF = Fraction(1, 2)
_HUNDRED = 100
_LINKS = " \u00a0-–"
_FAR = 24
"""Characters: nothing that joins two pieces is as long as that."""
_OF_A = frozenset((" ", " a ", " of a "))


@dataclass(slots=True)
class _Sum:
    """A number while its pieces come: what is done, and what a scale may still multiply."""

    total: int | Fraction = 0
    current: int | Fraction | None = None
    last: int = 10**15
    factor: int = 1
    figures: bool = False
    spelled: bool = True

    @property
    def amount(self) -> int | Fraction:
        amount = self.total + (self.current or 0)
        return int(amount) if amount.denominator == 1 else amount


def composed(text: str, found: list[Piece], rules: Grammar) -> Iterator[Piece]:
    """Yield the numbers that the pieces of a text make, and the pieces that are in none."""
    place = 0
    while place < len(found):
        piece = found[place]
        if piece.role in _MULTIPLYING and text[piece.start : piece.end] in rules.vague:
            place += 1
            continue
        if _alone(text, found, place):
            yield piece
            place += 1
            continue
        if half := _half(text, found, place):
            yield half
            place += 2
            continue
        if piece.role not in _OPENING or isinstance(piece.amounts[0], str):
            yield piece
            place += 1
            continue
        used, number = _number(text, found, place, rules)
        yield number
        place += used


def _alone(text: str, found: list[Piece], place: int) -> bool:
    """Whether a piece is a whole number already, with no other near it."""
    piece = found[place]
    if piece.role not in _WHOLE or not isinstance(piece.amounts[0], int):
        return False
    if place + 1 == len(found):
        return True
    after = found[place + 1].start
    return after - piece.end > _FAR and text[piece.end : after].strip(_LINKS) != ""


def _half(text: str, found: list[Piece], place: int) -> Piece | None:
    """`half a million`: a number that may be put in other words, and so explains them alone."""
    piece, after = found[place], found[place + 1] if place + 1 < len(found) else None
    if after is None or piece.role != "implied" or after.role != "scales":
        return None
    if piece.amounts[0] != _HALF or text[piece.end : after.start] not in _OF_A:
        return None
    scale = _whole(after.amounts[0])
    amounts = (scale // 2, scale, *piece.amounts)
    return Piece(piece.start, after.end, amounts, "implied", factor=scale)


def _number(text: str, found: list[Piece], first: int, rules: Grammar) -> tuple[int, Piece]:
    """Return how many pieces make one number from the first of them on, and it."""
    start, end, amounts, role, spelled, _ = found[first]
    so_far = _Sum()
    _add(so_far, found[first])
    others = amounts[1:]
    place = first + 1
    while place < len(found) and role != "ordinals":
        piece = found[place]
        gap = text[end : piece.start]
        if text[piece.start : piece.end] in rules.halves and rules.half.fullmatch(gap):
            so_far.current = (so_far.current or 0) + _HALF
        elif (gap and not rules.joint.fullmatch(text, end, piece.start)) or not _takes(
            so_far, found, place, gap
        ):
            break
        elif piece.role == "ordinals":
            role = "ordinals"
            so_far.current = (so_far.current or 0) + _whole(piece.amounts[0])
        else:
            _add(so_far, piece)
        if piece.role in {"scales", "vulgar"} or piece.role == "cardinals":
            others = tuple(_times(one, piece) for one in others)
        spelled = spelled and piece.spelled
        end = piece.end
        place += 1
    extra, used, end = _fraction(text, found, place, so_far, end)
    amount = so_far.amount
    every = (*extra, amount) if extra[1:] else (amount, *others, *extra)
    number = Piece(start, end, every, role, spelled, so_far.factor)
    return place - first + used, number


def _times(amount: Amount, piece: Piece) -> Amount:
    if isinstance(amount, str) or piece.role != "scales":
        return amount
    return amount * _whole(piece.amounts[0])


def _whole(amount: Amount) -> int:
    return int(amount)


def _takes(so_far: _Sum, found: list[Piece], place: int, gap: str) -> bool:
    """Whether the number can go on with this piece."""
    piece = found[place]
    amount = piece.amounts[0]
    current = so_far.current
    if piece.role == "scales":
        room = current is not None and (amount != _HUNDRED or current < _HUNDRED)
        return room and amount < so_far.last  # type: ignore[operator]
    if piece.role == "vulgar":
        return so_far.figures and isinstance(current, int)
    if piece.role == "figures":
        follows = found[place + 1] if place + 1 < len(found) else None
        return (
            current is None
            and gap == " "
            and follows is not None
            and follows.role == "scales"
            and follows.start - piece.end <= 1
            and _whole(follows.amounts[0]) < so_far.last
        )
    if piece.role not in {"cardinals", "ordinals"} or isinstance(amount, str):
        return False
    if current is None:
        return so_far.spelled and amount < so_far.last
    return so_far.spelled and isinstance(current, int) and _fits(current, amount)


def _fits(current: int, amount: int | Fraction) -> bool:
    """Whether a smaller number can follow: 20 and 5, 100 and 45, not 2 and 3."""
    if not current or amount < 1:
        return False
    if current % _HUNDRED == 0:
        return amount < _HUNDRED
    return current % 10 == 0 and current % _HUNDRED >= 10 > amount


def _add(so_far: _Sum, piece: Piece) -> None:
    amount = piece.amounts[0]
    if isinstance(amount, str):
        return
    if piece.role != "scales":
        so_far.current = (so_far.current or 0) + amount
        so_far.figures = so_far.figures or piece.role == "figures"
        so_far.spelled = so_far.spelled and piece.spelled
    elif amount == _HUNDRED:
        so_far.current = (1 if so_far.current is None else so_far.current) * _HUNDRED
    else:
        so_far.total += (1 if so_far.current is None else so_far.current) * amount
        so_far.current, so_far.last, so_far.figures = None, int(amount), False
    if piece.role == "scales":
        so_far.factor = max(so_far.factor, int(amount))


def _fraction(
    text: str, found: list[Piece], place: int, so_far: _Sum, end: int
) -> tuple[tuple[Amount, ...], int, int]:
    """Return what a denominator or a `dozen` after the number makes it too, and the new end."""
    if place >= len(found) or len(text[end : found[place].start].strip(_LINKS)):
        return (), 0, end
    piece, amount = found[place], so_far.amount
    if piece.role == "multiples":
        return (amount * _whole(piece.amounts[0]),), 1, piece.end
    if piece.role == "parts" or (piece.role == "ordinals" and amount == 1):
        return (Fraction(amount) / _whole(piece.amounts[0]), piece.amounts[0]), 1, piece.end
    return (), 0, end
