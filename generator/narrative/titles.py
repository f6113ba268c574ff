"""The Chinese names of facts: those that the classes carry, and those of values that have none of their own."""

from __future__ import annotations

import dataclasses
import re
from functools import cache
from typing import Any

from pydantic import BaseModel

from generator.facts.book import FunctionalClass
from generator.facts.disclosed import Assets, ThreePublicItem
from generator.facts.economic import BasicFacts
from generator.facts.evaluation import EvaluationFacts, FundingFacts, GoalFacts, IndicatorGroup, ScoredRow
from generator.facts.figure import Change, Completion, Figure, Share
from generator.facts.ledger import Ledger
from generator.facts.lines import FactLine, FactTable
from generator.narrative.glossary import Term, TermItem

TITLES: dict[type, dict[str, str]] = {
    Figure: {"title": "名称", "value": "数值"},
    Change: {
        "current": "本年数",
        "base": "比较数",
        "amount": "增减额",
        "rate": "增减率",
        "direction": "方向",
        "known": "可比",
        "changed": "有增减",
    },
    Share: {"part": "部分", "whole": "整体", "rate": "比例"},
    Completion: {
        "outturn": "决算数",
        "budget": "预算数",
        "rate": "完成率",
        "direction": "方向",
        "changed": "有差异",
    },
    FunctionalClass: {"short_name": "简称"},
    ThreePublicItem: {"is_nil": "没有发生"},
    Assets: {"no_other_vehicles": "没有其他用车"},
    Ledger: {
        "summary": "收支总表",
        "revenue": "收入表",
        "expenditure": "支出表",
        "appropriation": "财政拨款总表",
        "general_budget": "一般公共预算表",
        "basic": "基本支出表",
        "government_fund": "政府性基金表",
        "state_capital": "国有资本表",
        "three_public": "三公表",
        "economic": "经济科目表",
    },
    FactTable: {"total": "合计", "lines": "科目", "leaves": "末级科目", "is_empty": "空表"},
    FactLine: {"code": "编码", "name": "名称", "cells": "各栏", "level": "级次"},
    BasicFacts: {"lines": "科目", "personnel": "人员经费", "public": "公用经费", "total": "合计"},
    EvaluationFacts: {
        "data": "数据",
        "completion": "预算完成",
        "execution_weight": "执行率分值",
        "execution_score": "执行率得分",
        "groups": "指标组",
        "indicator_weight": "指标分值",
        "goals": "目标",
        "funding": "资金",
        "total": "总分",
        "budget": "预算数",
        "outturn": "执行数",
    },
    FundingFacts: {"source": "来源", "budget": "预算数", "outturn": "执行数", "completion": "预算完成"},
    GoalFacts: {"kind": "种类", "number": "序号", "text": "内容", "weight": "分值", "rows": "指标"},
    IndicatorGroup: {"name": "名称", "weight": "分值", "rows": "指标"},
    ScoredRow: {
        "level1": "一级指标",
        "level2": "二级指标",
        "level3": "三级指标",
        "target": "目标值",
        "actual": "实际值",
        "remark": "备注",
        "weight": "分值",
        "score": "得分",
    },
    Term: {"name": "名词", "definition": "解释", "items": "科目"},
    TermItem: {"title": "名称", "definition": "解释"},
}
"""Class → field or property → Chinese name, where the class itself says none."""

WORDS: dict[str, str] = {
    "section": "章节",
    "me": "自称",
    "we": "绩效自称",
    "name": "单位简称",
    "level_word": "级次词",
    "dept_word": "直属词",
    "prior_label": "上年说法",
    "next_year": "下年",
    "glossary": "名词",
}
"""What templates see beside the facts → Chinese name."""

_NOT_IN_A_NAME = re.compile(r"[^\w]+")


def as_word(title: str) -> str:
    """A title as it can be written in a template: 因公出国（境）费 as 因公出国境费."""
    return _NOT_IN_A_NAME.sub("", title)


def field_title(owner: type, name: str) -> str:
    """The Chinese name of a field of a model class or fact class; the name itself where it has none."""
    if name in (own := TITLES.get(owner, {})):
        return own[name]
    if issubclass(owner, BaseModel):
        field = owner.model_fields.get(name)
        return (field.title if field else None) or name
    if dataclasses.is_dataclass(owner):
        for one in dataclasses.fields(owner):
            if one.name == name:
                return str(one.metadata.get("title", name))
    return name


@cache
def chinese_names(owner: Any) -> dict[str, str]:  # noqa: ANN401 - any class: a hashable one for the cache
    """Chinese name → field or property of a fact class or model class; titles in full, and as words."""
    names: list[str] = []
    if issubclass(owner, BaseModel):
        names = list(owner.model_fields)
    elif dataclasses.is_dataclass(owner):
        names = [field.name for field in dataclasses.fields(owner)]
    names += TITLES.get(owner, {})
    titles = {field_title(owner, name): name for name in names}
    return {as_word(title): name for title, name in titles.items()} | titles


def chinese_words(book: type) -> dict[str, str]:
    """Name → Chinese name of everything that a template may begin with."""
    owner: Any = book
    return {name: title for title, name in chinese_names(owner).items() if title.isidentifier()} | WORDS
