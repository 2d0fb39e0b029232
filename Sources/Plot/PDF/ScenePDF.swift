extension Scene {
  /// The picture as a PDF file of one page: text as text, dots as shapes, images as pixels; the same bytes for the same picture.
  ///
  /// Clouds of more dots than `rasterizeAbove` become an image. No bytes when there is no memory for it.
  public func pdf(rasterizeAbove: Int = 20_000) -> [UInt8] {
    guard let canvas = PDFCanvas(width: width, height: height, title: title) else { return [] }
    if let background { canvas.pen.fillAll(background) }
    for element in elements {
      switch element {
      case .path(let path, let paint): canvas.pen.draw(path, paint)
      case .circle(let circle): canvas.pen.draw(circle)
      case .dots(let cloud): canvas.draw(cloud, rasterizeAbove: rasterizeAbove)
      case .text(let text): canvas.pen.draw(text)
      case .image(let picture): canvas.draw(picture)
      case .beginClip(let rect): canvas.beginClip(rect)
      case .endClip: canvas.endClip()
      }
    }
    return canvas.closed()
  }
}

extension PDFCanvas {
  fileprivate func draw(_ picture: ScenePicture) {
    let image = picture.image.reduced(toWidth: 4096, height: 4096)
    let (width, height) = (Double(image.width), Double(image.height))
    guard let pixels = CairoCanvas(width: width, height: height, scale: 1) else { return }
    pixels.draw(ScenePicture(image: image, rect: Rect(x: 0, y: 0, width: width, height: height)))
    draw(pixels, over: picture.rect, smooth: false)
  }

  fileprivate func draw(_ cloud: DotCloud, rasterizeAbove: Int) {
    guard cloud.count > rasterizeAbove else {
      for batch in cloud.batches { draw(batch) }
      return
    }
    let area = cloud.area
    guard let pixels = CairoCanvas(width: area.width, height: area.height, scale: 2) else { return }
    let all = DeviceRect(left: 0, top: 0, right: pixels.width, bottom: pixels.height)
    _ = pixels.withPixels {
      $0.stamp(cloud, originX: area.x, originY: area.y, scale: pixels.scale, clip: all)
    }
    draw(pixels, over: area, smooth: true)
  }

  /// All dots of a batch are one path, so that where they overlap they are no darker, as in an SVG.
  private func draw(_ batch: DotBatch) {
    var path = ScenePath()
    for point in batch.points {
      path.dot(batch.shape, x: Double(point.x), y: Double(point.y), radius: batch.radius)
    }
    var fill = batch.fill
    fill.alpha = UInt8((Double(fill.alpha) * min(max(batch.opacity, 0), 1)).rounded())
    guard var outline = batch.outline, batch.outlineWidth > 0 else {
      return pen.draw(path, PathPaint(fill: fill))
    }
    outline.alpha = fill.alpha
    pen.draw(path, PathPaint(fill: fill, stroke: outline, strokeWidth: batch.outlineWidth))
  }
}

extension ScenePath {
  /// The outline of a dot.
  fileprivate mutating func dot(_ shape: DotShape, x: Double, y: Double, radius: Double) {
    let reach = shape.reach * radius
    let arm = DotShape.armWidth * radius
    func box(_ halfWidth: Double, _ halfHeight: Double) -> Rect {
      Rect(x: x - halfWidth, y: y - halfHeight, width: 2 * halfWidth, height: 2 * halfHeight)
    }
    switch shape {
    case .circle: rectangle(box(reach, reach), radius: reach)
    case .square: rectangle(box(reach, reach))
    case .diamond: polygon([(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)])
    case .triangle, .triangleDown:
      let sign = shape == .triangle ? 1.0 : -1
      let (top, base) = (y - sign * reach * 1.1547, y + sign * reach * 0.5774)
      polygon([(x, top), (x + reach, base), (x - reach, base)])
    case .plus:
      polygon(Self.plus(reach, arm).map { (x + $0.0, y + $0.1) })
    case .cross:
      let half = 0.5.squareRoot()
      polygon(Self.plus(reach, arm).map { (x + ($0.0 - $0.1) * half, y + ($0.0 + $0.1) * half) })
    }
  }

  private static func plus(_ reach: Double, _ arm: Double) -> [(Double, Double)] {
    [
      (-arm, -reach), (arm, -reach), (arm, -arm), (reach, -arm), (reach, arm), (arm, arm), (arm, reach),
      (-arm, reach), (-arm, arm), (-reach, arm), (-reach, -arm), (-arm, -arm),
    ]
  }

  private mutating func polygon(_ corners: [(Double, Double)]) {
    for (index, corner) in corners.enumerated() {
      if index == 0 { move(corner.0, corner.1) } else { line(corner.0, corner.1) }
    }
    close()
  }
}
