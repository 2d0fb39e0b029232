import Testing

@testable import MVAEKit

/// Points for tests of maps.
enum EmbeddingFixture {
  static func work(threads: Int? = 1, _ cancellation: Cancellation = Cancellation()) -> EmbeddingWork {
    EmbeddingWork(threads: threads, cancellation: cancellation)
  }

  /// `groups` clouds of rows in turn, their centres `distance` apart.
  static func groups(
    _ rows: Int, _ columns: Int, groups: Int = 4, distance: Double = 6, seed: UInt64 = 5
  ) -> Tensor {
    var random = RandomSource(seed: seed)
    var values = Tensor(shape: [rows, columns])
    for row in 0..<rows {
      for column in 0..<columns {
        let centre = column % groups == row % groups ? distance : 0
        values.values[row * columns + column] = Float(random.normal() + centre)
      }
    }
    return values
  }

  /// The share of each row's 10 nearest rows in the data that are among its 10 nearest in the map.
  static func recall(_ map: Tensor, of values: Tensor) throws -> Double {
    try MapQuality(of: map, showing: values, k: 10).neighborRecall
  }
}
