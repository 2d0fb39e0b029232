import Foundation

/// A dot drawn once in device pixels, to be stamped many times: coverage of its fill and outline at 4 × 4 places inside a pixel.
struct DotSprite {
  static let phases = 4
  /// Pixels of a side.
  let size: Int
  /// Premultiplied colours, one block of size × size a phase.
  let pixels: [UInt32]

  /// - Parameters: lengths are in device pixels.
  init(shape: DotShape, radius: Double, fill: Color, outline: Color?, outlineWidth: Double, opacity: Double) {
    let reach = radius * 1.45 + outlineWidth + 1
    size = 2 * Int(reach.rounded(.up)) + 1
    let middle = Double(size / 2)
    var pixels: [UInt32] = []
    pixels.reserveCapacity(Self.phases * Self.phases * size * size)
    for phase in 0..<(Self.phases * Self.phases) {
      let dx = middle + (Double(phase % Self.phases) + 0.5) / Double(Self.phases)
      let dy = middle + (Double(phase / Self.phases) + 0.5) / Double(Self.phases)
      for y in 0..<size {
        for x in 0..<size {
          let distance = shape.distance(x: Double(x) + 0.5 - dx, y: Double(y) + 0.5 - dy, radius: radius)
          let half = outline == nil ? 0 : outlineWidth / 2
          let inside = min(max(0.5 - distance - half, 0), 1)
          let covered = min(max(0.5 - distance + half, 0), 1)
          let color =
            outline.map { $0.mixed(with: fill, fraction: covered > 0 ? inside / covered : 0) } ?? fill
          pixels.append(covered > 0 ? color.premultiplied(opacity: covered * opacity) : 0)
        }
      }
    }
    self.pixels = pixels
  }
}

extension DotShape {
  /// Half side, half diagonal or arm of a shape of the same area as a circle of radius 1.
  var reach: Double {
    switch self {
    case .circle: 1
    case .square: 0.886
    case .diamond: 1.253
    case .triangle, .triangleDown: 1.347
    case .plus, .cross: 1.3
    }
  }

  /// Half the width of the arms of plus and cross.
  static let armWidth = 0.4

  /// Signed distance from the outline, negative inside.
  func distance(x: Double, y: Double, radius: Double) -> Double {
    let reach = self.reach * radius
    switch self {
    case .circle: return (x * x + y * y).squareRoot() - reach
    case .square: return max(abs(x), abs(y)) - reach
    case .diamond: return (abs(x) + abs(y) - reach) / 2.0.squareRoot()
    case .triangle: return Self.triangle(abs(x), y, reach)
    case .triangleDown: return Self.triangle(abs(x), -y, reach)
    case .plus: return Self.plus(abs(x), abs(y), reach, radius)
    case .cross:
      let half = 0.5.squareRoot()
      return Self.plus(abs((x + y) * half), abs((y - x) * half), reach, radius)
    }
  }

  /// Half base `reach`, height 1.732 × reach, the centre of mass at the origin.
  private static func triangle(_ x: Double, _ y: Double, _ reach: Double) -> Double {
    let base = reach * 0.5774
    return max(y - base, x * 0.866 - y * 0.5 - base)
  }

  private static func plus(_ x: Double, _ y: Double, _ reach: Double, _ radius: Double) -> Double {
    let arm = armWidth * radius
    return min(max(x - reach, y - arm), max(y - reach, x - arm))
  }
}
