/// An outline of straight lines and cubic curves, in CSS pixels.
public struct ScenePath: Sendable, Equatable {
  enum Step: Sendable, Equatable {
    case move(Double, Double)
    case line(Double, Double)
    case curve(Double, Double, Double, Double, Double, Double)
    case close
  }

  var steps: [Step] = []

  public init() {}

  public mutating func move(_ x: Double, _ y: Double) { steps.append(.move(x, y)) }
  public mutating func line(_ x: Double, _ y: Double) { steps.append(.line(x, y)) }
  public mutating func close() { steps.append(.close) }

  /// A cubic Bézier curve by its two control points and its end.
  public mutating func curve(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, to x: Double, _ y: Double
  ) {
    steps.append(.curve(x1, y1, x2, y2, x, y))
  }

  public mutating func rectangle(_ rect: Rect) {
    move(rect.x, rect.y)
    line(rect.maxX, rect.y)
    line(rect.maxX, rect.maxY)
    line(rect.x, rect.maxY)
    close()
  }

  /// A rectangle with round corners, each a cubic curve within 0.03 % of the circle.
  public mutating func rectangle(_ rect: Rect, radius: Double) {
    let r = min(radius, rect.width / 2, rect.height / 2)
    let k = r * (1 - 0.5523)
    move(rect.x + r, rect.y)
    line(rect.maxX - r, rect.y)
    curve(rect.maxX - k, rect.y, rect.maxX, rect.y + k, to: rect.maxX, rect.y + r)
    line(rect.maxX, rect.maxY - r)
    curve(rect.maxX, rect.maxY - k, rect.maxX - k, rect.maxY, to: rect.maxX - r, rect.maxY)
    line(rect.x + r, rect.maxY)
    curve(rect.x + k, rect.maxY, rect.x, rect.maxY - k, to: rect.x, rect.maxY - r)
    line(rect.x, rect.y + r)
    curve(rect.x, rect.y + k, rect.x + k, rect.y, to: rect.x + r, rect.y)
    close()
  }

  /// A straight line between two points.
  public static func segment(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> ScenePath {
    var path = ScenePath()
    path.move(x1, y1)
    path.line(x2, y2)
    return path
  }
}
