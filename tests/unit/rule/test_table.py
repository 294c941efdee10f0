from __future__ import annotations

import random

import pytest

from guidebook.rule.clues import BITS
from guidebook.rule.table import NEAR, TOP, pack, unpack

SIZES = [size for size in range(-TOP, TOP + 1) if size]


@pytest.mark.parametrize("count", [0, 1, 2, 7, 4000])
def test_what_was_packed_is_unpacked(count: int) -> None:
    chance = random.Random(count)  # noqa: S311
    table = {chance.randrange(1 << BITS): chance.choice(SIZES) for _ in range(count)}
    assert unpack(pack(table)) == table


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("place", [0, 1, NEAR - 1, NEAR, (1 << BITS) - 1])
def test_each_weight_fits_each_place(place: int, size: int) -> None:
    assert unpack(pack({place: size, place + 1: -size})) == {place: size, place + 1: -size}


def test_text_cut_short_leaves_the_weights_before() -> None:
    table = {place * 50: SIZES[place % len(SIZES)] for place in range(100)}
    text = pack(table)
    for end in range(len(text)):
        whole = list(unpack(text[:end]).items())[:-1]
        assert whole == list(table.items())[: len(whole)]


def test_thousands_of_weights_take_few_bits_each() -> None:
    chance = random.Random(3)  # noqa: S311
    table = {chance.randrange(1 << BITS): chance.choice((-1, 1, 1, 2)) for _ in range(4096)}
    assert len(pack(table)) * 6 < len(table) * 11
