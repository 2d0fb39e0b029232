import CHotLoops
import Foundation

/// Repulsion in the plane through a grid: charges of 1 are spread over its nodes, convolved with the forces between
/// nodes by Fourier transforms, and interpolated back (Linderman et al. 2019, with one charge for their four).
///
/// O(n + side² log side). Interpolation is cubic. Spacings are few, so that the transforms of the forces are made
/// anew only when the points have spread.
final class GridRepulsion: Repulsion {
  /// Nodes to a unit of length where the points have spread; the forces have a width of 1.
  static let density = 3.0
  /// Where points lie closely there are so many nodes a side at least.
  private static let preferredSide = 100.0

  let step = 1024
  private let rows: Int
  private let work: EmbeddingWork
  private var grid: PotentialGrid?

  init(rows: Int, work: EmbeddingWork) {
    self.rows = rows
    self.work = work
  }

  func charge(_ points: Buffer) throws {
    let box = BoundingBox(points, rows: rows)
    let finer = max(0, log2(Self.preferredSide / Self.density / max(box.span, 1e-3)).rounded(.down))
    let density = Self.density * exp2(finer)
    let side = PotentialGrid.side(atLeast: Int(box.span * density) + 6)
    if grid?.density != density || grid?.side != side {
      grid = try PotentialGrid(side: side, density: density, work: work)
    }
    grid?.origin = box.lower.map { $0 - 2 / density }
    try grid?.charge(points, rows: rows)
  }

  func feel(
    at places: UnsafePointer<Float>, count: Int, forces: UnsafeMutablePointer<Float>,
    normalisers: UnsafeMutablePointer<Double>
  ) {
    grid?.gather(places, count: count, forces: forces, potentials: normalisers)
  }

  func own(at places: UnsafePointer<Float>, count: Int) -> Double {
    grid?.own(places, count: count) ?? 0
  }
}

/// The smallest square, along the axes, around points of the plane.
private struct BoundingBox {
  let lower: [Double]
  let span: Double

  init(_ points: Buffer, rows: Int) {
    var (left, bottom) = (Float.infinity, Float.infinity)
    var (right, top) = (-Float.infinity, -Float.infinity)
    for row in 0..<rows {
      let (x, y) = (points.base[2 &* row], points.base[2 &* row &+ 1])
      if x < left { left = x }
      if x > right { right = x }
      if y < bottom { bottom = y }
      if y > top { top = y }
    }
    lower = [Double(left), Double(bottom)]
    span = Double(max(right - left, top - bottom))
  }
}
