"""Lines by 科目编码, in whatever table: each code once, its name checked, its amounts laid down under it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.ingest.codes import LENGTHS, Coded, check_name, read_stub
from generator.ingest.messages import show

if TYPE_CHECKING:
    from generator.classification import CodeKind
    from generator.ingest.codes import Stub
    from generator.ingest.reading import Reading


@dataclass
class Lines:
    """The lines of one table, as far as they were read."""

    reading: Reading
    kind: CodeKind
    seen: dict[str, str] = field(default_factory=dict)
    """Code → the cell where it stands."""
    previous: str = ""

    def stub(self, stub: Stub, row: int) -> Coded:
        """The code and name of a row; a code that is none is reported."""
        coded = read_stub(self.reading.grid, stub, row, self.previous, self.kind)
        if coded.bad:
            digits = "、".join(str(length) for length in LENGTHS[self.kind]) + " 位数字"
            word = "功能" if self.kind == "functional" else "经济"
            message = f"科目编码“{show(coded.bad)}”不对"
            self.reading.report("SJ18", row, stub.codes[0], message, f"{word}分类科目编码是 {digits}", digits)
        self.previous = coded.code or self.previous
        return coded

    def read(self, coded: Coded, row: int, first: int, amounts: dict[int, str]) -> None:
        """Read the amounts of a line: column → field; ``first`` is the column where the line begins."""
        reading = self.reading
        place = reading.grid.ref(row, first)
        path = (reading.region.table, "lines", coded.code)
        if coded.code in self.seen:
            message = f"科目 {coded.code} 写了两行（{self.seen[coded.code]} 已有）"
            reading.report("SJ37", row, first, message, "合并成一行，或改正其中一行的编码")
            return
        self.seen[coded.code] = place.cell
        if not amounts:
            return
        table = reading.context.functional if self.kind == "functional" else reading.context.economic
        keep, findings = check_name(table, self.kind, coded, path, place)
        reading.findings.extend(findings)
        if keep:
            reading.tree.put((*path, "name"), coded.name, place)
        for column, name in amounts.items():
            reading.amount((*path, name), row, column, f"{coded.code} {coded.name} · {reading.head.label(column)}")
        reading.tree.places.setdefault(path, place)
