/// A dot's shape as a piece of an SVG path, in tenths of a pixel.
struct DotGlyph {
  /// From the dot's centre to where the piece begins and where it leaves the pen.
  let start: TenthPoint
  let end: TenthPoint
  /// Path commands, relative to the start.
  let commands: [UInt8]

  /// Circles, squares and diamonds are zero-length strokes that round or square caps give their size; the other shapes are drawn.
  init(shape: DotShape, radius: Double) {
    let reach = shape.reach * radius * 10
    switch shape {
    case .circle, .square: self.init(from: (0, 0), "h0", to: (0, 0))
    // A square cap on a stroke that points down right, too short to be seen.
    case .diamond: self.init(from: (0, 0), "l.1 .1", to: (1, 1))
    case .triangle: self.init(triangle: reach, sign: 1)
    case .triangleDown: self.init(triangle: reach, sign: -1)
    case .plus:
      let arm = Int(reach.rounded())
      let (one, two) = (Self.text(arm), Self.text(2 * arm))
      self.init(from: (-arm, 0), "h\(two)m-\(one)-\(one)v\(two)", to: (0, arm))
    case .cross:
      let arm = Int((reach * 0.5.squareRoot()).rounded())
      let two = Self.text(2 * arm)
      self.init(from: (-arm, -arm), "l\(two) \(two)m-\(two) 0l\(two)-\(two)", to: (arm, -arm))
    }
  }

  /// Half base `reach`, height 1.732 × reach, the centre of mass at the origin.
  private init(triangle reach: Double, sign: Int) {
    let half = Int(reach.rounded())
    let height = Int((reach * 1.732).rounded())
    let top = sign * Int((reach * 1.1547).rounded())
    let down = (sign < 0 ? "-" : " ") + Self.text(height)
    self.init(from: (0, -top), "l\(Self.text(half))\(down)h-\(Self.text(2 * half))z", to: (0, -top))
  }

  private init(from start: (Int, Int), _ commands: String, to end: (Int, Int)) {
    self.start = TenthPoint(x: start.0, y: start.1)
    self.end = TenthPoint(x: end.0, y: end.1)
    self.commands = Array(commands.utf8)
  }

  private static func text(_ tenths: Int) -> String {
    tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}

/// A position in tenths of a pixel.
struct TenthPoint: Equatable {
  var x: Int
  var y: Int
}

extension ByteWriter {
  /// All dots of a batch as one path's data: sorted, so that steps from dot to dot are short, and without dots that would
  /// cover each other exactly.
  mutating func dots(_ batch: DotBatch) {
    let glyph = DotGlyph(shape: batch.shape, radius: batch.radius)
    // x in the high and y in the low bits of one number, both moved to be positive.
    let bias = 1 << 20
    let keys = batch.points.map { point in
      (Int((point.x * 10).rounded()) + bias) << 32 | (Int((point.y * 10).rounded()) + bias)
    }.sorted()
    var pen: TenthPoint?
    var last = -1
    for key in keys where key != last {
      last = key
      let centre = TenthPoint(x: key >> 32 - bias, y: key & 0xffff_ffff - bias)
      step(from: pen, to: TenthPoint(x: centre.x + glyph.start.x, y: centre.y + glyph.start.y))
      append(glyph.commands)
      pen = TenthPoint(x: centre.x + glyph.end.x, y: centre.y + glyph.end.y)
    }
  }

  private mutating func step(from pen: TenthPoint?, to target: TenthPoint) {
    byte(pen == nil ? 0x4d : 0x6d)
    let origin = pen ?? TenthPoint(x: 0, y: 0)
    short(tenths: target.x - origin.x)
    if target.y >= origin.y { byte(0x20) }
    short(tenths: target.y - origin.y)
  }

  /// Without a zero before the point: ".4".
  private mutating func short(tenths: Int) {
    if tenths < 0 { byte(0x2d) }
    let size = abs(tenths)
    if size >= 10 || size == 0 { integer(size / 10) }
    if size % 10 != 0 {
      byte(0x2e)
      byte(UInt8(truncatingIfNeeded: 0x30 + size % 10))
    }
  }
}
