import CHotLoops

/// How well a map keeps the neighbourhoods of the rows it shows.
///
/// With r(i, j) the rank of j among the neighbours of i in the data and U_i those of the k nearest in the map that are
/// not among the k nearest in the data, trustworthiness is 1 − 2 / (n k (2n − 3k − 1)) Σ_i Σ_j∈U_i (r(i, j) − k);
/// continuity is the same with the data and the map exchanged (Venna & Kaski 2001). Ties go by index. Worked row by
/// row: O(n · rows used) time and O(n) memory, the same bytes at any number of threads.
public struct MapQuality: Sendable, Equatable {
  /// Neighbours of each row that count.
  public let k: Int
  public let rows: Int
  /// Rows whose neighbourhoods were compared, drawn at random where there are many.
  public let rowsUsed: Int
  /// 0 … 1: whether neighbours in the map are neighbours in the data.
  public let trustworthiness: Double
  /// 0 … 1: whether neighbours in the data are neighbours in the map.
  public let continuity: Double
  /// The share of the k nearest in the data that are among the k nearest in the map.
  public let neighborRecall: Double
  /// The share of neighbours in the map with the row's own label, of those that have one.
  public let labelAgreement: Double?

  /// Up to so many rows all are used.
  public static let wholeRows = 5000
  /// Rows that are drawn of more.
  public static let sampledRows = 2000
  /// Differences that are measured, about a second of one core; rows of many columns are sampled to keep to it.
  static let workLimit = 10_000_000_000

  /// - Parameters:
  ///   - data: shape [rows, columns].
  ///   - map: shape [rows, dimensions].
  ///   - k: at least 1, below half of the rows.
  /// - Throws: ``ScoreError``; `CancellationError`.
  public init(
    of map: Tensor, showing data: Tensor, k: Int = 10, labels: [String?]? = nil, seed: UInt64 = 1,
    cancellation: Cancellation = Cancellation(), threads: Int? = nil
  ) throws {
    guard map.rows == data.rows else { throw ScoreError.lengths(rows: data.rows, labels: map.rows) }
    guard k >= 1, 2 * k < data.rows else { throw ScoreError.neighbors(k, rows: data.rows) }
    for values in [data, map] {
      if let index = values.values.firstIndex(where: { !$0.isFinite }) {
        throw ScoreError.notFinite(row: index / values.columns, column: index % values.columns)
      }
    }
    let used = Self.rows(of: data, seed: seed)
    let (near, shown) = (RankedRows(data, k: k), RankedRows(map, k: k))
    let parts = try Parallel.map(count: used.count, threads: threads, cancellation: cancellation) { index in
      let row = used[index]
      return Part(
        try near.ranking(of: row, cancellation), try shown.ranking(of: row, cancellation), k: k,
        label: labels.map { labels in { labels.indices.contains($0) ? labels[$0] : nil } }, row: row)
    }
    let n = Double(data.rows)
    let count = Double(used.count) * Double(k)
    let scale = 2 / (count * (2 * n - 3 * Double(k) - 1))
    let known = parts.reduce(0) { $0 + $1.labelled }
    self.k = k
    rows = data.rows
    rowsUsed = used.count
    trustworthiness = 1 - scale * Double(parts.reduce(0) { $0 + $1.intrusion })
    continuity = 1 - scale * Double(parts.reduce(0) { $0 + $1.extrusion })
    neighborRecall = Double(parts.reduce(0) { $0 + $1.kept }) / count
    labelAgreement = known > 0 ? Double(parts.reduce(0) { $0 + $1.alike }) / Double(known) : nil
  }

  /// All rows, or a sample in ascending order.
  private static func rows(of data: Tensor, seed: UInt64) -> [Int] {
    let affordable = max(200, workLimit / max(1, data.values.count))
    let wanted = min(data.rows <= wholeRows ? data.rows : sampledRows, affordable)
    guard wanted < data.rows else { return Array(0..<data.rows) }
    var random = RandomSource(seed: seed)
    return random.permutation(data.rows).prefix(wanted).sorted()
  }

  /// What one row adds.
  private struct Part: Sendable {
    /// How far beyond k the map's neighbours rank in the data, and the data's in the map.
    let intrusion: Int
    let extrusion: Int
    let kept: Int
    let labelled: Int
    let alike: Int

    init(
      _ near: RankedRows.Ranking, _ shown: RankedRows.Ranking, k: Int, label: ((Int) -> String?)?, row: Int
    ) {
      intrusion = shown.nearest.reduce(0) { $0 + max(0, near.rank(of: $1) - k) }
      extrusion = near.nearest.reduce(0) { $0 + max(0, shown.rank(of: $1) - k) }
      kept = Set(near.nearest).intersection(shown.nearest).count
      let own = label?(row)
      let others = own == nil ? [] : shown.nearest.compactMap { label?($0) }
      labelled = others.count
      alike = others.filter { $0 == own }.count
    }
  }
}

/// Rows by their distance to one of them.
private struct RankedRows: Sendable {
  private let values: Tensor
  private let tiles: PointTiles
  private let k: Int

  init(_ values: Tensor, k: Int) {
    self.values = values
    self.k = k
    tiles = PointTiles(values)
  }

  struct Ranking {
    let distances: [Double]
    /// The k nearest, nearest first.
    let nearest: [Int]

    /// 1 for the nearest.
    func rank(of row: Int) -> Int { hot_count_nearer(distances, distances.count, row) + 1 }
  }

  func ranking(of row: Int, _ cancellation: Cancellation) throws -> Ranking {
    var distances = try tiles.squaredDistances(
      to: values.row(row).map(Double.init), cancellation: cancellation)
    distances[row] = .infinity
    return Ranking(distances: distances, nearest: smallest(distances))
  }

  /// Indices of the k smallest, ties by index.
  private func smallest(_ distances: [Double]) -> [Int] {
    var found: [Int] = []
    var limit = Double.infinity
    for index in distances.indices where found.count < k || distances[index] < limit {
      let place = found.lastIndex { distances[$0] <= distances[index] }.map { $0 + 1 } ?? 0
      found.insert(index, at: place)
      if found.count > k { found.removeLast() }
      if found.count == k { limit = distances[found[k - 1]] }
    }
    return found
  }
}
