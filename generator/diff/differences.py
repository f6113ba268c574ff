"""Items of both sides → everything that differs between them, in order."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from generator.diff.items import TableItem, TextItem
from generator.diff.matching import Letters, Match, alike, by_keys, most_alike
from generator.diff.model import Difference, Place, Segment
from generator.diff.tables import compare_tables
from generator.diff.texts import compare_tokens, whole_segments

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from generator.diff.items import Item
    from generator.diff.model import Kind, Shape
    from generator.diff.tokens import Token, Tokenizer, Tokenizers

_DIGITS = re.compile(r"[\d.,%％]+")
_LEAST = 0.4
"""How alike two texts must be to be the same one, changed."""
_EXACTLY = 1.01
"""A little more than the likeness of two texts that differ in their numbers only."""
_STEPS = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1))
"""A paragraph may have been parted, or joined with the next."""


def compare_items(
    left: Sequence[Item], right: Sequence[Item], tokenizers: Tokenizers, *, by_code: bool = False
) -> tuple[Difference, ...]:
    """All differences, in the order of the left side; ``by_code`` where rows of other codes are other rows."""
    return tuple(_Comparing(left, right, tokenizers, by_code=by_code).differences())


class _Comparing:
    def __init__(self, left: Sequence[Item], right: Sequence[Item], tokenizers: Tokenizers, *, by_code: bool) -> None:
        self.by_code = by_code
        self.left, self.right, self.tokenizers = left, right, tokenizers
        self.place = Place("", "")

    def differences(self) -> Iterator[Difference]:
        whole = Match(range(len(self.left)), range(len(self.right)))
        for match, same in by_keys((list(map(_exact, self.left)), list(map(_exact, self.right))), whole):
            if same:
                self.place = self.left[match.left.start].place
                continue
            for inner, known in by_keys(self._skeletons(match), match):
                for pair in [inner] if known else most_alike(inner, self._likeness, _STEPS):
                    yield from self._pair(pair)

    def _skeletons(self, match: Match) -> tuple[list[Hashable], list[Hashable]]:
        return (
            [_skeleton(self.left[index], self.tokenizers.left) for index in match.left],
            [_skeleton(self.right[index], self.tokenizers.right) for index in match.right],
        )

    def _likeness(self, one: range, other: range) -> float:
        lefts, rights = [self.left[index] for index in one], [self.right[index] for index in other]
        tables = sum(isinstance(item, TableItem) for item in chain(lefts, rights))
        if tables and (tables != 2 or len(lefts) + len(rights) != 2):  # noqa: PLR2004 - one table on each side
            return 0.0
        left, right = _joined(lefts), _joined(rights)
        likeness = _EXACTLY if left == right else alike(_letters(left), _letters(right))
        if tables:
            return max(likeness, 0.1) * (len(left) + len(right) + 1) if _may_be_same(lefts[0], rights[0]) else 0.0
        return likeness * (len(left) + len(right)) if likeness >= _LEAST else 0.0

    def _pair(self, pair: Match) -> Iterator[Difference]:
        lefts, rights = [self.left[index] for index in pair.left], [self.right[index] for index in pair.right]
        if not rights:
            for item in lefts:
                self.place = item.place
                yield _lone("缺少", item, item.place, self.tokenizers.left)
        elif not lefts:
            after = Place(self.place.section, f"{self.place.where} 之后".strip())
            for item in rights:
                yield _lone("多出", item, item.place if str(item.place) else after, self.tokenizers.right)
        else:
            self.place = lefts[-1].place
            yield from self._compared(lefts, rights)

    def _compared(self, lefts: Sequence[Item], rights: Sequence[Item]) -> Iterator[Difference]:
        one, other = lefts[0], rights[0]
        if isinstance(one, TableItem) and isinstance(other, TableItem):
            yield from compare_tables(one, other, self.tokenizers, by_code=self.by_code)
            return
        changes = compare_tokens(
            _tokens(lefts, self.tokenizers.left), _tokens(rights, self.tokenizers.right), one.place
        )
        if changes.numbers or changes.words:
            yield Difference("改动", "文字", one.place, changes.left, changes.right, changes.numbers, changes.words)
        for whole in changes.wholes:
            marked = whole.marked
            sides = (marked, ()) if whole.kind == "缺少" else ((), marked)
            yield Difference(whole.kind, "句子", whole.place, *sides)


def _may_be_same(one: Item, other: Item) -> bool:
    """Whether two tables have no two names of their own."""
    return len({item.id for item in (one, other) if isinstance(item, TableItem) and item.id}) <= 1


def _tokens(items: Sequence[Item], tokenizer: Tokenizer) -> list[Token]:
    texts = (item for item in items if isinstance(item, TextItem))
    return [token for item in texts for token in tokenizer.tokens(item.spans, item.place)]


def _skeleton(item: Item, tokenizer: Tokenizer) -> Hashable:
    """What stays of an item when its numbers change."""
    if isinstance(item, TableItem):
        return ("table", item.id or id(item))
    words = "".join(token.key for token in tokenizer.tokens(item.spans, item.place) if not token.is_number)
    return ("text", words or item.text)


def _exact(item: Item) -> Hashable:
    return ("table", item.texts) if isinstance(item, TableItem) else ("text", item.text)


def _joined(items: Sequence[Item]) -> str:
    return "".join(item.text if isinstance(item, TextItem) else _words(item) for item in items)


def _words(table: TableItem) -> str:
    return "".join(chain.from_iterable(table.texts))


@lru_cache(maxsize=4096)
def _letters(text: str) -> Letters:
    return Letters.of(_DIGITS.sub("0", text))


def _lone(kind: Kind, item: Item, place: Place, tokenizer: Tokenizer) -> Difference:
    shape: Shape = "段落"
    if isinstance(item, TableItem):
        shape = "表格"
        text = "\n".join("　".join(cell for cell in row if cell) for row in item.texts)
        marked: tuple[Segment, ...] = (Segment(text, "word"),)
    else:
        marked = whole_segments(tokenizer.tokens(item.spans, place))
    sides = (marked, ()) if kind == "缺少" else ((), marked)
    return Difference(kind, shape, place, *sides)
