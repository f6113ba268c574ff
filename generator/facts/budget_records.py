"""Budget → the lists of 项目支出, 政府采购 and 政府购买服务, as they are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.facts.application import SOURCES
from generator.facts.records import Record, RecordTable, figures_of, sums, texts_of

if TYPE_CHECKING:
    from generator.classification import CodeTable
    from generator.model.budget import Budget
    from generator.model.disclosures import ProcurementItem, PurchasedService


def _department(accounts: Budget) -> tuple[Record, ...]:
    """The row of the department, above its units."""
    unit = accounts.unit
    return (Record({"unit_code": unit.code, "unit_name": unit.name}),) if unit.code else ()


def _coded(record: ProcurementItem | PurchasedService, functional: CodeTable, economic: CodeTable) -> dict[str, str]:
    """Codes of a record as they are printed: [2101502]一般行政管理事务."""

    def named(code: str, table: CodeTable) -> str:
        return f"[{code}]{table.names[code]}" if code in table.names else code

    return {"functional": named(record.functional, functional), "economic": named(record.economic, economic)}


def procurement_records(accounts: Budget, functional: CodeTable, economic: CodeTable) -> RecordTable:
    """政府采购预算表."""
    texts = ("unit_code", "unit_name", "project", "catalogue", "source", "fund", "measure")
    rows = tuple(
        Record(
            {**texts_of(item, texts), **_coded(item, functional, economic)},
            figures_of(
                ("procurement", "items", index),
                item,
                f"政府采购{index + 1}",
                ("quantity", "price", "amount", "sme", "micro"),
            ),
        )
        for index, item in enumerate(accounts.procurement.items)
    )
    summed = {"amount": "采购金额", "sme": "面向中小企业", "micro": "面向小微企业"}
    return _listed("procurement_list", "政府采购合计", accounts, rows, summed)


def service_records(accounts: Budget, functional: CodeTable, economic: CodeTable) -> RecordTable:
    """政府购买服务预算表."""
    texts = ("unit_code", "unit_name", "in_procurement", "project", "content", "source", "fund")
    directory = ("directory_1", "directory_2", "directory_3")
    rows = tuple(
        Record(
            {**texts_of(item, (*texts, *directory)), **_coded(item, functional, economic)},
            figures_of(("purchased_services", index), item, f"政府购买服务{index + 1}", ("quantity", "amount")),
        )
        for index, item in enumerate(accounts.purchased_services)
    )
    return _listed("service_list", "政府购买服务合计", accounts, rows, {"amount": "购买金额"})


def project_records(accounts: Budget) -> RecordTable:
    """项目支出预算表."""
    rows = []
    coded = [one for one in accounts.unit.subordinates if one.code]
    own = coded[0] if len(coded) == 1 else None
    for index, project in enumerate(accounts.projects):
        form = project.application
        texts = {
            "unit_code": own.code if own else accounts.unit.code,
            "unit_name": own.name if own else accounts.unit.name,
            "code": form.code if form else "",
            "name": project.name,
            "kind": project.spending_kind,
        }
        figures = figures_of(("projects", index), project, project.name, ("budget",))
        if form is not None:
            figures |= figures_of(("projects", index, "application"), form, project.name, SOURCES)
        rows.append(Record(texts, figures))
    summed = {
        "budget": "本年度预算",
        "own": "财政拨款（本级）",
        "transferred": "财政拨款（上级）",
        "special_account": "财政专户",
        "other": "其他资金",
    }
    return _listed("project_list", "项目支出合计", accounts, tuple(rows), summed)


def _listed(table: str, title: str, accounts: Budget, rows: tuple[Record, ...], columns: dict[str, str]) -> RecordTable:
    lead = _department(accounts) if rows and _has_units(rows, accounts) else ()
    return RecordTable(table, (*lead, *rows), sums(table, title, rows, columns))


def _has_units(rows: tuple[Record, ...], accounts: Budget) -> bool:
    """Whether the rows name units below the department, so that it has a row of its own."""
    return any(row.texts.get("unit_code", "") != accounts.unit.code for row in rows)
