"""部门预算: procurement, purchased services, and the projects that they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.check import BUDGET, Check, Inapplicable, NotRun, Passed, Result
from generator.checks.compare import compare, compare_each
from generator.checks.registry import check
from generator.facts.figure import derive, total

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.subject import BudgetSubject
    from generator.facts.figure import Figure
    from generator.model.disclosures import ProcurementItem, PurchasedService
    from generator.source import Path

_BASIS = "预算11表"
_SERVICES = "预算12表"


@check("BM95", "budget.procurement.row", "采购金额等于数量乘单价", basis=_BASIS, documents=BUDGET)
def procurement_rows(check: Check, subject: BudgetSubject) -> Iterator[Result]:
    """政府采购预算表每一行：采购数量 × 单价 ＝ 采购金额合计。

    例：数量 2、单价 25，采购金额印作 25。
    """
    pairs = []
    for row in subject.book.ledger.procurement_list.rows:
        quantity, price, amount = (row.figures.get(name) for name in ("quantity", "price", "amount"))
        if quantity is not None and price is not None and amount is not None:
            pairs.append((amount, derive(f"{amount.key}.product", "数量 × 单价", "product", (quantity, price))))
    yield from compare_each(check, pairs, subject.index, Inapplicable("没有填写数量、单价和金额的采购"))


@check(
    "BM96",
    "budget.procurement.sme",
    "面向中小企业不超过采购金额，面向小微企业不超过面向中小企业",
    basis=_BASIS,
    documents=BUDGET,
)
def procurement_parts(check: Check, subject: BudgetSubject) -> Iterator[Result]:
    """政府采购预算表每一行，小微企业是中小企业的一部分，中小企业是采购金额的一部分。

    例：采购金额 13，面向中小企业印作 31。
    """
    pairs = (
        (row.figures.get(part), row.figures.get(whole))
        for row in subject.book.ledger.procurement_list.rows
        for part, whole in (("sme", "amount"), ("micro", "sme"))
    )
    yield from compare_each(check, pairs, subject.index, Inapplicable("没有面向中小企业的采购"), "<=")


@check("BM97", "budget.procurement.total", "政府采购预算合计等于各行之和、各类之和", basis=_BASIS, documents=BUDGET)
def procurement_total(check: Check, subject: BudgetSubject) -> Iterator[Result]:
    """填了合计、货物、工程、服务的，都要与采购表的各行相符；品目编码以 A、B、C 开头的是货物、工程、服务。

    例：各行 43.2、25、13，合计应为 81.2；都是 C 开头，服务类也应为 81.2。
    """
    bought = subject.book.procurement
    pairs = [
        (figure, derived)
        for figure in (bought.total, *(kind.amount for kind in bought.kinds))
        if figure
        for derived in figure.derived
    ]
    kinds = total("procurement.total.kinds", "货物、工程、服务之和", [kind.amount for kind in bought.kinds])
    if bought.total is not None and bought.total.path and kinds is not None:
        pairs.append((bought.total, kinds))
    yield from compare_each(check, pairs, subject.index, Inapplicable("没有填政府采购的合计，或没有采购"))


@check(
    "BM98",
    "budget.services.procured",
    "购买服务中属于政府采购的，不超过该项目的采购预算",
    basis=_SERVICES,
    severity="警告",
    documents=BUDGET,
)
def services(check: Check, subject: BudgetSubject) -> Iterator[Result]:
    """“是否包含政府采购”为是的购买服务，同一项目的金额不应超过政府采购预算表中该项目的金额。

    例：项目的采购预算 38，购买服务填作 83。
    """
    ledger = subject.book.ledger

    def of(rows: str, project: str) -> Figure | None:
        found = [
            row.figures.get("amount")
            for row in getattr(ledger, rows).rows
            if row.texts.get("project") == project and row.texts.get("in_procurement", "是") == "是"
        ]
        return found[0] if len(found) == 1 else total(f"{rows}.{project}", f"“{project}”", found)

    named = dict.fromkeys(
        row.texts["project"] for row in ledger.service_list.rows if row.texts.get("in_procurement") == "是"
    )
    if not named:
        yield Inapplicable("没有属于政府采购的购买服务")
    for project in named:
        part, whole = of("service_list", project), of("procurement_list", project)
        if part is None:
            yield NotRun(f"“{project}”没有填购买金额")
        elif whole is None:
            yield check.finding(
                f"购买服务的项目“{project}”包含政府采购，政府采购预算表中没有这个项目",
                (part.operands or (part,))[0].path,
                found=project,
                expected="政府采购预算表中的项目",
                advice="核对项目名称和“是否包含政府采购”",
            )
        else:
            yield compare(check, part, whole, subject.index, "<=")


@check(
    "BM99",
    "budget.project-names",
    "采购和购买服务写的项目是项目支出预算表中的项目",
    basis="预算10表、预算11表、预算12表",
    severity="警告",
    documents=BUDGET,
)
def project_names(check: Check, subject: BudgetSubject) -> Iterator[Result]:
    """同一个项目在各表用同一个名称；别名（aliases）也算。

    例：项目表写“医保经办机构办公用房经费”，采购表写“医保经办运行经费”。
    """
    known = {name for one in subject.accounts.projects for name in (one.name, *one.aliases)}
    lists: tuple[tuple[Path, tuple[ProcurementItem | PurchasedService, ...]], ...] = (
        (("procurement", "items"), subject.accounts.procurement.items),
        (("purchased_services",), subject.accounts.purchased_services),
    )
    named = 0
    for path, items in lists:
        for index, item in enumerate(items):
            named += bool(item.project)
            if item.project and item.project not in known:
                yield check.finding(
                    f"“{item.project}”不是项目支出预算表中的项目",
                    (*path, index, "project"),
                    found=item.project,
                    expected="、".join(sorted(known)) or "项目支出预算表中的项目",
                    advice="改成同一个名称，或在项目的别名（aliases）中写上这个名称",
                )
    if named:
        yield Passed(named)
    else:
        yield Inapplicable("没有采购和购买服务")
