/// A dot's centre in CSS pixels.
struct DotPoint: Sendable, Equatable {
  var x: Float
  var y: Float
}

/// Dots that share all looks: one path in an SVG, one stamp in a raster.
struct DotBatch: Sendable, Equatable {
  var shape: DotShape
  /// Of the circle of the same area, in pixels.
  var radius: Double
  var fill: Color
  var outline: Color?
  /// Centred on the shape's edge.
  var outlineWidth = 0.0
  var opacity = 1.0
  var points: [DotPoint]
  /// The rows of the data behind the points, for tooltips.
  var rows: [Int]
}

/// All dots of a mark, in the order they are drawn.
struct DotCloud: Sendable {
  var batches: [DotBatch]
  /// The text of each row of the data, or empty.
  var labels: [String]
  /// The rectangle the dots are clipped to, which a raster layer covers.
  var area: Rect

  var count: Int { batches.reduce(0) { $0 + $1.points.count } }
}
