extension Scene {
  /// The picture as a PNG file in memory.
  ///
  /// - Parameter scale: device pixels a CSS pixel, clamped to 0.25...8, and lower for pictures of more than 16 million pixels.
  /// - Returns: the file's bytes; none when there is no memory for it.
  public func png(scale: Double = 2) -> [UInt8] {
    let factor = scale.isNaN ? 2 : min(max(scale, 0.25), 8)
    guard let canvas = CairoCanvas(width: width, height: height, scale: factor) else { return [] }
    if let background { canvas.fillAll(background) }
    for element in elements {
      switch element {
      case .path(let path, let paint): canvas.draw(path, paint)
      case .circle(let circle): canvas.draw(circle)
      case .dots(let cloud): canvas.draw(cloud)
      case .text(let text): canvas.draw(text)
      case .image(let picture): canvas.draw(picture)
      case .beginClip(let rect): canvas.beginClip(rect)
      case .endClip: canvas.endClip()
      }
    }
    return canvas.withPixels { $0.png(fast: true) } ?? []
  }
}
