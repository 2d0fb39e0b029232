import CHotLoops

/// Points in tiles of 32, dimension by dimension within a tile, for distances many at a time.
///
/// Arithmetic is by direct differences in double.
struct PointTiles: Sendable {
  let count: Int
  let dimensions: Int
  /// [tile][dimension][lane].
  let values: [Float]

  /// The rows of `points` (shape [rows, columns]), or those at `order`, in that order.
  ///
  /// - Parameter padding: what fills up the last tile; infinite, it is near to nothing.
  init(_ points: Tensor, order: [Int]? = nil, padding: Float = 0) {
    let rows = order ?? Array(0..<points.rows)
    let width = points.columns
    let lanes = Self.lanes
    var values = [Float](repeating: padding, count: (rows.count + lanes - 1) / lanes * lanes * width)
    for (target, source) in rows.enumerated() {
      let base = target / lanes * lanes * width + target % lanes
      for dimension in 0..<width {
        values[base + dimension * lanes] = points.values[source * width + dimension]
      }
    }
    count = rows.count
    dimensions = width
    self.values = values
  }

  static let lanes = Int(HOT_TILE)

  var tileCount: Int { (count + Self.lanes - 1) / Self.lanes }

  /// Squared distances of all points to `query`.
  func squaredDistances(to query: [Double], cancellation: Cancellation) throws -> [Double] {
    let lanes = Self.lanes
    var result = [Double](repeating: 0, count: tileCount * lanes)
    for piece in pieces(work: 1) {
      try cancellation.check()
      values.withUnsafeBufferPointer { tiles in
        result.withUnsafeMutableBufferPointer { result in
          guard let from = tiles.baseAddress, let out = result.baseAddress else { return }
          hot_squared_distances(
            from + piece.lowerBound * lanes * dimensions, piece.count, dimensions, query,
            out + piece.lowerBound * lanes)
        }
      }
    }
    result.removeLast(result.count - count)
    return result
  }

  /// The nearest of `centres` (row-major, as wide as the points; the first on a tie) to each point.
  func nearest(of centres: [Double], cancellation: Cancellation) throws -> NearestCentres {
    let lanes = Self.lanes
    let centreCount = centres.count / max(1, dimensions)
    var indices = [Int64](repeating: 0, count: tileCount * lanes)
    var distances = [Double](repeating: 0, count: tileCount * lanes)
    for piece in pieces(work: centreCount) {
      try cancellation.check()
      let tile = piece.lowerBound
      values.withUnsafeBufferPointer { tiles in
        indices.withUnsafeMutableBufferPointer { indices in
          distances.withUnsafeMutableBufferPointer { distances in
            guard let from = tiles.baseAddress, let index = indices.baseAddress,
              let distance = distances.baseAddress
            else { return }
            hot_nearest(
              Int32(HOT_PATH_BEST), from + tile * lanes * dimensions, piece.count, dimensions, centres,
              centreCount,
              index + tile * lanes, distance + tile * lanes)
          }
        }
      }
    }
    return NearestCentres(
      indices: Array(indices.prefix(count)), squaredDistances: Array(distances.prefix(count)))
  }

  /// Ranges of tiles of about 8 million differences each, a few milliseconds, at `work` distances a point.
  func pieces(work: Int) -> [Range<Int>] {
    let step = max(1, (8 << 20) / max(1, Self.lanes * dimensions * work))
    return stride(from: 0, to: tileCount, by: step).map { $0..<min(tileCount, $0 + step) }
  }
}

/// The nearest centre of every point.
struct NearestCentres: Sendable {
  let indices: [Int64]
  let squaredDistances: [Double]
}
