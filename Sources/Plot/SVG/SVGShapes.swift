/// Paths, circles, text and images.
extension SVGWriter {
  mutating func write(_ path: ScenePath, _ paint: PathPaint) {
    out.text("<path d=\"")
    write(path.steps)
    out.byte(0x22)
    write(paint)
    out.text("/>\n")
  }

  mutating func write(_ circle: SceneCircle) {
    out.text("<circle")
    attribute("cx", circle.x)
    attribute("cy", circle.y)
    attribute("r", max(circle.radius, 0))
    write(circle.paint)
    out.text("/>\n")
  }

  mutating func write(_ text: SceneText) {
    out.text("<text")
    attribute("x", text.x)
    attribute("y", text.y)
    attribute("font-size", text.size)
    if text.anchor != .start { out.text(" text-anchor=\"\(text.anchor.rawValue)\"") }
    if text.bold { out.text(" font-weight=\"600\"") }
    fill(text.color)
    if let halo = text.halo {
      paint("stroke", halo)
      out.text(" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\"")
    }
    if text.upwards {
      out.text(" transform=\"rotate(-90 ")
      pair(text.x, text.y)
      out.text(")\"")
    }
    out.byte(0x3e)
    out.escaped(text.content)
    out.text("</text>\n")
  }

  /// Enlarged images keep hard pixels. One with more columns or rows than CSS pixels is averaged down to two for each pixel and left to
  /// the browser's filter, with its rows repeated so that the filter doesn't blur them.
  mutating func write(_ picture: ScenePicture) {
    let rect = picture.rect
    guard rect.width > 0, rect.height > 0 else { return }
    var image = picture.image
    let isReduced = Double(image.width) > rect.width || Double(image.height) > rect.height
    if isReduced {
      image = image.reduced(toWidth: Int(rect.width * 2), height: Int(rect.height * 2))
      image = image.repeatingRows(Int(rect.height * 2) / max(image.height, 1))
    }
    write(png: image.png(), rect: rect, pixelated: !isReduced)
  }

  mutating func write(png: [UInt8], rect: Rect, pixelated: Bool) {
    guard !png.isEmpty else { return }
    out.text("<image")
    attribute("x", rect.x)
    attribute("y", rect.y)
    attribute("width", rect.width)
    attribute("height", rect.height)
    out.text(" preserveAspectRatio=\"none\"")
    if pixelated { out.text(" style=\"image-rendering:pixelated\"") }
    out.text(" href=\"data:image/png;base64,")
    out.base64(png)
    out.text("\"/>\n")
  }

  mutating func pair(_ x: Double, _ y: Double) {
    out.number(x)
    out.byte(0x20)
    out.number(y)
  }

  private mutating func write(_ paint: PathPaint) {
    fill(paint.fill)
    guard let stroke = paint.stroke else { return }
    self.paint("stroke", stroke)
    attribute("stroke-width", paint.strokeWidth)
    if !paint.dash.isEmpty {
      out.text(" stroke-dasharray=\"")
      for (index, length) in paint.dash.enumerated() {
        if index > 0 { out.byte(0x20) }
        out.number(length)
      }
      out.byte(0x22)
    }
    out.text(" stroke-linejoin=\"round\"")
  }

  private mutating func write(_ steps: [ScenePath.Step]) {
    var drawing = false
    for step in steps {
      switch step {
      case .move(let x, let y):
        out.byte(0x4d)
        pair(x, y)
      case .line(let x, let y):
        out.byte(drawing ? 0x20 : 0x4c)
        pair(x, y)
      case .curve(let x1, let y1, let x2, let y2, let x, let y):
        out.byte(0x43)
        pair(x1, y1)
        out.byte(0x20)
        pair(x2, y2)
        out.byte(0x20)
        pair(x, y)
      case .close: out.byte(0x5a)
      }
      if case .line = step { drawing = true } else { drawing = false }
    }
  }
}
