"""The budget's document: what it says in hard cases, and what stays inside the house."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from generator.document.table import TableBlock
from generator.document.text import to_text
from generator.errors import StyleError, UsageError
from generator.ink import Ink
from generator.model.kinds import only_final_accounts
from generator.narrative.sections import checked_environment
from generator.style.load import load_style
from generator.tables.forms import forms_writer
from tests.budget.support import NAME, PERSONS, TELEPHONES, build, changed, sample, text_with
from tests.checks.support import WORKSPACE, report_with
from tests.readback import read_docx, read_pdf
from tests.test_readback import first_difference, printed_lines, squeezed
from tests.trace.papers import paper_of_sample
from tests.trace.test_completeness import check_complete

if TYPE_CHECKING:
    from pathlib import Path

    from generator.pipeline import BuildResult

READERS = {".docx": read_docx, ".pdf": read_pdf}
LABELS = tuple(f"预算{number:02}表" for number in range(1, 13))


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    return build(tmp_path_factory.mktemp("public"))


@pytest.fixture(scope="module")
def internal(tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    return build(tmp_path_factory.mktemp("internal"), internal=True)


def said(path: Path) -> str:
    """Everything that a file says, its parts unpacked, and the files that are attached to it."""
    content = path.read_bytes()
    if path.suffix != ".pdf":
        return plain(content)
    reader = PdfReader(path)
    attached = [plain(one) for contents in reader.attachments.values() for one in contents]
    return "".join((*(page.extract_text() for page in reader.pages), *attached))


def plain(content: bytes) -> str:
    """A text, or the texts of the parts of a package."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8", "ignore")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(name).decode("utf-8", "ignore") for name in archive.namelist()]
    return re.sub(r"<[^>]+>", "", "\n".join(parts))


def test_the_sample_has_neither_errors_nor_warnings() -> None:
    report = report_with({}, budget=True)
    assert [str(finding) for finding in report.findings if finding.severity != "提示"] == []
    assert report.not_run() == ()


def test_the_rules_of_final_accounts_do_not_concern_a_budget() -> None:
    outcomes = {outcome.code: outcome for outcome in report_with({}, budget=True).outcomes}
    assert outcomes["XT02"].state == "不适用"
    assert outcomes["XT02"].reason == "决算的规则"
    assert {outcome.state for code, outcome in outcomes.items() if code[:2] in {"XT", "YR", "TP", "DS"}} == {"不适用"}
    assert {report.state for report in report_with({}).outcomes if report.code[:2] in {"BM", "SB"}} == {"不适用"}


def test_all_tables_are_printed_in_order() -> None:
    blocks = [block for block in sample().composition.document.blocks if isinstance(block, TableBlock)]
    assert list(LABELS) == [block.label for block in blocks if block.label]
    assert [f"annex-project-{number}" for number in range(5)] == [block.id for block in blocks][-5:]


def test_a_unit_price_is_not_added_up() -> None:
    tables = {block.id: block for block in sample().composition.document.blocks if isinstance(block, TableBlock)}
    whole = [cell.text for cell in tables["procurement_list"].body[0]]
    assert ["", "合计", *[""] * 9, "81.20", "81.20", "81.20"] == whole


def test_every_number_is_in_the_working_paper() -> None:
    check_complete(sample().composition.document, paper_of_sample(NAME))


def test_names_and_telephone_numbers_stay_out_of_every_file(public: BuildResult) -> None:
    assert len(public.files) == 6
    for path in public.files:
        text = said(path)
        assert [one for one in (*PERSONS, *TELEPHONES) if one in text] == [], path.name
        assert "内部使用" not in path.name


def test_an_internal_copy_has_them_and_says_what_it_is(internal: BuildResult) -> None:
    names = [path.name for path in internal.files]
    assert "江汉区医疗保障局2023年预算（内部使用）.docx" in names
    assert "数据溯源底稿（内部使用）.xlsx" in names
    for path in internal.files:
        if path.suffix in READERS:
            text = said(path)
            assert [one for one in (*PERSONS, *TELEPHONES) if one not in text] == []
            assert "内部使用：有不公开的姓名和电话，不得公开" in text
            assert "草稿" not in text


@pytest.mark.parametrize("suffix", READERS)
def test_the_text_read_back_is_the_composed_text(suffix: str, public: BuildResult) -> None:
    path = next(path for path in public.files if path.suffix == suffix)
    expected = squeezed(printed_lines(sample().composition.document))
    assert first_difference(expected, squeezed(READERS[suffix](path.read_bytes()).lines)) == ("", "")


def test_the_templates_name_only_what_there_is() -> None:
    style = load_style(WORKSPACE.styles, "hubei-wuhan-budget-2023")
    assert checked_environment(style) is checked_environment(style)


# 难的情形：首年、减少、多单位、全零


def test_a_first_year_says_why_there_is_nothing_to_compare_with() -> None:
    nothing = {"none_because": "2022年底新设单位"}
    text = text_with({"prior_budget": nothing, "reasons": None})
    assert "2022年没有预算（2022年底新设单位），不作比较" in text
    assert "公务接待费0万元，2022年没有预算" in text
    assert "持平" not in text


def test_a_missing_prior_budget_is_an_error() -> None:
    report = report_with({"prior_budget.total": None}, budget=True)
    assert [finding.code for finding in report.findings if finding.severity == "错误"] == ["QS01"]


def test_a_decrease_is_said_as_one() -> None:
    text = text_with({"prior_budget.total": 1000, "reasons.total": "压减项目支出"})
    assert "比2022年预算减少17.02万元，下降1.7%，变动的主要原因是压减项目支出。" in text


def test_a_reason_is_asked_for() -> None:
    report = report_with({"reasons.total": None}, budget=True)
    assert [finding.code for finding in report.findings if finding.severity == "错误"] == ["YY01"]


def test_a_department_adds_up_its_units() -> None:
    lines = {
        "205": {"name": "某局"},
        "205001": {"name": "本级", "total": 900, "basic": 200, "personnel": 180, "public": 20, "project": 700},
        "205002": {
            "name": "中心",
            "total": "82.98",
            "basic": "4.78",
            "personnel": "2.37",
            "public": "2.41",
            "project": "78.2",
        },
    }
    units = [{"name": "本级", "code": "205001"}, {"name": "中心", "code": "205002"}]
    composed = changed({"budget_units": {"lines": lines}, "unit.subordinates": units, "unit.kind": "部门"})
    table = composed.book.ledger.figures()
    found = {path: figure.value for path, figure in table if path.startswith("budget_units.")}
    assert found["budget_units.total.total"] == found["budget_units.lines.205.total"] == 9829800
    text = to_text(composed.composition.document)
    assert "本部门由机关和所属单位共2家单位组成。" in text
    assert "1、本级；\n2、中心。" in text


def test_an_item_of_three_public_that_rises_is_compared() -> None:
    text = text_with({"budget_three_public": {"reception": 3}, "prior_budget.three_public.reception": 2})
    assert "公务接待费3万元，比上年预算增加1万元，增长50%。" in text


def test_a_unit_without_money_is_not_divided_by() -> None:
    tables = ("revenue", "expenditure", "appropriation", "units", "basic")
    empty = dict.fromkeys(f"budget_{name}" for name in tables)
    nil = {"revenue": {"general_budget": 0}, "classes": {"210": 0}}
    general = {"total": {"total": 0, "basic": 0, "personnel": 0, "public": 0, "project": 0}}
    text = text_with({**empty, "budget_summary": nil, "budget_general": general, "procurement": None})
    assert "2023年收入预算0万元。" in text
    assert "我单位2023年没有政府采购预算。" in text


# 文种


def test_data_of_one_kind_in_a_style_of_the_other_is_refused() -> None:
    with pytest.raises(StyleError, match="是决算的样式，数据是预算"):
        changed({"style": "hubei-wuhan-2024"})


def test_what_knows_final_accounts_alone_says_so() -> None:
    with pytest.raises(UsageError, match="这是预算的数据，汇总只用于决算"):
        only_final_accounts(sample().book.accounts, "汇总")


def test_two_sources_of_one_name_are_both_counted() -> None:
    rows = [{"name": "其他资金", "amount": amount} for amount in (10, 20)]
    composed = changed({"performance.application.revenue": rows, "performance.application.revenue_history": {}})
    whole = composed.book.performance.whole
    expected = [("其他资金", 100_000), ("其他资金", 200_000), ("合计", 300_000)]
    assert expected == [(row.name, row.amount.value) for row in whole.revenue]


def test_a_project_of_a_department_with_several_units_is_given_to_none_of_them() -> None:
    units = [{"name": "本级", "code": "205001"}, {"name": "中心", "code": "205002"}]
    composed = changed({"unit.subordinates": units, "unit.kind": "部门"})
    unit = composed.book.unit
    assert {(unit.code, unit.name)} == {
        (row.texts["unit_code"], row.texts["unit_name"]) for row in composed.book.ledger.project_list.rows
    }


def test_kinds_of_project_are_called_as_a_unit_of_its_level_calls_them() -> None:
    composed = sample()
    style = composed.style.style
    annex = style.annex.model_copy(update={"categories": ("{level}专项", "其他")})
    style = style.model_copy(update={"annex": annex})
    tables = list(forms_writer(composed.book, style, Ink(style, ""), internal=False).tables())
    texts = [cell.text for table in tables for row in table.body for cell in row]
    assert any("区级专项" in text for text in texts)
    assert not any("{" in text for text in (*texts, *(table.title for table in tables)))
