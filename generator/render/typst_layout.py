"""The page layout of the second PDF engine, in its own language: what page.css is to the first.

It holds no font, size or measure of a style and no text of a document; those come as values, ``S`` and arguments.
"""

from __future__ import annotations

LAYOUT = r"""
#let leaded(size, line) = (
  size: size,
  top-edge: (line - size) / 2 + 0.88 * size,
  bottom-edge: -(line - size) / 2 - 0.12 * size,
)
#let plain(size, line, font, body) = {
  set text(..leaded(size, line), font: font, tracking: 0pt)
  set par(justify: false, first-line-indent: 0pt)
  body
}

#let page-number(form) = context {
  let number = counter(page).get().first()
  let side = if calc.odd(number) { right } else { left }
  pad(x: S.number-size, align(side,
    plain(S.number-size, S.number-size, S.table-font, "— " + numbering(form, number) + " —")))
}
#let upright(page) = (top: page.top, right: page.right, bottom: page.bottom, left: page.left)
// A page turned by a quarter: its head is at the left of the upright page, and so is its number.
#let turned(page) = (top: page.left, right: page.top, bottom: page.right, left: page.bottom)
#let turned-number(page) = context {
  let up = calc.even(counter(std.page).get().first())
  pdf.artifact(kind: "page", place(left + if up { top } else { bottom }, dy: if up { page.left } else { -page.right },
    rotate(90deg, box(width: page.bottom, height: page.bottom, inset: (top: S.number-drop),
      align(top, page-number("1"))))))
}

#let draft-mark(reason) = (
  header: {
    set align(center + top)
    set text(fill: rgb("#c00000"))
    block(width: 100%, height: 100%, inset: (top: 12mm), plain(12pt, 15pt, S.heading1-font, reason))
  },
  background: place(top + center, dy: 35%,
    rotate(-35deg, text(130pt, font: S.heading1-font, fill: luma(230), reason.split("：").first()))),
)

#let document(title, author, date, draft, attached, body) = {
  set std.document(title: title, author: author, date: date)
  set page(width: S.width, height: S.height, margin: upright(S.page), footer-descent: S.number-drop, header-ascent: 0pt,
    ..if draft != "" { draft-mark(draft) })
  set text(..leaded(S.body-size, S.pitch), font: S.body-font, tracking: S.tracking, lang: "zh", region: "cn",
    cjk-latin-spacing: none, hyphenate: false, fallback: false)
  set par(leading: 0pt, spacing: 0pt, justify: true, linebreaks: "simple",
    first-line-indent: (amount: 2 * S.character, all: true))
  set block(spacing: 0pt)
  set table(stroke: 0.5pt)
  set table.cell(breakable: false)
  set figure(gap: 0pt, supplement: none, numbering: none, outlined: false, kind: "chart")
  show figure: it => block(breakable: false, width: 100%, it.body)
  show heading.where(level: 1): set text(..leaded(S.title-size, S.title-line * S.title-size), font: S.title-font,
    weight: "bold", tracking: 0pt)
  show heading.where(level: 2): set text(size: S.body-size, font: S.heading1-font, weight: "regular", tracking: 0pt)
  show heading.where(level: 3): set text(size: S.body-size, font: S.heading2-font, weight: "regular", tracking: 0pt)
  show heading.where(level: 4): set text(size: S.body-size, font: S.body-font, weight: "regular", tracking: 0pt)
  show heading: it => block(above: 0pt, below: 0pt, width: 100%, sticky: true,
    if it.level > 1 { h(2em) } + it.body)
  for (path, name, kind, described) in attached {
    pdf.attach(name, read(path, encoding: none), relationship: "data", mime-type: kind, description: described)
  }
  body
}

#let cover(title, lines) = page(footer: none, {
  set align(center)
  v(55mm)
  block(height: 110mm, {
    set text(weight: "bold")
    plain(S.cover-size, S.title-line * S.cover-size, S.title-font, par(title))
  })
  plain(S.body-size, S.pitch, S.heading2-font, for one in lines { par(one) })
})

#let contents(title, entries) = {
  set page(numbering: "I", footer: page-number("I"))
  counter(page).update(1)
  block(width: 100%, below: S.title-line / 2 * S.title-size, align(center, {
    set text(weight: "bold")
    plain(S.title-size, S.title-line * S.title-size, S.title-font, par(title))
  }))
  set text(..leaded(S.toc-size, 1.1 * S.toc-size), tracking: 0pt)
  set par(justify: false, first-line-indent: 0pt)
  for (level, body, target) in entries {
    set text(font: S.heading1-font) if level == 0
    let entry = par({
      body
      if target != none {
        h(0.3em)
        box(width: 1fr, line(length: 100%, stroke: (thickness: 0.5pt, dash: (0.6pt, 1pt))))
        box(width: 1.8em, align(right, context str(counter(page).at(target).first())))
      }
    })
    block(width: 100%, breakable: false, inset: (left: level * 1em), below: 0.42em + 0.5pt,
      if target == none { entry } else { link(target, entry) })
  }
}

#let main(body) = {
  set page(numbering: "1", footer: page-number("1"))
  counter(page).update(1)
  body
}

#let part(body) = {
  pagebreak(weak: true)
  block(sticky: true, width: 100%, below: S.title-line / 2 * S.title-size, align(center, body))
}
#let divider(body) = {
  pagebreak(weak: true)
  block(width: 100%, inset: (top: 60mm), align(center, body))
}
#let own(body) = {
  pagebreak(weak: true)
  body
}
#let own-tight(body) = page(margin: upright(S.tight), body)
#let land(body) = page(flipped: true, margin: turned(S.page), footer: none, foreground: turned-number(S.page), body)
#let land-tight(body) = page(flipped: true, margin: turned(S.tight), footer: none,
  foreground: turned-number(S.tight), body)

// Numbers with their units.
#let n(body) = box(body)
#let note(body) = block(width: 100%, plain(S.small-size, S.cell-line * S.small-size, S.table-font, par(body)))
#let caption(body) = block(width: 100%, sticky: true,
  align(center, plain(S.table-size, S.title-line * S.table-size, S.heading1-font, par(body))))

#let title(body) = {
  show heading: it => plain(S.body-size, S.title-line * S.body-size, S.heading1-font, it.body)
  block(width: 100%, sticky: true, align(center,
    plain(S.body-size, S.title-line * S.body-size, S.heading1-font, body)))
}
#let tabled(size, close, keep, above, label, owner, unit, grid, notes) = block(width: 100%, below: size,
  breakable: not keep, {
  above
  set text(..leaded(size, S.cell-line * size), font: S.table-font, tracking: 0pt)
  set par(justify: false, first-line-indent: 0pt)
  set table(inset: (x: S.cell-side, y: close))
  if label != none { block(width: 100%, sticky: true, align(right, par(label))) }
  if owner != none or unit != none { block(width: 100%, sticky: true, par(owner + h(1fr) + unit)) }
  grid
  if notes.len() > 0 { v(0.3em) }
  for one in notes { note(one) }
})
#let strut = box(height: S.cell-line * 1em)

#let figured(alt, above, before, height, marks, after, below) = block(width: 100%, breakable: false, {
  if above != none { caption(above) }
  v(before * 1pt)
  figure(alt: alt, align(center, box(width: S.chart-width, height: height * 1pt, {
    set text(font: S.chart-font, top-edge: "baseline", bottom-edge: "baseline", fill: S.ink, tracking: 0pt)
    set par(justify: false, first-line-indent: 0pt)
    marks
  })))
  v(after * 1pt)
  if below != none { caption(below) }
  v(S.figure-gap)
})
#let edge = (paint: S.ink, thickness: S.outline, join: "round")
#let bar(x, y, w, h, fill) = place(dx: x * 1pt, dy: y * 1pt,
  rect(width: w * 1pt, height: h * 1pt, fill: fill, stroke: edge))
#let shape(fill, ..steps) = place(curve(fill: fill, stroke: edge, ..steps))
#let path(weight, ..steps) = place(curve(stroke: (paint: S.ink, thickness: weight * 1pt, join: "round"), ..steps))
#let word(x, y, size, side, body) = place(dx: x * 1pt - S.chart-width * side, dy: y * 1pt,
  box(width: S.chart-width, align(if side < 0.4 { left } else if side < 0.6 { center } else { right },
    text(size * 1pt, body))))
#let m(x, y) = curve.move((x * 1pt, y * 1pt))
#let l(x, y) = curve.line((x * 1pt, y * 1pt))
#let c(a, b, c, d, x, y) = curve.cubic((a * 1pt, b * 1pt), (c * 1pt, d * 1pt), (x * 1pt, y * 1pt))
#let z = curve.close(mode: "straight")
#let hatched(grey, ..lines) = tiling(size: (6pt, 6pt), relative: "parent", {
  place(rect(width: 6pt, height: 6pt, fill: luma(grey)))
  for (a, b, c, d) in lines.pos() {
    place(curve(stroke: S.hatch + S.ink, m(a, b), l(c, d)))
  }
})
"""
