import Foundation

/// The ellipse that holds a share of a normal distribution with a group's mean and covariance.
///
/// Its points are μ + r L (cos φ, sin φ) with L Lᵀ = Σ and r² = −2 ln(1 − coverage), the χ² quantile of two degrees of
/// freedom. Fewer than three points, or no spread, have none.
public struct EllipseMark: Mark {
  /// Points that are not finite are left out; the marks that draw them count them.
  public var x: [Double]
  public var y: [Double]
  /// 0...1; clamped to 0.01...0.999.
  public var coverage: Double
  /// The class whose colour it takes.
  public var name: String?

  public init(x: [Double], y: [Double], coverage: Double = 0.9, name: String? = nil) {
    self.x = x
    self.y = y
    self.coverage = coverage
    self.name = name
  }

  public func extent(along direction: AxisDirection) -> Extent? { region.extent(along: direction) }
  public var classes: [String] { name.map { [$0] } ?? [] }
  public var summary: MarkSummary { MarkSummary() }
  public func droppedCount(in frame: PlotFrame) -> Int { 0 }

  public func draw(in frame: PlotFrame, on scene: inout Scene) { region.draw(in: frame, on: &scene) }

  private var region: RegionDrawing { RegionDrawing(corners: outline, name: name) }

  /// 72 points around it.
  var outline: [(x: Double, y: Double)] {
    let points = zip(x, y).filter { $0.0.isFinite && $0.1.isFinite }
    guard points.count >= 3 else { return [] }
    let count = Double(points.count)
    let middle = (
      x: points.reduce(0) { $0 + $1.0 / count }, y: points.reduce(0) { $0 + $1.1 / count }
    )
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    for point in points {
      let (dx, dy) = (point.0 - middle.x, point.1 - middle.y)
      xx += dx * dx / (count - 1)
      xy += dx * dy / (count - 1)
      yy += dy * dy / (count - 1)
    }
    // Cholesky: Σ = L Lᵀ, L lower.
    guard xx > 0, xx.isFinite, yy.isFinite, xy.isFinite else { return [] }
    let a = xx.squareRoot()
    let b = xy / a
    let rest = yy - b * b
    guard rest > yy * 1e-12 else { return [] }
    let c = rest.squareRoot()
    let share = coverage.isNaN ? 0.9 : min(max(coverage, 0.01), 0.999)
    let radius = (-2 * log(1 - share)).squareRoot()
    return (0..<72).map { step in
      let angle = Double(step) * .pi / 36
      let (u, v) = (radius * cos(angle), radius * sin(angle))
      return (middle.x + a * u, middle.y + b * u + c * v)
    }
  }
}
