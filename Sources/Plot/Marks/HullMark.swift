/// The smallest convex outline around a group's points.
///
/// Andrew (1979), "Another efficient algorithm for convex hulls in two dimensions". Fewer than three points, or points on a
/// line, have none.
public struct HullMark: Mark {
  /// Points that are not finite are left out; the marks that draw them count them.
  public var x: [Double]
  public var y: [Double]
  /// The class whose colour it takes.
  public var name: String?

  public init(x: [Double], y: [Double], name: String? = nil) {
    self.x = x
    self.y = y
    self.name = name
  }

  public func extent(along direction: AxisDirection) -> Extent? { region.extent(along: direction) }
  public var classes: [String] { name.map { [$0] } ?? [] }
  public var summary: MarkSummary { MarkSummary() }
  public func droppedCount(in frame: PlotFrame) -> Int { 0 }

  public func draw(in frame: PlotFrame, on scene: inout Scene) { region.draw(in: frame, on: &scene) }

  private var region: RegionDrawing { RegionDrawing(corners: corners, name: name) }

  /// Anticlockwise from the leftmost point; empty when there is no area.
  var corners: [(x: Double, y: Double)] {
    let points = zip(x, y).filter { $0.0.isFinite && $0.1.isFinite }.map { (x: $0.0, y: $0.1) }
      .sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    let lower = Self.chain(points)
    let upper = Self.chain(points.reversed())
    let corners = lower.dropLast() + upper.dropLast()
    return corners.count < 3 ? [] : Array(corners)
  }

  private static func chain(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
    var chain: [(x: Double, y: Double)] = []
    for point in points {
      while chain.count >= 2, !turnsLeft(chain[chain.count - 2], chain[chain.count - 1], point) {
        chain.removeLast()
      }
      chain.append(point)
    }
    return chain
  }

  private static func turnsLeft(
    _ a: (x: Double, y: Double), _ b: (x: Double, y: Double), _ c: (x: Double, y: Double)
  ) -> Bool {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) > 0
  }
}
