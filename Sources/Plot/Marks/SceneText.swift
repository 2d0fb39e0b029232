/// A line of text; `x`, `y` is its baseline at the anchor.
public struct SceneText: Sendable, Equatable {
  public enum Anchor: String, Sendable {
    case start
    case middle
    case end
  }

  public var content: String
  public var x: Double
  public var y: Double
  public var size: Double
  public var color: Color
  public var anchor: Anchor
  public var bold: Bool
  /// Whether it reads upwards, as the name of a y axis does.
  public var upwards: Bool
  /// Painted around the letters, so that they read over marks.
  public var halo: Color?

  public init(
    _ content: String, x: Double, y: Double, size: Double = 11, color: Color, anchor: Anchor = .start,
    bold: Bool = false, upwards: Bool = false, halo: Color? = nil
  ) {
    self.content = content
    self.x = x
    self.y = y
    self.size = size
    self.color = color
    self.anchor = anchor
    self.bold = bold
    self.upwards = upwards
    self.halo = halo
  }
}
