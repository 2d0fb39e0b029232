import CHotLoops

/// Exact nearest neighbours by Euclidean distance, in O(n² · columns) time and O(n · k) memory.
///
/// Blocks of ‖x‖² + ‖y‖² − 2xy in single precision, lowered by their rounding bound, choose candidates; these are
/// measured by differences in double. A row whose k-th neighbour lies beyond the bound of what was left out (many
/// equal rows) is searched in full, so that the result is exact. The same bytes at any number of threads.
public struct NearestNeighbors: Sendable {
  let values: Tensor
  private let scaler: NeighborScaler
  /// Centred and scaled rows.
  private let scaled: [Float]
  /// ‖y‖² of every scaled row, less the rounding bound.
  private let norms: [Float]

  /// - Parameter values: the rows to search, shape [rows, columns].
  /// - Throws: ``NeighborError``.
  public init(_ values: Tensor) throws {
    guard values.shape.count == 2, values.columns > 0, values.rows > 0, values.rows <= Int(Int32.max) else {
      throw NeighborError.shape(values.shape)
    }
    try Self.requireFinite(values)
    self.values = values
    scaler = NeighborScaler(fitting: values)
    scaled = scaler.scale(values, factor: 1)
    norms = scaler.loweredNorms(scaled)
  }

  public var rows: Int { values.rows }
  public var columns: Int { values.columns }

  /// The `k` nearest of every row among the others, 1 ≤ k < rows.
  ///
  /// - Throws: ``NeighborError``; `CancellationError`.
  public func neighbors(
    k: Int, cancellation: Cancellation = Cancellation(), progress: @escaping ProgressHandler = { _ in },
    threads: Int? = nil
  ) throws -> Neighbors {
    guard k >= 1, k < rows else { throw NeighborError.count(k, limit: rows - 1) }
    return try search(values, k: k, excludesSelf: true, cancellation, progress, threads)
  }

  /// The `k` nearest fitted rows of every row of `queries`, 1 ≤ k ≤ rows.
  ///
  /// - Throws: ``NeighborError``; `CancellationError`.
  public func neighbors(
    of queries: Tensor, k: Int, cancellation: Cancellation = Cancellation(),
    progress: @escaping ProgressHandler = { _ in }, threads: Int? = nil
  ) throws -> Neighbors {
    guard k >= 1, k <= rows else { throw NeighborError.count(k, limit: rows) }
    guard queries.shape.count == 2, queries.columns == columns else {
      throw NeighborError.columns(expected: columns, found: queries.columns)
    }
    try Self.requireFinite(queries)
    return try search(queries, k: k, excludesSelf: false, cancellation, progress, threads)
  }

  private func search(
    _ queries: Tensor, k: Int, excludesSelf: Bool, _ cancellation: Cancellation,
    _ progress: @escaping ProgressHandler, _ threads: Int?
  ) throws -> Neighbors {
    let height = NeighborBlock.rows
    let blocks = (queries.rows + height - 1) / height
    let keep = k + 1 + Self.margin
    let done = Counter()
    let parts = try Parallel.map(
      count: blocks, threads: threads, cancellation: cancellation,
      workspace: { NeighborBlock(keep: keep) }
    ) { block, index in
      let range = index * height..<min(queries.rows, (index + 1) * height)
      let found = try rows(range, of: queries, k: k, excludesSelf: excludesSelf, block, cancellation)
      progress(WorkProgress(completed: done.increment() * height, total: blocks * height, unit: "rows"))
      return found
    }
    var indices: [Int32] = []
    var distances: [Double] = []
    indices.reserveCapacity(queries.rows * k)
    distances.reserveCapacity(queries.rows * k)
    for part in parts {
      indices += part.indices
      distances += part.squaredDistances
    }
    return Neighbors(rows: queries.rows, k: k, indices: indices, squaredDistances: distances)
  }

  /// Candidates beyond the neighbours, so that rounding seldom asks for a full search.
  private static let margin = 16

  private func rows(
    _ range: Range<Int>, of queries: Tensor, k: Int, excludesSelf: Bool, _ block: NeighborBlock,
    _ cancellation: Cancellation
  ) throws -> NeighborPart {
    let width = columns
    let part = Tensor(
      shape: [range.count, width],
      values: Array(queries.values[range.lowerBound * width..<range.upperBound * width]))
    guard let part else { return NeighborPart() }
    try block.collect(scaler.scale(part, factor: -2), count: range.count, scaled, norms, cancellation)
    var result = NeighborPart()
    for (offset, row) in range.enumerated() {
      let own = excludesSelf ? Int32(row) : -1
      let base = offset * width
      var list = measured(block.candidates(of: offset), part.values, at: base, without: own)
      let bound = scaler.bound(ofQuery: part.values[base..<base + width], limit: block.limit(of: offset))
      if list.count < k || !(list[k - 1].squaredDistance < bound) {
        try cancellation.check()
        list = measured(nil, part.values, at: base, without: own)
      }
      for neighbor in list.prefix(k) {
        result.indices.append(neighbor.index)
        result.squaredDistances.append(neighbor.squaredDistance)
      }
    }
    return result
  }

  /// The rows at `indices` (all of them for `nil`) by exact distance to the query at `base`, without one.
  private func measured(_ indices: [Int32]?, _ queries: [Float], at base: Int, without own: Int32)
    -> [MeasuredNeighbor]
  {
    let count = indices?.count ?? rows
    var distances = [Double](repeating: 0, count: count)
    values.values.withUnsafeBufferPointer { points in
      queries.withUnsafeBufferPointer { queries in
        guard let from = points.baseAddress, let query = queries.baseAddress else { return }
        hot_row_distances(from, indices, count, columns, query + base, &distances)
      }
    }
    return distances.indices.map {
      MeasuredNeighbor(squaredDistance: distances[$0], index: indices?[$0] ?? Int32($0))
    }.filter { $0.index != own }.sorted()
  }

  private static func requireFinite(_ values: Tensor) throws {
    if let index = values.values.firstIndex(where: { !$0.isFinite }) {
      throw NeighborError.notFinite(row: index / values.columns, column: index % values.columns)
    }
  }
}

/// What one block of rows found.
private struct NeighborPart: Sendable {
  var indices: [Int32] = []
  var squaredDistances: [Double] = []
}

private struct MeasuredNeighbor: Comparable {
  let squaredDistance: Double
  let index: Int32

  static func < (left: Self, right: Self) -> Bool {
    left.squaredDistance != right.squaredDistance
      ? left.squaredDistance < right.squaredDistance : left.index < right.index
  }
}
