"""The sequences of the transitional schema (ECMA-376) for the elements that we write, and what breaks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
}

_PARAGRAPH_PROPERTIES = (
    "w:pStyle w:keepNext w:keepLines w:pageBreakBefore w:framePr w:widowControl w:numPr w:suppressLineNumbers "
    "w:pBdr w:shd w:tabs w:suppressAutoHyphens w:kinsoku w:wordWrap w:overflowPunct w:topLinePunct w:autoSpaceDE "
    "w:autoSpaceDN w:bidi w:adjustRightInd w:snapToGrid w:spacing w:ind w:contextualSpacing w:mirrorIndents "
    "w:suppressOverlap w:jc w:textDirection w:textAlignment w:textboxTightWrap w:outlineLvl w:divId w:cnfStyle "
    "w:rPr w:sectPr w:pPrChange"
)
_RUN_PROPERTIES = (
    "w:rStyle w:rFonts w:b w:bCs w:i w:iCs w:caps w:smallCaps w:strike w:dstrike w:outline w:shadow w:emboss w:imprint "
    "w:noProof w:snapToGrid w:vanish w:webHidden w:color w:spacing w:w w:kern w:position w:sz w:szCs w:highlight w:u "
    "w:effect w:bdr w:shd w:fitText w:vertAlign w:rtl w:cs w:em w:lang w:eastAsianLayout w:specVanish w:oMath"
)
_LABELS = (
    "c:dLbl c:delete c:numFmt c:spPr c:txPr c:dLblPos c:showLegendKey c:showVal c:showCatName c:showSerName "
    "c:showPercent c:showBubbleSize c:separator c:showLeaderLines c:leaderLines c:extLst"
)
SEQUENCES = {
    "w:pPr": _PARAGRAPH_PROPERTIES,
    "w:rPr": _RUN_PROPERTIES,
    "w:sectPr": "w:headerReference|w:footerReference w:footnotePr w:endnotePr w:type w:pgSz w:pgMar w:paperSrc "
    "w:pgBorders w:lnNumType w:pgNumType w:cols w:formProt w:vAlign w:noEndnote w:titlePg w:textDirection w:bidi "
    "w:rtlGutter w:docGrid",
    "w:tbl": "w:tblPr w:tblGrid w:tr",
    "w:tblPr": "w:tblStyle w:tblpPr w:tblOverlap w:bidiVisual w:tblStyleRowBandSize w:tblStyleColBandSize w:tblW w:jc "
    "w:tblCellSpacing w:tblInd w:tblBorders w:shd w:tblLayout w:tblCellMar w:tblLook w:tblCaption w:tblDescription",
    "w:tblCellMar": "w:top w:start|w:left w:bottom w:end|w:right",
    "w:tr": "w:tblPrEx w:trPr w:tc",
    "w:tc": "w:tcPr w:p|w:tbl",
    "w:tcPr": "w:cnfStyle w:tcW w:gridSpan w:hMerge w:vMerge w:tcBorders w:shd w:noWrap w:tcMar w:textDirection "
    "w:tcFitText w:vAlign w:hideMark",
    "w:style": "w:name w:aliases w:basedOn w:next w:link w:autoRedefine w:hidden w:uiPriority w:semiHidden "
    "w:unhideWhenUsed w:qFormat w:locked w:personal w:rsid w:pPr w:rPr w:tblPr w:trPr w:tcPr w:tblStylePr",
    "w:font": "w:altName w:panose1 w:charset w:family w:notTrueType w:pitch w:sig w:embedRegular",
    "w:settings": "w:writeProtection w:view w:zoom w:removePersonalInformation w:embedTrueTypeFonts w:mirrorMargins "
    "w:trackRevisions w:defaultTabStop w:autoHyphenation w:evenAndOddHeaders w:drawingGridHorizontalSpacing "
    "w:characterSpacingControl w:hdrShapeDefaults w:footnotePr w:endnotePr w:compat w:docVars w:rsids w:mathPr "
    "w:themeFontLang w:clrSchemeMapping w:decimalSymbol w:listSeparator",
    "wp:inline": "wp:extent wp:effectExtent wp:docPr wp:cNvGraphicFramePr a:graphic",
    "wp:anchor": "wp:simplePos wp:positionH wp:positionV wp:extent wp:effectExtent wp:wrapNone wp:docPr "
    "wp:cNvGraphicFramePr a:graphic",
    "wps:wsp": "wps:cNvPr wps:cNvSpPr wps:spPr wps:style wps:txbx wps:bodyPr",
    "pic:pic": "pic:nvPicPr pic:blipFill pic:spPr",
    "c:chartSpace": "c:date1904 c:lang c:roundedCorners c:style c:clrMapOvr c:chart c:spPr c:txPr c:externalData",
    "c:chart": "c:title c:autoTitleDeleted c:pivotFmts c:view3D c:plotArea c:legend c:plotVisOnly c:dispBlanksAs",
    "c:title": "c:tx c:layout c:overlay c:spPr c:txPr",
    "c:plotArea": "c:layout c:barChart|c:pieChart c:catAx c:valAx c:dTable c:spPr",
    "c:barChart": "c:barDir c:grouping c:varyColors c:ser c:dLbls c:gapWidth c:overlap c:serLines c:axId",
    "c:pieChart": "c:varyColors c:ser c:dLbls c:firstSliceAng",
    "c:ser": "c:idx c:order c:tx c:spPr c:invertIfNegative c:explosion c:dPt c:dLbls c:trendline c:errBars c:cat c:val",
    "c:dPt": "c:idx c:invertIfNegative c:marker c:bubble3D c:explosion c:spPr",
    "c:dLbls": _LABELS,
    "c:strCache": "c:ptCount c:pt",
    "c:numCache": "c:formatCode c:ptCount c:pt",
    "c:catAx": "c:axId c:scaling c:delete c:axPos c:majorGridlines c:title c:numFmt c:majorTickMark c:minorTickMark "
    "c:tickLblPos c:spPr c:txPr c:crossAx c:crosses c:auto c:lblAlgn c:lblOffset c:noMultiLvlLbl",
    "c:valAx": "c:axId c:scaling c:delete c:axPos c:majorGridlines c:title c:numFmt c:majorTickMark c:minorTickMark "
    "c:tickLblPos c:spPr c:txPr c:crossAx c:crosses c:crossBetween c:majorUnit",
    "c:scaling": "c:logBase c:orientation c:max c:min",
    "c:legend": "c:legendPos c:legendEntry c:layout c:overlay c:spPr c:txPr",
}
"""Element → its children in the order of the schema; | parts those of which any may come at that place."""

REPEATED = {"w:tr", "w:tc", "w:p", "w:tbl", "w:headerReference", "w:footerReference", "w:tblStylePr", "c:ser", "c:dPt"}
REPEATED |= {"c:dLbl", "c:pt", "c:axId", "w:compatSetting", "c:catAx", "c:valAx"}
_PLACES = {
    owner: {name: place for place, step in enumerate(sequence.split()) for name in step.split("|")}
    for owner, sequence in SEQUENCES.items()
}


def name_of(element: _Element) -> str:
    """``w:pPr``."""
    name = etree.QName(element)
    return f"{_PREFIXES.get(name.namespace or '', '?')}:{name.localname}"


def faults(part: bytes) -> Iterator[str]:
    """What is out of order in a part, twice or not known."""
    for element in etree.fromstring(part).iter(etree.Element):
        owner = name_of(element)
        places = _PLACES.get(owner)
        if places is None:
            continue
        names = [name_of(child) for child in element]
        yield from (f"{owner}: {name} does not belong there" for name in names if name not in places)
        order = [places[name] for name in names if name in places]
        if order != sorted(order):
            yield f"{owner}: {' '.join(names)}"
        yield from (f"{owner}: two of {name}" for name in set(names) if name not in REPEATED and names.count(name) > 1)
