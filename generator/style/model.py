"""The keys of ``style.yaml``, validated. A style holds no figures and no arithmetic."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from generator.money import NumberFormat


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Numbers(_Part):
    """Amounts in the text or in tables."""

    places: int = Field(default=2, title="小数位数")
    thousands: bool = Field(default=False, title="千分位")
    strip_zeros: bool = Field(default=False, title="去掉末尾的零")

    @property
    def form(self) -> NumberFormat:
        """As the formatter wants it."""
        return NumberFormat(self.places, self.thousands, self.strip_zeros)


class TableNumbers(Numbers):
    """Amounts in tables, and what a reported zero looks like there."""

    zero: str = Field(default="", title="零值", description="空白或 0.00")
    zero_overrides: dict[str, str] = Field(
        default_factory=dict,
        title="个别表或栏的零值",
        description="键是表名或“表名.字段开头”，如 basic、basic.310、three_public.outturn.total",
    )


class Percent(_Part):
    """百分比."""

    places: int = Field(default=2, title="小数位数")
    strip_zeros: bool = Field(default=False, title="去掉末尾的零")
    plain_0_100: bool = Field(default=True, title="0%和100%不带小数")

    @property
    def form(self) -> NumberFormat:
        """As the formatter wants it."""
        return NumberFormat(self.places, strip_zeros=self.strip_zeros, plain_0_100=self.plain_0_100)


class Numbering(_Part):
    """序号, each a pattern with ``{n}`` (1), ``{c}`` (一)."""

    part: str = Field(default="第{c}部分", title="部分")
    section: str = Field(default="{c}、", title="章")
    subsection: str = Field(default="（{c}）", title="节")
    item: str = Field(default="{n}.", title="分项")
    subitem: str = Field(default="（{n}）", title="小项")
    duty: str = Field(default="{n}.", title="职责")
    term: str = Field(default="（{c}）", title="名词")


Comparison = Literal["none", "amount", "amount+rate"]
"""比较: not at all, amount only, amount and rate."""


class Compare(_Part):
    """Where the document compares with the prior year (or the budget)."""

    revenue: Comparison = Field(default="none", title="收入合计")
    expenditure: Comparison = Field(default="none", title="支出合计")
    funds: Comparison = Field(default="none", title="财政拨款收入分来源")
    operating_cost: Literal["prior", "budget", "none"] = Field(default="prior", title="机关运行经费的比较对象")
    abroad: Comparison = Field(default="none", title="因公出国（境）费")
    vehicles: Comparison = Field(default="amount+rate", title="公务用车购置及运行维护费")
    reception: Comparison = Field(default="none", title="公务接待费")


class ReasonLinks(_Part):
    """原因连接词, with the punctuation before them."""

    overall: str = Field(default="，主要原因是", title="总体、收入、支出")
    fiscal: str = Field(default="。主要原因是", title="财政拨款各节")
    item: str = Field(default="的主要原因：", title="分项与年初预算的差异")
    three_public: str = Field(default="的主要原因：", title="“三公”经费")
    operating_cost: str = Field(default="。主要原因是：", title="机关运行经费")


class Wording(_Part):
    """措辞."""

    prior_label: str = Field(default="{prior_year}年度", title="上年的说法")
    both_sides: str = Field(default="各", title="收、支总计各增加", description="“各”或留空")
    brackets: Literal["full", "half"] = Field(default="full", title="（类）的括号")
    budget: str = Field(default="预算", title="“三公”预算的说法", description="预算 或 全年预算")
    list_zero_sources: bool = Field(default=False, title="零来源也列出")
    class_expenditure_in_revenue: bool = Field(default=False, title="收入、支出节列类级支出结构")
    structure: Literal["items_with_code", "uses", "class_budget", "inline"] = Field(
        default="uses", title="支出结构的写法"
    )
    item_code: bool = Field(default=False, title="项级科目后带编码")
    item_reason: Literal["changed", "threshold", "always"] = Field(default="changed", title="分项何时写原因")
    item_reason_threshold: int = Field(default=4, title="偏离年初预算多少个百分点起必须写原因")
    items: bool = Field(default=True, title="列出项级预决算对比")
    project_use: Literal["inline", "list", "single", "none"] = Field(default="inline", title="项目支出用途的写法")
    basic_share: bool = Field(default=False, title="基本支出写占比")
    empty_government_fund: str = Field(default="", title="无政府性基金时的说法")
    empty_state_capital: str = Field(default="", title="无国有资本经营预算时的说法")
    full_zero_abroad: bool = Field(default=False, title="因公出国（境）为零时仍逐项列出")
    zero_three_public: Literal["phrase", "figures"] = Field(default="figures", title="“三公”为零时的写法")
    vehicle_operation: str = Field(default="公务用车运行维护费", title="运行费的名称")
    vehicles: str = Field(default="公务用车购置及运行维护费", title="公车合计的名称")
    sme: Literal["by_category", "simple", "none"] = Field(default="by_category", title="中小企业采购")
    micro_base: Literal["sme", "total"] = Field(default="sme", title="小微企业占比的分母")
    sme_zero_categories: bool = Field(default=True, title="采购为零的类别也写")
    project_levels: bool = Field(default=True, title="项目写明一级、二级")
    performance_score: bool = Field(default=False, title="绩效综合得分")


class SectionSpec(_Part):
    """章、节 of the outline: its template, and what follows the text."""

    id: str = Field(default="", title="模板名", description="空的章只有下级小节")
    title: str = Field(title="标题")
    charts: tuple[str, ...] = Field(default=(), title="节末的图")
    tables: tuple[str, ...] = Field(default=(), title="节末的表")
    sections: tuple[SectionSpec, ...] = Field(default=(), title="小节")


class PartSpec(_Part):
    """部分."""

    title: str = Field(title="标题")
    id: str = Field(default="", title="模板名")
    sections: tuple[SectionSpec, ...] = Field(default=(), title="章")
    statutory_tables: bool = Field(default=False, title="放决算表")
    annex: bool = Field(default=False, title="放附件")
    tables: tuple[str, ...] = Field(default=(), title="部分末的表")


class TableSpec(_Part):
    """决算表 in the order of printing."""

    id: str = Field(title="表名")
    title: str = Field(default="", title="标题", description="留空时用表样的标题")
    label: str = Field(default="", title="表号")
    total_row: Literal["first", "last"] = Field(default="first", title="合计行的位置")


class Tables(_Part):
    """决算表的印法."""

    title_form: str = Field(default="{year}年度{title}", title="表题")
    unit_form: str = Field(default="单位：{unit}", title="金额单位行")
    owner_form: str = Field(default="部门：{name}", title="编制单位行")
    notes_lead: str = Field(default="注：", title="表注引语")
    formulas: bool = Field(default=False, title="印勾稽公式")
    tail_note: str = Field(default="", title="尾差说明", description="印在第一张表的注中；留空不印")
    empty_note: str = Field(default="说明：{note}。", title="空表说明")
    empty_note_in_total: tuple[str, ...] = Field(default=(), title="空表说明印在合计行的表")
    code_columns: Literal["one", "three"] = Field(default="one", title="编码一栏或类款项三栏")
    order: tuple[TableSpec, ...] = Field(default=(), title="决算表")


class ChartSpec(_Part):
    """图."""

    kind: str = Field(title="画法", description="comparison 两年对比，structure 结构")
    caption: str = Field(title="图题")


class Charts(_Part):
    """图表."""

    caption_above: bool = Field(default=False, title="图题在图上方")
    figures: dict[str, ChartSpec] = Field(default_factory=dict, title="图")


class Glossary(_Part):
    """名词解释."""

    terms: tuple[str, ...] = Field(default=(), title="名词", description="名词库中的键，按印刷次序")
    only_used: bool = Field(default=True, title="只列本文用到的名词")
    item_separator: str = Field(default="：", title="科目与解释之间")


class Annex(_Part):
    """附件."""

    kind: Literal["none", "weighted", "goal_weighted", "simple", "application"] = Field(default="none", title="绩效表的形式")
    whole_title: str = Field(default="", title="整体绩效自评表的标题")
    project_title: str = Field(default="", title="项目绩效自评表的标题")
    heading_whole: str = Field(default="", title="整体自评表在附件中的标题")
    heading_project: str = Field(default="", title="项目自评表在附件中的标题")
    categories: tuple[str, ...] = Field(default=(), title="项目类别")
    attributes: tuple[str, ...] = Field(default=("持续性项目", "新增性项目"), title="项目属性")
    types: tuple[str, ...] = Field(default=("常年性项目", "延续性项目", "一次性项目"), title="项目类型")
    notes: tuple[str, ...] = Field(default=(), title="表后说明")


class KeyWork(_Part):
    """重点工作."""

    paragraphs: bool = Field(default=True, title="正文段落")
    table: bool = Field(default=True, title="表")
    goal_column: Literal["goal", "narrative", "heading", "title"] = Field(default="goal", title="“工作内容及目标”栏")


class Font(_Part):
    """字体: the official name that Word shows, and the families that stand in for it elsewhere, best first."""

    name: str = Field(title="Word 中的字体名")
    families: tuple[str, ...] = Field(title="PDF 中的替代字体")


class Fonts(_Part):
    """各处的字体."""

    title: Font = Field(title="标题")
    heading1: Font = Field(title="一级标题（一、）")
    heading2: Font = Field(title="二级标题（（一））")
    body: Font = Field(title="正文")
    table: Font = Field(title="表格")
    latin: Font = Field(title="西文和数字")
    fallback: tuple[str, ...] = Field(title="生僻字和符号")


class Page(_Part):
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


class Style(_Part):
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
    level_words: dict[str, str] = Field(title="级次词", description="按行政级次：市级 → 市级")
    dept_words: dict[str, str] = Field(title="直属词", description="按行政级次：市级 → 市直")

    text: Numbers = Field(default_factory=Numbers, title="正文金额")
    table: TableNumbers = Field(default_factory=TableNumbers, title="表内金额")
    percent: Percent = Field(default_factory=Percent, title="百分比")
    numbering: Numbering = Field(default_factory=Numbering, title="序号")
    compare: Compare = Field(default_factory=Compare, title="比较")
    links: ReasonLinks = Field(default_factory=ReasonLinks, title="原因连接词")
    wording: Wording = Field(default_factory=Wording, title="措辞")
    outline: tuple[PartSpec, ...] = Field(title="提纲")
    tables: Tables = Field(default_factory=Tables, title="决算表")
    charts: Charts = Field(default_factory=Charts, title="图")
    glossary: Glossary = Field(default_factory=Glossary, title="名词解释")
    key_work: KeyWork = Field(default_factory=KeyWork, title="重点工作")
    annex: Annex = Field(default_factory=Annex, title="附件")
    fonts: Fonts = Field(title="字体")
    page: Page = Field(default_factory=Page, title="版面")
