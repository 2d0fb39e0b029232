import Foundation

/// Groups of rows in words and figures: who stands in their middle, which features set them apart, which words are theirs.
public struct GroupDescription: Sendable, Equatable {
  /// A feature by which a group differs from all other rows.
  public struct Feature: Sendable, Equatable {
    public let name: String
    /// (mean of the group − mean of the others) / pooled deviation (Cohen 1988).
    public let difference: Double
  }

  public struct Group: Sendable, Equatable {
    /// The number of its cluster; −1 is noise.
    public let number: Int
    /// In ascending order.
    public let rows: [Int]
    /// The rows with the least sum of distances to the others, the medoid first; empty for noise.
    public let medoids: [Int]
    /// The largest differences first.
    public let features: [Feature]
    /// Words that are frequent in the group and rare elsewhere, the most telling first.
    public let terms: [String]
  }

  public let groups: [Group]

  /// - Parameters:
  ///   - assignments: the cluster of every row, below 0 for noise.
  ///   - space: what was clustered, shape [rows, columns]; medoids lie in it.
  ///   - features: what groups are told apart by, the same rows.
  ///   - texts: of each row, `nil` where there is none; empty without texts.
  ///   - count: medoids, features and terms of each group, at most.
  /// - Throws: ``ScoreError/lengths(rows:labels:)``; `CancellationError`.
  public init(
    assignments: [Int], space: Tensor, features: FeatureMatrix, texts: [String?] = [], count: Int = 5,
    cancellation: Cancellation = Cancellation()
  ) throws {
    for rows in [space.rows, features.values.rows] where rows != assignments.count {
      throw ScoreError.lengths(rows: rows, labels: assignments.count)
    }
    let numbers = Set(assignments.map { max(-1, $0) }).sorted { ($0 < 0 ? .max : $0) < ($1 < 0 ? .max : $1) }
    let members = numbers.map { number in assignments.indices.filter { max(-1, assignments[$0]) == number } }
    let apart = FeatureDifferences(features.values)
    let words = texts.isEmpty ? nil : try GroupTerms(texts, groups: members, cancellation: cancellation)
    groups = try zip(numbers, members).enumerated().map { index, group in
      let differences = apart.differences(of: group.1)
      let order = differences.indices.sorted { abs(differences[$0]) > abs(differences[$1]) }.prefix(count)
      return Group(
        number: group.0, rows: group.1,
        medoids: group.0 < 0
          ? [] : try Self.medoids(group.1, space, count: count, cancellation: cancellation),
        features: order.filter { differences[$0] != 0 }.map {
          Feature(name: features.columnNames[$0], difference: differences[$0])
        },
        terms: words?.top(count, of: index) ?? [])
    }
  }

  /// Exact for a group of up to 2000 rows; of a larger one among the 2000 rows nearest to its centroid.
  private static func medoids(
    _ rows: [Int], _ space: Tensor, count: Int, cancellation: Cancellation
  ) throws -> [Int] {
    let centroid = ColumnMoments(space, rows: rows).means
    let near = rows.map { row in
      (row: row, distance: zip(space.row(row), centroid).reduce(0) { $0 + pow(Double($1.0) - $1.1, 2) })
    }.sorted { ($0.distance, $0.row) < ($1.distance, $1.row) }.prefix(2000).map(\.row)
    let sums = try near.map { row in
      try cancellation.check()
      let own = space.row(row)
      return near.reduce(0.0) { sum, other in
        sum + zip(own, space.row(other)).reduce(0) { $0 + pow(Double($1.0) - Double($1.1), 2) }.squareRoot()
      }
    }
    let order = near.indices.sorted { (sums[$0], near[$0]) < (sums[$1], near[$1]) }
    return order.prefix(count).map { near[$0] }
  }
}

/// How far a group's means lie from those of the other rows.
private struct FeatureDifferences {
  private let values: Tensor
  private let sums: [Double]
  private let squares: [Double]

  init(_ values: Tensor) {
    self.values = values
    // Around the mean: differences of large squares would lose the digits.
    let moments = ColumnMoments(values)
    sums = moments.means.map { $0 * Double(values.rows) }
    squares = zip(moments.variances, moments.means).map { ($0 + $1 * $1) * Double(values.rows) }
  }

  /// Cohen's d of every column; 0 where the pooled deviation is 0 or there are no others.
  func differences(of rows: [Int]) -> [Double] {
    let (own, count) = (Double(rows.count), Double(values.rows))
    let others = count - own
    guard own > 0, others > 0, count > 2 else { return [Double](repeating: 0, count: sums.count) }
    let moments = ColumnMoments(values, rows: rows)
    return sums.indices.map { column in
      let mean = moments.means[column]
      let rest = (sums[column] - mean * own) / others
      let square = squares[column] - (moments.variances[column] + mean * mean) * own
      let spread = moments.variances[column] * own + max(0, square - rest * rest * others)
      let deviation = (spread / (count - 2)).squareRoot()
      return deviation > 1e-9 * (abs(mean) + abs(rest)) && deviation > 0 ? (mean - rest) / deviation : 0
    }
  }
}

/// Words by class-based TF-IDF (Grootendorst 2022): tf(t, group) · ln(1 + mean words a group / tf(t)), English stop words left
/// out; a word counts from two tracks of the group on.
private struct GroupTerms {
  private let counts: TermCounts
  /// How often each group has each term, and in how many tracks.
  private let groups: [[Int32: (count: Int, tracks: Int)]]
  private let totals: [Int32: Int]
  private let meanWords: Double

  init(_ texts: [String?], groups members: [[Int]], cancellation: Cancellation) throws {
    let counts = try TermCounts(
      of: texts.map { $0 ?? "" }, leavingOut: TFIDFConfiguration.StopWords.english.terms, threads: nil,
      cancellation: cancellation)
    var totals: [Int32: Int] = [:]
    groups = members.map { rows in
      var found: [Int32: (count: Int, tracks: Int)] = [:]
      for row in rows {
        for entry in counts.rows[row].entries {
          let before = found[entry.term] ?? (0, 0)
          found[entry.term] = (before.count + Int(entry.count), before.tracks + 1)
          totals[entry.term, default: 0] += Int(entry.count)
        }
      }
      return found
    }
    self.counts = counts
    self.totals = totals
    meanWords = Double(totals.values.reduce(0, +)) / Double(max(1, members.count))
  }

  func top(_ count: Int, of group: Int) -> [String] {
    let scored = groups[group].compactMap { term, found -> (term: Int32, score: Double)? in
      guard found.tracks > 1, let total = totals[term] else { return nil }
      return (term, Double(found.count) * log(1 + meanWords / Double(total)))
    }
    return scored.sorted { ($1.score, $0.term) < ($0.score, $1.term) }.prefix(count).map {
      counts.terms.string(Int($0.term))
    }
  }
}
