import Foundation

extension Color {
  /// Relative luminance, 0 (black) to 1 (white); WCAG 2.2, definition of "relative luminance".
  public var luminance: Double {
    0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
  }

  /// Contrast ratio, 1 to 21; WCAG 2.2, (L1 + 0.05) / (L2 + 0.05) with the lighter first.
  public func contrast(with other: Color) -> Double {
    let mine = luminance
    let theirs = other.luminance
    return (max(mine, theirs) + 0.05) / (min(mine, theirs) + 0.05)
  }

  /// The nearest colour of the same hue that reaches `minimum` contrast on a surface.
  ///
  /// Mixes in black on light surfaces and white on dark ones, in steps of 1/50, so black or white at the end.
  public func readable(on surface: Color, minimum: Double) -> Color {
    guard contrast(with: surface) < minimum else { return self }
    let goal: Color = surface.luminance > 0.18 ? .black : .white
    for step in 1..<50 {
      let candidate = mixed(with: goal, fraction: Double(step) / 50)
      if candidate.contrast(with: surface) >= minimum { return candidate }
    }
    return goal
  }

  private static func linear(_ channel: UInt8) -> Double {
    let value = Double(channel) / 255
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }
}
