/// How one class looks.
public struct ClassStyle: Sendable, Equatable {
  /// The palette's colour, for areas and dots.
  public let fill: Color
  /// The same hue with at least 3:1 on the surface: for lines and for the outline of light dots.
  public let line: Color
  public let shape: DotShape

  /// The outline a dot needs to stand off the surface, or nothing when its fill does.
  var outline: Color? { fill == line ? nil : line }
}

/// Gives each class of a chart its colour and shape.
public struct ClassScale: Sendable {
  public let names: [String]
  private let styles: [ClassStyle]
  private let positions: [String: Int]
  private let surface: Color

  /// - Parameter shaped: whether shapes differ already among the first ten classes, or only when colours repeat.
  init(names: [String], theme: Theme, shaped: Bool) {
    let palette = CategoricalPalette.suiting(classes: names.count, ink: theme.ink).colors
    let shapes = DotShape.allCases
    self.names = names
    surface = theme.surface
    styles = names.indices.map { index in
      let round = shaped && names.count > 2 ? index : index / palette.count
      return Self.style(palette[index % palette.count], shapes[round % shapes.count], on: theme.surface)
    }
    positions = Dictionary(
      names.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  /// The style of a class; a name the scale has not seen looks like the first.
  public func style(_ name: String) -> ClassStyle {
    let position = positions[name] ?? 0
    return styles.indices.contains(position)
      ? styles[position] : Self.style(Color(0x0072b2), .circle, on: surface)
  }

  /// Dark surfaces swallow more than the ratio says, so all colours are lifted there; on light ones a thin dark outline
  /// keeps light hues recognisable. Arms of a plus are too thin for an outline and take the outline's colour.
  private static func style(_ color: Color, _ shape: DotShape, on surface: Color) -> ClassStyle {
    let isDark = surface.luminance < 0.18
    let line = color.readable(on: surface, minimum: isDark ? 4.5 : 3)
    let isThin = shape == .plus || shape == .cross
    return ClassStyle(fill: isDark || isThin ? line : color, line: line, shape: shape)
  }
}
