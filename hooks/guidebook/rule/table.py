"""The table of weights as text: few of its places have one, so each is written as its distance from the one before.

A sign stands for six bits. Of a weight there are, one after the other: the distance divided by `NEAR`, as so many ones
and a zero; the rest of it; whether the weight is under zero; and its size less one, as so many ones and a zero, which
the greatest does without. Ones at the end fill the last sign. Robert Rice, "Some Practical Universal Noiseless Coding
Techniques", JPL Publication 79-22, 1979.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
TOP = 4
"""The greatest weight, over or under zero."""
_BITS, _REST = 6, 6
NEAR = 1 << _REST


def pack(table: Mapping[int, int]) -> str:
    """The weights by place as text."""
    bits, before = [], -1
    for place in sorted(table):
        ahead, rest = divmod(place - before - 1, NEAR)
        weight = table[place]
        size = "1" * (abs(weight) - 1) + "0" * (abs(weight) < TOP)
        bits.append(f"{'1' * ahead}0{rest:0{_REST}b}{int(weight < 0)}{size}")
        before = place
    text = "".join(bits)
    text += "1" * (-len(text) % _BITS)
    return "".join(SIGNS[int(text[at : at + _BITS], 2)] for at in range(0, len(text), _BITS))


def unpack(text: str) -> dict[int, int]:
    """The weights by place, in their order."""
    bits = "".join(f"{SIGNS.index(sign):0{_BITS}b}" for sign in text)
    table: dict[int, int] = {}
    place, at = -1, 0
    while (end := bits.find("0", at)) >= 0:
        sign = end + 1 + _REST
        place += 1 + (end - at) * NEAR + int(bits[end + 1 : sign] or "0", 2)
        size, at = 1, sign + 1
        while size < TOP and bits[at : at + 1] == "1":
            size, at = size + 1, at + 1
        at += size < TOP
        table[place] = -size if bits[sign : sign + 1] == "1" else size
    return table
