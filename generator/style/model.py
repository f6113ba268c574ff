"""The keys of ``style.yaml``, validated. A style holds no figures and no arithmetic."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from generator.style.base import Part
from generator.style.wording import Compare, Numbering, Numbers, Percent, ReasonLinks, TableNumbers, Wording


class SectionSpec(Part):
    """章、节: its heading, its text, and what follows the text."""

    title: str = Field(title="标题")
    text: bool = Field(default=True, title="有正文", description="正文是与节同名的模板；只有小节的章写 false")
    charts: tuple[str, ...] = Field(default=(), title="节末的图")
    tables: tuple[str, ...] = Field(default=(), title="节末的表")
    sections: tuple[str, ...] = Field(default=(), title="小节")


class PartSpec(Part):
    """部分."""

    title: str = Field(title="标题")
    numbered: bool = Field(default=True, title="标题前编号", description="第一部分、第二部分……")
    text: str = Field(default="", title="正文模板")
    sections: tuple[str, ...] = Field(default=(), title="章")
    sentence: str = Field(default="", title="正文只有这一句", description="如 （详情见附件）")
    statutory_tables: bool = Field(default=False, title="放决算表")
    annex: bool = Field(default=False, title="放附件")
    tables: tuple[str, ...] = Field(default=(), title="部分末的表")


class TableSpec(Part):
    """一张决算表的印法."""

    title: str = Field(default="", title="标题", description="留空时用表样的标题")
    label: str = Field(default="", title="表号")
    total_row: Literal["first", "last"] = Field(default="first", title="合计行的位置")
    empty_note: str = Field(default="", title="空表说明", description="接在自称之后；留空时用表样的说明")


class Tables(Part):
    """决算表的印法."""

    title_form: str = Field(
        default="{year}年度{title}", title="表题", description="含 {label} 时表号印在表题中，不另印"
    )
    unit_form: str = Field(default="单位：{unit}", title="金额单位行")
    owner_form: str = Field(default="部门：{name}", title="编制单位行")
    notes_lead: str = Field(default="注：", title="表注引语")
    formulas: bool = Field(default=False, title="印勾稽公式")
    tail_note: str = Field(default="", title="尾差说明", description="印在第一张表的注中；留空不印")
    empty_note: str = Field(default="说明：{note}。", title="空表说明")
    empty_note_in_total: tuple[str, ...] = Field(default=(), title="空表说明印在合计行的表")
    line_numbers: bool = Field(default=True, title="总表印行次")
    order: tuple[str, ...] = Field(default=(), title="决算表的次序")
    specs: dict[str, TableSpec] = Field(default_factory=dict, title="各表")


class ChartSpec(Part):
    """图."""

    kind: str = Field(title="画法", description="comparison 两年对比，structure 结构")
    caption: str = Field(title="图题")


class Charts(Part):
    """图表."""

    caption_above: bool = Field(default=False, title="图题在图上方")
    native: bool = Field(default=False, title="Word 中是可编辑的图", description="写 false 时是图片")
    figures: dict[str, ChartSpec] = Field(default_factory=dict, title="图")


class Glossary(Part):
    """名词解释."""

    terms: tuple[str, ...] = Field(default=(), title="名词", description="名词库中的键，按印刷次序")
    only_used: bool = Field(default=True, title="只列本文用到的名词")
    item_separator: str = Field(default="：", title="科目与解释之间")
    definitions: dict[str, str] = Field(default_factory=dict, title="本地区的释义", description="替换名词库中的释义")


class Annex(Part):
    """附件."""

    numbered: bool = Field(default=True, title="标题前编号")
    kind: Literal["none", "weighted", "goal_weighted", "simple", "application"] = Field(
        default="none", title="绩效表的形式"
    )
    whole_title: str = Field(default="", title="整体绩效自评表的标题")
    project_title: str = Field(
        default="", title="项目绩效自评表的标题", description="{project} 是项目名称，{report} 是评价报告所用名称"
    )
    categories: tuple[str, ...] = Field(
        default=(), title="项目类别", description="{level} 市级，{dept} 市直，{tier} 市"
    )
    attributes: tuple[str, ...] = Field(default=("持续性项目", "新增性项目"), title="项目属性")
    types: tuple[str, ...] = Field(default=("常年性项目", "延续性项目", "一次性项目"), title="项目类型")
    notes: tuple[str, ...] = Field(default=(), title="表后说明")


class KeyWork(Part):
    """重点工作."""

    paragraphs: bool = Field(default=True, title="正文段落")
    table: bool = Field(default=True, title="表")
    goal_column: Literal["goal", "narrative", "heading", "title"] = Field(default="goal", title="“工作内容及目标”栏")


class Font(Part):
    """字体: the official name that Word shows, and the families that stand in for it elsewhere, best first."""

    name: str = Field(title="Word 中的字体名")
    families: tuple[str, ...] = Field(title="PDF 中的替代字体", description="有 Word 中的字体时用它")

    @field_validator("families")
    @classmethod
    def _official_first(cls, families: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        """The official font serves best wherever it is installed."""
        return tuple(dict.fromkeys((*([info.data["name"]] if "name" in info.data else []), *families)))


class Fonts(Part):
    """各处的字体."""

    title: Font = Field(title="标题")
    heading1: Font = Field(title="一级标题（一、）")
    heading2: Font = Field(title="二级标题（（一））")
    body: Font = Field(title="正文")
    table: Font = Field(title="表格")
    latin: Font = Field(title="西文和数字")
    fallback: tuple[str, ...] = Field(title="生僻字和符号")


class Page(Part):
    """版面, in millimetres and points."""

    width: float = Field(default=210, title="纸宽")
    height: float = Field(default=297, title="纸高")
    top: float = Field(default=37, title="上边距")
    right: float = Field(default=26, title="右边距")
    bottom: float = Field(default=35, title="下边距")
    left: float = Field(default=28, title="左边距")
    body_size: float = Field(default=16, title="正文字号（磅）")
    title_size: float = Field(default=22, title="标题字号（磅）")
    table_size: float = Field(default=10.5, title="表格字号（磅）")
    small_size: float = Field(default=9, title="宽表字号（磅）")
    lines: int = Field(default=22, title="每页行数")
    characters: int = Field(default=28, title="每行字数")

    @property
    def line_pitch(self) -> float:
        """Points from line to line so that ``lines`` fill the page."""
        return (self.height - self.top - self.bottom) / 25.4 * 72 / self.lines


class Style(Part):
    """样式: everything that differs between regions and years."""

    name: str = Field(title="样式名")
    title: str = Field(title="样式的中文名")
    region: str = Field(default="", title="地区")
    years: tuple[int, int] = Field(title="适用年度")
    document: Literal["final_accounts", "budget"] = Field(default="final_accounts", title="文种")
    abstract: bool = Field(default=False, title="只供其他样式继承")

    document_title: str = Field(title="文件标题")
    cover_title: str = Field(default="", title="封面标题", description="留空时用文件标题")
    cover_unit: str = Field(default="", title="封面单位行")
    toc_depth: int = Field(default=1, title="目录级数")
    text_unit: Literal["万元", "元"] = Field(default="万元", title="正文金额单位")
    self_words: dict[str, str] = Field(title="自称", description="按公开主体：部门、单位")
    evaluation_words: dict[str, str] = Field(
        default_factory=dict, title="绩效自评中的自称", description="按公开主体；留空时同自称"
    )
    level_words: dict[str, str] = Field(title="级次词", description="按行政级次：市级 → 市级")
    tier_words: dict[str, str] = Field(title="级次简称", description="按行政级次：市级 → 市")
    dept_words: dict[str, str] = Field(title="直属词", description="按行政级次：市级 → 市直")

    text: Numbers = Field(default_factory=Numbers, title="正文金额")
    table: TableNumbers = Field(default_factory=TableNumbers, title="表内金额")
    percent: Percent = Field(default_factory=Percent, title="百分比")
    score: Numbers = Field(default_factory=lambda: Numbers(strip_zeros=True), title="分值和得分")
    numbering: Numbering = Field(default_factory=Numbering, title="序号")
    compare: Compare = Field(default_factory=Compare, title="比较")
    links: ReasonLinks = Field(default_factory=ReasonLinks, title="原因连接词")
    wording: Wording = Field(default_factory=Wording, title="措辞")
    outline: tuple[str, ...] = Field(title="提纲", description="各部分，按印刷次序")
    parts: dict[str, PartSpec] = Field(title="部分")
    sections: dict[str, SectionSpec] = Field(title="章节")
    tables: Tables = Field(default_factory=Tables, title="决算表")
    charts: Charts = Field(default_factory=Charts, title="图")
    glossary: Glossary = Field(default_factory=Glossary, title="名词解释")
    key_work: KeyWork = Field(default_factory=KeyWork, title="重点工作")
    annex: Annex = Field(default_factory=Annex, title="附件")
    fonts: Fonts = Field(title="字体")
    page: Page = Field(default_factory=Page, title="版面")
    pdf: Literal["archive", "tagged", "plain"] = Field(
        default="archive",
        title="PDF 的种类",
        description="archive 存档（PDF/A-3a，附公开表），tagged 只加无障碍标签，plain 都不加；草稿至多加标签",
    )

    @model_validator(mode="after")
    def _outline_is_whole(self) -> Style:
        """Every part, section and chart that the outline names is described."""
        holders: list[PartSpec | SectionSpec] = [self.parts[name] for name in self.outline if name in self.parts]
        holders += self.sections.values()
        named = {
            "parts": set(self.outline) - set(self.parts),
            "sections": {name for holder in holders for name in holder.sections} - set(self.sections),
            "charts.figures": {name for section in self.sections.values() for name in section.charts}
            - set(self.charts.figures),
        }
        for key, names in named.items():
            if names:
                raise PydanticCustomError(
                    "outline", "提纲用到的{names}在 {key} 中没有", {"names": "、".join(sorted(names)), "key": key}
                )
        return self
