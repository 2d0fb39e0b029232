@testable import MVAEKit

/// Codes made of factors that are known: each factor a dimension, or all of them turned into each other.
enum KnownFactorCodes {
  /// Independent factors drawn from U(−1, 1).
  static func uniform(rows: Int, count: Int, seed: UInt64) -> [[Double]] {
    var random = RandomSource(seed: seed)
    return (0..<count).map { _ in (0..<rows).map { _ in random.uniform(in: -1..<1) } }
  }

  /// Independent factors of `classes` equally likely classes 0, 1, ….
  static func classes(rows: Int, counts: [Int], seed: UInt64) -> [[Double]] {
    var random = RandomSource(seed: seed)
    return counts.map { count in (0..<rows).map { _ in Double(random.integer(below: count)) } }
  }

  static func numbers(_ factors: [[Double]]) -> [Column] {
    factors.enumerated().map { Column(name: "f\($0)", content: .numbers($1)) }
  }

  static func texts(_ factors: [[Double]]) -> [Column] {
    factors.enumerated().map { index, values in
      Column(name: "f\(index)", content: .text(values.map { "class\(Int($0))" }))
    }
  }

  /// One dimension a list.
  static func codes(_ dimensions: [[Double]], groupSize: Int = 1) -> FeatureMatrix {
    let rows = dimensions.first?.count ?? 0
    var values = Tensor(shape: [rows, dimensions.count])
    for (column, list) in dimensions.enumerated() {
      for (row, value) in list.enumerated() { values.values[row * dimensions.count + column] = Float(value) }
    }
    let table = TrackTable(
      ids: (0..<rows).map { "t\($0)" }, groups: (0..<rows).map { "g\($0 / groupSize)" }, columns: [])
    return FeatureMatrix(
      name: "codes", rows: table, values: values, columnNames: dimensions.indices.map { "z\($0)" },
      scaling: .none)
  }

  /// Factors brought to mean 0 and variance 1.
  static func standardised(_ factors: [[Double]]) -> [[Double]] {
    factors.map { values in
      let mean = values.reduce(0, +) / Double(values.count)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
      return values.map { ($0 - mean) / variance.squareRoot() }
    }
  }

  /// The same points in axes turned at random: Gaussian directions made orthonormal.
  static func rotated(_ factors: [[Double]], seed: UInt64) -> [[Double]] {
    var random = RandomSource(seed: seed)
    var axes: [[Double]] = []
    for _ in factors {
      var axis = factors.map { _ in random.normal() }
      for other in axes {
        let product = zip(axis, other).reduce(0) { $0 + $1.0 * $1.1 }
        axis = zip(axis, other).map { $0 - product * $1 }
      }
      let length = axis.reduce(0) { $0 + $1 * $1 }.squareRoot()
      axes.append(axis.map { $0 / length })
    }
    let rows = factors.first?.count ?? 0
    return axes.map { axis in
      (0..<rows).map { row in zip(axis, factors).reduce(0) { $0 + $1.0 * $1.1[row] } }
    }
  }
}
