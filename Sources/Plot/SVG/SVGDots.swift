/// Clouds of dots: one path a batch, a PNG layer for very many, an element each when they have tooltips.
extension SVGWriter {
  mutating func write(_ cloud: DotCloud) {
    if options.tooltips, !cloud.labels.isEmpty, cloud.count <= options.rasterizeAbove {
      for batch in cloud.batches { writeSingly(batch, labels: cloud.labels) }
    } else if cloud.count > options.rasterizeAbove {
      write(png: DotLayer.png(of: cloud), rect: DotLayer.rect(of: cloud), pixelated: false)
    } else {
      for batch in cloud.batches { write(batch) }
    }
  }

  private mutating func write(_ batch: DotBatch) {
    let hasGroup = batch.opacity < 1 || batch.outline != nil
    if hasGroup { openGroup(batch) }
    switch batch.shape {
    case .triangle, .triangleDown:
      out.text("<path d=\"")
      out.dots(batch)
      out.byte(0x22)
      fill(batch.fill)
      if let outline = batch.outline { stroke(outline, width: batch.outlineWidth, more: "") }
      out.text("/>\n")
    default: writeStrokes(batch)
    }
    if hasGroup { out.text("</g>\n") }
  }

  private mutating func openGroup(_ batch: DotBatch) {
    out.text("<g")
    if batch.opacity < 1 {
      out.text(" opacity=\"")
      out.fraction(batch.opacity)
      out.byte(0x22)
    }
    out.text(">\n")
  }

  /// The outline is the same path, stroked wider underneath: the path itself has no stroke and shows only where it is used.
  private mutating func writeStrokes(_ batch: DotBatch) {
    let width = batch.shape.strokeWidth(radius: batch.radius)
    let caps = batch.shape.cap
    guard let outline = batch.outline else {
      out.text("<path d=\"")
      out.dots(batch)
      out.byte(0x22)
      stroke(batch.fill, width: width, more: caps)
      out.text("/>\n")
      return
    }
    let path = newName()
    out.text("<path id=\"")
    name(path)
    out.text("\" d=\"")
    out.dots(batch)
    out.text("\"\(caps)/>\n")
    use(path, outline, width: width + batch.outlineWidth)
    use(path, batch.fill, width: width - batch.outlineWidth)
  }

  private mutating func use(_ path: Int, _ color: Color, width: Double) {
    out.text("<use href=\"#")
    name(path)
    out.byte(0x22)
    stroke(color, width: width, more: "")
    out.text("/>\n")
  }

  private mutating func stroke(_ color: Color, width: Double, more: String) {
    paint("stroke", color)
    attribute("stroke-width", width)
    out.text(more)
  }

  private mutating func writeSingly(_ batch: DotBatch, labels: [String]) {
    for (index, point) in batch.points.enumerated() {
      let row = index < batch.rows.count ? batch.rows[index] : -1
      var single = batch
      single.points = [point]
      out.text("<g><title>")
      out.escaped(labels.indices.contains(row) ? labels[row] : "")
      out.text("</title>")
      write(single)
      out.text("</g>\n")
    }
  }
}

extension DotShape {
  func strokeWidth(radius: Double) -> Double {
    switch self {
    case .plus, .cross: 2 * Self.armWidth * radius
    case .diamond: reach * radius * 2.0.squareRoot()
    default: 2 * reach * radius
    }
  }

  var cap: String {
    switch self {
    case .circle: " stroke-linecap=\"round\""
    case .square, .diamond: " stroke-linecap=\"square\""
    default: " fill=\"none\""
    }
  }
}
