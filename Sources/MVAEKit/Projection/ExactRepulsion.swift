import CHotLoops

/// Repulsion summed over all pairs: O(n²), and for a few thousand rows faster than a tree, as it runs in whole
/// vectors of the processor.
final class ExactRepulsion: Repulsion {
  /// Up to so many rows it is preferred to ``GridRepulsion`` in two dimensions.
  static let preferredRows = 5000

  let step = 32
  private let rows: Int
  private let dimensions: Int
  private let padded: Int
  private let planes: Buffer

  init(rows: Int, dimensions: Int) {
    self.rows = rows
    self.dimensions = dimensions
    padded = Buffer.padded(rows)
    planes = Buffer(count: dimensions * padded)
  }

  func charge(_ points: Buffer) throws {
    for dimension in 0..<dimensions {
      let plane = planes.base + dimension * padded
      for row in 0..<rows { plane[row] = points.base[row &* dimensions &+ dimension] }
      // So far that their pull vanishes.
      for row in rows..<padded { plane[row] = 1e15 }
    }
  }

  func feel(
    at places: UnsafePointer<Float>, count: Int, forces: UnsafeMutablePointer<Float>,
    normalisers: UnsafeMutablePointer<Double>
  ) {
    hot_repulsion(dimensions, planes.base, padded, places, count, forces, normalisers)
  }

  func own(at places: UnsafePointer<Float>, count: Int) -> Double { Double(count) }
}
