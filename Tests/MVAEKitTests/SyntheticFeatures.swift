@testable import MVAEKit

/// Small made-up features for tests.
enum SyntheticFeatures {
  /// Gaussian blobs with unit spread around centres drawn from U(−4, 4); column "genre" names the blob.
  static func blobs(rows: Int, columns: Int, clusters: Int, seed: UInt64 = 5, groupSize: Int = 1)
    -> FeatureMatrix
  {
    var random = RandomSource(seed: seed)
    let centres = (0..<clusters * columns).map { _ in random.uniform(in: -4..<4) }
    var values = Tensor(shape: [rows, columns])
    for row in 0..<rows {
      for column in 0..<columns {
        values.values[row * columns + column] = Float(
          centres[row % clusters * columns + column] + random.normal())
      }
    }
    let table = TrackTable(
      ids: (0..<rows).map { "t\($0)" }, groups: (0..<rows).map { "g\($0 / groupSize)" },
      columns: [Column(name: "genre", content: .text((0..<rows).map { "blob\($0 % clusters)" }))])
    return FeatureMatrix(
      name: "blobs", rows: table, values: values, columnNames: (0..<columns).map { "c\($0)" })
  }

  /// The same with `prefix` before every id.
  static func renamed(_ features: FeatureMatrix, prefix: String) -> FeatureMatrix {
    let rows = TrackTable(
      ids: features.rows.ids.map { prefix + $0 }, groups: features.rows.groups, columns: features.rows.columns
    )
    return FeatureMatrix(
      name: features.name, rows: rows, values: features.values, columnNames: features.columnNames,
      scaling: features.scaling)
  }
}
