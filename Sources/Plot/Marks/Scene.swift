/// A display list: what is drawn, in order, in CSS pixels with the origin at the top left.
///
/// Charts become scenes, and both outputs are made from the same one; a scene can also be drawn by hand (logos, diagrams).
public struct Scene: Sendable {
  public let width: Double
  public let height: Double
  /// The picture's name, read aloud first.
  public var title: String
  /// The picture in a few sentences.
  public var description: String
  public var background: Color?
  var elements: [SceneElement] = []

  /// Width and height are clamped to 1...16384 pixels.
  public init(
    width: Double, height: Double, title: String, description: String = "", background: Color? = nil
  ) {
    self.width = Self.clamped(width)
    self.height = Self.clamped(height)
    self.title = title
    self.description = description
    self.background = background
  }

  public mutating func fill(_ path: ScenePath, color: Color) {
    elements.append(.path(path, PathPaint(fill: color)))
  }

  /// - Parameter dash: lengths of strokes and gaps in pixels; empty is solid.
  public mutating func stroke(_ path: ScenePath, color: Color, width: Double, dash: [Double] = []) {
    elements.append(.path(path, PathPaint(stroke: color, strokeWidth: width, dash: dash)))
  }

  public mutating func draw(_ path: ScenePath, fill: Color, stroke: Color, strokeWidth: Double) {
    elements.append(.path(path, PathPaint(fill: fill, stroke: stroke, strokeWidth: strokeWidth)))
  }

  public mutating func circle(
    x: Double, y: Double, radius: Double, fill: Color?, stroke: Color? = nil, strokeWidth: Double = 1
  ) {
    let paint = PathPaint(fill: fill, stroke: stroke, strokeWidth: strokeWidth)
    elements.append(.circle(SceneCircle(x: x, y: y, radius: radius, paint: paint)))
  }

  public mutating func text(_ text: SceneText) {
    if !text.content.isEmpty { elements.append(.text(text)) }
  }

  public mutating func image(_ picture: ScenePicture) {
    if picture.image.width > 0, picture.image.height > 0 { elements.append(.image(picture)) }
  }

  mutating func dots(_ cloud: DotCloud) {
    if cloud.count > 0 { elements.append(.dots(cloud)) }
  }

  /// What the closure draws shows only inside the rectangle.
  public mutating func clipped(to rect: Rect, _ draw: (inout Scene) -> Void) {
    elements.append(.beginClip(rect))
    let before = elements.count
    draw(&self)
    if elements.count == before { elements.removeLast() } else { elements.append(.endClip) }
  }

  private static func clamped(_ size: Double) -> Double {
    size.isNaN ? 1 : min(max(size.rounded(), 1), 16384)
  }
}
