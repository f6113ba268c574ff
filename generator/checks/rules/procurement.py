"""采购和资产: the parts of procurement, and vehicles by use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.check import Check, Inapplicable, NotRun, Result
from generator.checks.compare import compare
from generator.checks.registry import check, identity
from generator.facts.figure import total

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.subject import Subject

_BASIS = "财政预决算领域基层政务公开标准目录：政府采购支出总额，货物、工程、服务，授予中小企业合同金额"

identity(
    "CG01",
    "procurement.total",
    "政府采购支出总额等于货物、工程、服务之和",
    left="procurement.total",
    right="procurement.goods.amount + procurement.works.amount + procurement.services.amount",
    basis=_BASIS,
    text="例：货物 132.18、工程 1,376.59、服务 2,516.93，总额应为 4,025.70。",
)
identity(
    "CG02",
    "procurement.sme.at-most",
    "授予中小企业合同金额不超过政府采购支出总额",
    left="procurement.sme",
    right="procurement.total",
    relation="<=",
    optional=True,
    basis=_BASIS,
    text="例：总额 4,025.70，授予中小企业 4,631.72。",
)
identity(
    "CG03",
    "procurement.micro.at-most",
    "授予小微企业合同金额不超过授予中小企业合同金额",
    left="procurement.micro",
    right="procurement.sme",
    relation="<=",
    optional=True,
    basis="《中小企业划型标准规定》：小型、微型企业属于中小企业",
    text="例：授予中小企业 0.04，授予小微企业 0.40。",
)
identity(
    "CG04",
    "procurement.kind.sme",
    "各类采购授予中小企业的金额不超过该类采购金额",
    left="procurement.{kind}.sme",
    right="procurement.{kind}.amount",
    relation="<=",
    optional=True,
    basis=_BASIS,
    text="例：货物采购 132.18，其中授予中小企业 312.18，是数字颠倒。",
)
identity(
    "CG05",
    "procurement.kind.micro",
    "各类采购授予小微企业的金额不超过该类授予中小企业的金额",
    left="procurement.{kind}.micro",
    right="procurement.{kind}.sme",
    relation="<=",
    optional=True,
    basis="《中小企业划型标准规定》：小型、微型企业属于中小企业",
    text="例：服务采购授予中小企业 20，其中小微企业 200。",
)
identity(
    "CG06",
    "procurement.at-most.expenditure",
    "政府采购支出总额不超过本年支出合计",
    left="procurement.total",
    right="summary.expenditure_total",
    relation="<=",
    optional=True,
    severity="警告",
    basis="政府采购支出是本年支出的一部分；按合同金额统计的可以跨年",
    text="例：本年支出合计 1,183.81，政府采购支出总额 4,025.70。",
    advice="核对金额单位和口径；按合同金额统计的，在 waivers 中说明",
)


@check(
    "CG07",
    "procurement.parts",
    "授予中小企业、小微企业合同金额等于货物、工程、服务中的部分之和",
    basis=_BASIS,
)
def parts(check: Check, subject: Subject) -> Iterator[Result]:
    """有采购金额的各类都填了授予金额，才相加核对。

    例：货物 132.18、工程 1,376.59、服务 2,122.95 都授予中小企业，合计应为 3,631.72。
    """
    compared = False
    for field, name in (("sme", "中小企业"), ("micro", "小微企业")):
        whole = subject.figure(f"procurement.{field}")
        if whole is None or not whole.path:
            continue
        kinds = ("goods", "works", "services")
        given = [subject.figure(f"procurement.{kind}.{field}") for kind in kinds]
        bought = [subject.figure(f"procurement.{kind}.amount") for kind in kinds]
        if any(amount and part is None for amount, part in zip(bought, given, strict=True)) or not any(
            part is not None for part in given
        ):
            yield NotRun(f"没有分货物、工程、服务填授予{name}合同金额")
            continue
        compared = True
        summed = total(f"procurement.{field}.parts", f"各类授予{name}合同金额", given)
        if summed is not None:
            yield compare(check, whole, summed, subject.index)
    if not compared and subject.figure("procurement.sme") is None:
        yield Inapplicable("没有填授予中小企业合同金额")


@check(
    "CG11",
    "assets.vehicles",
    "车辆总数等于各种用途的车辆之和",
    basis="国有资产占用情况：共有车辆，其中各种用途",
)
def vehicles(check: Check, subject: Subject) -> Iterator[Result]:
    """填了车辆用途的，各种用途相加要等于车辆总数。

    例：车辆总数 3 辆，应急保障用车 1 辆、执法执勤用车 1 辆，少列了一辆。
    """
    whole = subject.figure("assets.vehicles_total")
    kinds = [figure for path, figure in subject.index.figures.items() if path.startswith("assets.vehicles.")]
    if whole is None or not whole.path:
        yield NotRun("没有填“国有资产·车辆总数”")
    elif not kinds and whole.value == 0:
        yield Inapplicable("没有车辆")
    elif not kinds:
        yield NotRun("没有填车辆的用途")
    else:
        summed = total("assets.vehicles.sum", "各种用途的车辆", kinds, "count")
        if summed is not None:
            yield compare(check, whole, summed, subject.index)


@check(
    "CG12",
    "assets.other-vehicles",
    "有其他用车的，要写明主要用途",
    basis="部门决算公开模板（地方财政部门印发）：其他用车 N 辆，其他用车主要是……",
    severity="警告",
)
def other_vehicles(check: Check, subject: Subject) -> Iterator[Result]:
    """“其他用车”不能不说明是什么车。

    例：其他用车 2 辆，主要用途是空的。
    """
    other = subject.figure("assets.vehicles.other")
    if not other:
        yield Inapplicable("没有其他用车")
    elif not subject.accounts.assets.other_vehicles_use:
        yield check.finding(
            "有其他用车，没有写主要用途",
            other.path,
            found=f"{other.value:f} 辆",
            expected="其他用车的主要用途",
            advice="在 assets.other_vehicles_use 中写主要用途",
        )


@check(
    "CG13",
    "assets.purchased",
    "购置的公务用车不超过车辆总数",
    basis="国有资产占用情况：年末车辆数包括当年购置的",
    severity="警告",
)
def purchased(check: Check, subject: Subject) -> Iterator[Result]:
    """当年购置（更新）的公务用车，年末应在车辆总数之内。

    例：当年购置 2 辆，年末车辆总数 1 辆。
    """
    bought = subject.figure("three_public_details.vehicles.purchased")
    whole = subject.figure("assets.vehicles_total")
    if not bought:
        yield Inapplicable("没有购置公务用车")
    elif whole is None:
        yield NotRun("没有填“国有资产·车辆总数”")
    else:
        yield compare(check, bought, whole, subject.index, "<=")
