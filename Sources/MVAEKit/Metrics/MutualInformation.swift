import Foundation

/// Entropies of partitions, in nats.
extension Contingency {
  /// 1 when both partitions are trivial (one cluster, one label), 0 when they share nothing.
  var normalizedMutualInformation: Double {
    if clusterSizes.count <= 1, labelSizes.count <= 1 { return 1 }
    let information = mutualInformation
    guard information > Double.ulpOfOne else { return 0 }
    return min(1, information / meanEntropy)
  }

  /// (I − E[I]) / (mean entropy − E[I]); 1 when both partitions are trivial, 0 when one is.
  var adjustedMutualInformation: Double {
    if clusterSizes.count <= 1, labelSizes.count <= 1 { return 1 }
    if clusterSizes.count == 1 || labelSizes.count == 1 { return 0 }
    let expected = expectedMutualInformation
    // A perfect match and chance can be the same number: 0 / 0 is 1 then, as in scikit-learn.
    return Self.nonzero(mutualInformation - expected) / Self.nonzero(meanEntropy - expected)
  }

  var homogeneity: Double {
    let entropy = Self.entropy(labelSizes, count)
    return entropy > 0 ? mutualInformation / entropy : 1
  }

  var completeness: Double {
    let entropy = Self.entropy(clusterSizes, count)
    return entropy > 0 ? mutualInformation / entropy : 1
  }

  /// Σ p(c, l) · ln(p(c, l) / (p(c) p(l))).
  private var mutualInformation: Double {
    guard clusterSizes.count > 1, labelSizes.count > 1 else { return 0 }
    let n = Double(count)
    let sum = cells.reduce(0.0) { sum, cell in
      let (rows, product) = (
        Double(cell.count), Double(clusterSizes[cell.cluster]) * Double(labelSizes[cell.label])
      )
      let term = rows / n * (log(rows) - log(n)) + rows / n * (2 * log(n) - log(product))
      return abs(term) < Double.ulpOfOne ? sum : sum + term
    }
    return max(0, sum)
  }

  private var meanEntropy: Double {
    (Self.entropy(clusterSizes, count) + Self.entropy(labelSizes, count)) / 2
  }

  private static func entropy(_ sizes: [Int], _ count: Int) -> Double {
    guard sizes.count > 1 else { return 0 }
    let n = Double(count)
    return -sizes.reduce(0) { $0 + Double($1) / n * (log(Double($1)) - log(n)) }
  }

  private static func nonzero(_ value: Double) -> Double {
    value < 0 ? min(value, -Double.ulpOfOne) : max(value, Double.ulpOfOne)
  }
}

extension Contingency {
  /// E[I] over all tables with the same sizes (the hypergeometric model; Vinh, Epps & Bailey 2010, equation 24a).
  private var expectedMutualInformation: Double {
    let factorials = LogFactorials(upTo: count)
    // Equal sizes give equal sums, so each pair of sizes is summed once.
    let (clusters, labels) = (Self.tally(clusterSizes), Self.tally(labelSizes))
    var sum = 0.0
    for (a, timesA) in clusters {
      for (b, timesB) in labels { sum += Double(timesA * timesB) * expectedTerm(a, b, factorials) }
    }
    return sum
  }

  /// Σ over the rows m that a cluster of `a` and a label of `b` rows can share: m/n · ln(n·m / (a·b)) · P(m).
  private func expectedTerm(_ a: Int, _ b: Int, _ factorials: LogFactorials) -> Double {
    let n = count
    let base = factorials[a] + factorials[b] + factorials[n - a] + factorials[n - b] - factorials[n]
    let (logProduct, logN) = (log(Double(a)) + log(Double(b)), log(Double(n)))
    return (max(1, a + b - n)...min(a, b)).reduce(0.0) { sum, m in
      let logProbability =
        base - factorials[m] - factorials[a - m] - factorials[b - m] - factorials[n - a - b + m]
      return sum + Double(m) / Double(n) * (logN + log(Double(m)) - logProduct) * exp(logProbability)
    }
  }

  /// How often each size occurs, in the order of sizes.
  private static func tally(_ sizes: [Int]) -> [(size: Int, times: Int)] {
    var times: [Int: Int] = [:]
    for size in sizes { times[size, default: 0] += 1 }
    return times.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

/// ln m! for every m up to a limit.
private struct LogFactorials {
  private let values: [Double]

  init(upTo limit: Int) { values = (0...limit).map { lgamma(Double($0) + 1) } }

  subscript(_ number: Int) -> Double { values[number] }
}
