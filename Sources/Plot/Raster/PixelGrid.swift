/// Premultiplied 8-bit BGRA pixels, as cairo keeps them on little-endian machines, that images and dots are written to.
struct PixelGrid {
  let base: UnsafeMutablePointer<UInt8>
  let width: Int
  let height: Int
  /// Bytes from one row to the next.
  let stride: Int

  /// Draws an image over a rectangle of device pixels, nearest neighbour when it is enlarged and averaged when it is reduced.
  func draw(
    _ image: RasterImage, x: Int, y: Int, width targetWidth: Int, height targetHeight: Int, clip: DeviceRect
  ) {
    guard targetWidth > 0, targetHeight > 0 else { return }
    let source = image.reduced(toWidth: targetWidth, height: targetHeight)
    let visible = clip.intersection(
      DeviceRect(left: x, top: y, right: x + targetWidth, bottom: y + targetHeight)
    ).intersection(DeviceRect(left: 0, top: 0, right: width, bottom: height))
    guard visible.left < visible.right, visible.top < visible.bottom else { return }
    let columns = (visible.left..<visible.right).map { ($0 - x) * source.width / targetWidth }
    var line = [UInt32](repeating: 0, count: columns.count)
    var drawnRow = -1
    for row in visible.top..<visible.bottom {
      let sourceRow = (row - y) * source.height / targetHeight
      if sourceRow != drawnRow {
        source.premultiplied(row: sourceRow, columns: columns, into: &line)
        drawnRow = sourceRow
      }
      blend(line, x: visible.left, y: row)
    }
  }

  private func blend(_ line: [UInt32], x: Int, y: Int) {
    let target = UnsafeMutableRawPointer(base + y * stride + x * 4).assumingMemoryBound(to: UInt32.self)
    for (index, color) in line.enumerated() {
      let alpha = color >> 24
      target[index] = alpha == 255 ? color : alpha == 0 ? target[index] : Self.over(color, target[index])
    }
  }

  /// Porter and Duff's "over" on premultiplied colours, two channels at a time.
  @inline(__always)
  static func over(_ source: UInt32, _ target: UInt32) -> UInt32 {
    let keep = 255 &- (source >> 24)
    var even = (target & 0x00ff_00ff) &* keep &+ 0x0080_0080
    even = ((even &+ ((even >> 8) & 0x00ff_00ff)) >> 8) & 0x00ff_00ff
    var odd = ((target >> 8) & 0x00ff_00ff) &* keep &+ 0x0080_0080
    odd = (odd &+ ((odd >> 8) & 0x00ff_00ff)) & 0xff00_ff00
    return source &+ even &+ odd
  }
}

/// A rectangle of device pixels; right and bottom are outside.
struct DeviceRect {
  var left: Int
  var top: Int
  var right: Int
  var bottom: Int

  func intersection(_ other: DeviceRect) -> DeviceRect {
    DeviceRect(
      left: max(left, other.left), top: max(top, other.top), right: min(right, other.right),
      bottom: min(bottom, other.bottom))
  }
}

extension Color {
  /// As cairo's ARGB32, with another factor on the alpha, both 0...1.
  func premultiplied(opacity: Double) -> UInt32 {
    let alpha = Double(alpha) * min(max(opacity, 0), 1)
    func part(_ channel: UInt8) -> UInt32 { UInt32((Double(channel) * alpha / 255).rounded()) }
    return UInt32(alpha.rounded()) << 24 | part(red) << 16 | part(green) << 8 | part(blue)
  }
}

extension RasterImage {
  fileprivate func premultiplied(row: Int, columns: [Int], into line: inout [UInt32]) {
    switch pixels {
    case .indexed(let codes, let palette, _):
      let colors = palette.map { $0.premultiplied(opacity: 1) }
      for (index, column) in columns.enumerated() { line[index] = colors[Int(codes[row * width + column])] }
    case .rgba(let bytes):
      for (index, column) in columns.enumerated() {
        let at = (row * width + column) * 4
        let color = Color(red: bytes[at], green: bytes[at + 1], blue: bytes[at + 2], alpha: bytes[at + 3])
        line[index] = color.premultiplied(opacity: 1)
      }
    }
  }
}
