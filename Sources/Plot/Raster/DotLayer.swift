/// A cloud of dots as a transparent picture of its own, for the inside of an SVG.
enum DotLayer {
  /// Device pixels a CSS pixel: sharp enough for dots of a pixel's radius, at half the bytes of 2.
  static let scale = 1.5

  static func rect(of cloud: DotCloud) -> Rect { cloud.area }

  static func png(of cloud: DotCloud) -> [UInt8] {
    let area = rect(of: cloud)
    guard let canvas = CairoCanvas(width: area.width, height: area.height, scale: scale) else { return [] }
    let all = DeviceRect(left: 0, top: 0, right: canvas.width, bottom: canvas.height)
    return canvas.withPixels { grid in
      grid.stamp(cloud, originX: area.x, originY: area.y, scale: canvas.scale, clip: all)
      return grid.png()
    } ?? []
  }
}
