/// The cluster bootstrap (Efron 1979; Field & Welsh 2007): whole groups of rows are drawn with replacement, again and
/// again, the same draws for every method, so that differences are paired.
///
/// A group is a recording, or an artist: its rows are no independent evidence.
struct TrackBootstrap: Sendable {
  /// How often each group was drawn, a replicate each.
  let weights: [[Int32]]
  /// A number from 0 to 1 for every replicate: which of several clusterings it looks at.
  let choices: [Double]
  /// The group of every row.
  let groupOfRow: [Int]
  let groupSizes: [Int]

  var replicates: Int { weights.count }
}

extension TrackBootstrap {
  init(groups: [String], replicates: Int, seed: UInt64) {
    let numbers = Contingency.numbered(groups)
    var sizes = [Int](repeating: 0, count: (numbers.max() ?? -1) + 1)
    for number in numbers { sizes[number] += 1 }
    var random = RandomSource(seed: seed, stream: 0x626f_6f74)
    var (weights, choices): ([[Int32]], [Double]) = ([], [])
    for _ in 0..<(sizes.isEmpty ? 0 : replicates) {
      var drawn = [Int32](repeating: 0, count: sizes.count)
      for _ in sizes { drawn[random.integer(below: sizes.count)] += 1 }
      weights.append(drawn)
      choices.append(random.uniform())
    }
    self.weights = weights
    self.choices = choices
    groupOfRow = numbers
    groupSizes = sizes
  }

  /// The value of every replicate of the mean of a number a row, or of a ratio of two such sums; rows of NaN in either
  /// count in neither.
  ///
  /// - Parameter variants: one or several sets of rows' numbers, as of several seeds.
  func means(_ variants: [RowRatio]) -> [Double] {
    let sums = variants.map { groupSums($0) }
    return weights.indices.map { replicate in
      let chosen = sums[min(sums.count - 1, Int(choices[replicate] * Double(sums.count)))]
      var (top, bottom) = (0.0, 0.0)
      for (group, weight) in weights[replicate].enumerated() where weight > 0 {
        top += Double(weight) * chosen.numerators[group]
        bottom += Double(weight) * chosen.denominators[group]
      }
      return top / bottom
    }
  }

  /// The value of every replicate of the adjusted Rand index.
  func adjustedRand(_ variants: [[Int]], labels: [String?]) -> [Double] {
    let pairs = variants.map { DistinctPairs(clusters: $0, labels: labels, bootstrap: self) }
    return weights.indices.map { replicate in
      let chosen = pairs[min(pairs.count - 1, Int(choices[replicate] * Double(pairs.count)))]
      return chosen.adjustedRand(weights[replicate])
    }
  }

  private struct GroupSums {
    var numerators: [Double]
    var denominators: [Double]
  }

  private func groupSums(_ rows: RowRatio) -> GroupSums {
    let zeros = [Double](repeating: 0, count: groupSizes.count)
    var sums = GroupSums(numerators: zeros, denominators: zeros)
    for (row, group) in groupOfRow.enumerated() {
      let (top, bottom) = (rows.numerators[row], rows.denominators?[row] ?? 1)
      guard !top.isNaN, !bottom.isNaN else { continue }
      sums.numerators[group] += top
      sums.denominators[group] += bottom
    }
    return sums
  }
}

/// What a score adds up over rows: Σ numerators / Σ denominators, or the mean without denominators.
struct RowRatio: Sendable, Equatable {
  let numerators: [Double]
  var denominators: [Double]?

  /// Over all rows, NaN left out; NaN when there is none.
  var value: Double {
    var (top, bottom) = (0.0, 0.0)
    for row in numerators.indices {
      let (own, weight) = (numerators[row], denominators?[row] ?? 1)
      guard !own.isNaN, !weight.isNaN else { continue }
      top += own
      bottom += weight
    }
    return top / bottom
  }
}

/// The adjusted Rand index under weights of groups, over pairs of distinct rows only.
///
/// A group that is drawn twice gives no pairs between its two copies: they agree with each other by construction,
/// and would make any clustering look better than it is.
private struct DistinctPairs {
  /// The cell of every row, and its cluster and label; −1 without a label.
  private let partitions: [Partition]
  private let groupOfRow: [Int]

  init(clusters: [Int], labels: [String?], bootstrap: TrackBootstrap) {
    let isUsed = labels.map { $0 != nil }
    let labelNumbers = Contingency.numbered(labels)
    let clusterNumbers = Contingency.numbered(clusters)
    let width = (labelNumbers.max() ?? 0) + 1
    let cells = Contingency.numbered(zip(clusterNumbers, labelNumbers).map { $0 * width + $1 })
    let all = [Int](repeating: 0, count: clusters.count)
    groupOfRow = bootstrap.groupOfRow
    partitions = [cells, clusterNumbers, labelNumbers, all].map { numbers in
      Partition(
        numbers: zip(numbers, isUsed).map { $1 ? $0 : -1 }, groupOfRow: bootstrap.groupOfRow,
        groups: bootstrap.groupSizes.count)
    }
  }

  /// 0 when a replicate leaves one cluster or one label only.
  func adjustedRand(_ weights: [Int32]) -> Double {
    let pairs = partitions.map { $0.pairs(weights, groupOfRow) }
    let (both, clusters, labels, all) = (pairs[0], pairs[1], pairs[2], pairs[3])
    let expected = clusters * labels / all
    let range = (clusters + labels) / 2 - expected
    return all > 0 && abs(range) > 1e-12 * all ? (both - expected) / range : 0
  }

  /// One way to part the rows.
  private struct Partition {
    /// −1 = left out.
    let numbers: [Int]
    let parts: Int
    /// Σ over parts of (rows of the group in it)².
    let squares: [Double]
    /// Rows of each group.
    let sizes: [Double]

    init(numbers: [Int], groupOfRow: [Int], groups: Int) {
      self.numbers = numbers
      parts = (numbers.max() ?? -1) + 1
      var counts = [[Int: Int]](repeating: [:], count: groups)
      for (row, number) in numbers.enumerated() where number >= 0 {
        counts[groupOfRow[row]][number, default: 0] += 1
      }
      squares = counts.map { $0.values.reduce(0) { $0 + Double($1 * $1) } }
      sizes = counts.map { Double($0.values.reduce(0, +)) }
    }

    /// ½ (Σ N² − Σ_g w_g² q_g) + ½ Σ_g w_g (q_g − n_g): all pairs within a part, less those between copies.
    func pairs(_ weights: [Int32], _ groupOfRow: [Int]) -> Double {
      var totals = [Double](repeating: 0, count: parts)
      for (row, number) in numbers.enumerated() where number >= 0 {
        totals[number] += Double(weights[groupOfRow[row]])
      }
      var sum = totals.reduce(0) { $0 + $1 * $1 }
      for (group, weight) in weights.enumerated() where weight > 0 {
        let w = Double(weight)
        sum += w * (squares[group] - sizes[group]) - w * w * squares[group]
      }
      return sum / 2
    }
  }
}
