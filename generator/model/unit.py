"""预算单位: who reports."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.model.base import NOT_PUBLIC, Count, Day, Frozen, Line, Number, Text

EntityKind = Literal["部门", "单位"]
"""公开主体: a department with the units below it, or one unit."""

Nature = Literal["行政单位", "参公单位", "事业单位", "企业", "社会团体"]
"""单位性质."""

Level = Literal["中央", "省级", "市级", "区级", "县级", "乡级"]
"""行政级次."""


class SubordinateUnit(Frozen):
    """纳入决算编制范围的单位."""

    name: Line = Field(title="单位名称")
    code: Line = Field(default="", title="单位编码")
    nature: Nature | None = Field(default=None, title="单位性质")


class Staffing(Frozen):
    """人员构成."""

    posts_administrative: Count = Field(default=None, title="行政编制人数")
    posts_institutional: Count = Field(default=None, title="事业编制人数")
    serving_administrative: Count = Field(default=None, title="在职行政人员数")
    serving_institutional: Count = Field(default=None, title="在职事业人员数")
    retired: Count = Field(default=None, title="离退休人员数")
    counted_on: Line = Field(default="", title="统计时点")


class BudgetUnit(Frozen):
    """预算单位；部门 or 单位, as ``kind`` says. It drives 本部门 / 本单位, 市级 / 区级 in the wording."""

    name: Line = Field(title="单位全称", min_length=1, max_length=100)
    short_name: Line = Field(default="", title="单位简称")
    code: Line = Field(default="", title="单位编码")
    kind: EntityKind = Field(default="单位", title="公开主体")
    nature: Nature = Field(title="单位性质")
    level: Level = Field(title="行政级次")
    supervisor: Line = Field(default="", title="主管部门")
    self_word: Line = Field(default="", title="自称", description="留空时由样式决定：本部门、本单位、我中心……")
    published_on: Day | None = Field(default=None, title="公开日期")
    telephone: Line = Field(default="", title="公开咨询电话")
    filled_by: Line = Field(default="", title="填报人", json_schema_extra=NOT_PUBLIC)
    filled_by_telephone: Line = Field(default="", title="填报人电话", json_schema_extra=NOT_PUBLIC)
    duties_lead: Line = Field(default="", title="职责引语")
    duties: tuple[Line, ...] = Field(default=(), title="主要职责")
    organisation: Text = Field(default="", title="机构设置说明", description="留空时按主管部门和下属单位生成")
    offices: tuple[Line, ...] = Field(default=(), title="内设机构")
    subordinates: tuple[SubordinateUnit, ...] = Field(default=(), title="下属单位")
    staffing: Staffing | None = Field(default=None, title="人员构成")
    floor_area: Number = Field(default=None, title="房屋面积（平方米）")
