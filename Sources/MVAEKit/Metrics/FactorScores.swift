import Foundation

/// A number for every dimension of a code and every factor.
public struct FactorTable: Sendable, Equatable {
  /// One list a dimension, in the order of the factors.
  public let values: [[Double]]

  /// The column of a factor.
  public func column(_ factor: Int) -> [Double] { values.map { $0[factor] } }

  /// From one list a factor.
  init(columns: [[Double]], dimensions: Int) {
    values = (0..<dimensions).map { dimension in columns.map { $0[dimension] } }
  }
}

/// The mutual information gap (Chen et al. 2018, equation 6), as disentanglement_lib estimates it.
///
/// I(z_j; v) of each dimension in 20 bins of equal width with a factor, over the factor's entropy; the gap of a factor is
/// the largest less the second largest. I is the plain estimate of counts: few tracks lift all of it, the gap less.
enum MutualInformationGap {
  /// I(z_j; v) / H(v) of every dimension; 0 for one that is off.
  static func shares(_ codes: FactorCodes, _ factor: KnownFactor) -> [Double] {
    let known = factor.known
    let labels = known.map { factor.classes[$0] }
    return codes.map { dimension in
      let bins = Histogram.bins(known.map { codes.value($0, dimension) })
      // Homogeneity is 1 by agreement where there is nothing to tell; a dimension of one bin tells nothing.
      return Set(bins).count > 1 ? Contingency(clusters: bins, labels: labels).homogeneity : 0
    }
  }

  static func gap(_ shares: [Double]) -> Double {
    let sorted = shares.sorted(by: >)
    return (sorted.first ?? 0) - (sorted.dropFirst().first ?? 0)
  }
}

/// The parts of what sparse readers lean on (Eastwood & Williams 2018, section 2).
enum ImportanceEntropy {
  /// Σ_i ρ_i D_i with D_i = 1 − H_K(R_i / Σ_j R_ij) and ρ_i = Σ_j R_ij / Σ R: how far each dimension serves one factor.
  /// `nil` with one factor, of which every dimension is pure.
  static func disentanglement(_ importance: FactorTable) -> Double? {
    weighted(importance.values)
  }

  /// The same by factors: how far one dimension serves each. `nil` with one dimension.
  static func completeness(_ importance: FactorTable) -> Double? {
    guard let count = importance.values.first?.count else { return nil }
    return weighted((0..<count).map(importance.column))
  }

  private static func weighted(_ lists: [[Double]]) -> Double? {
    guard let width = lists.first?.count, width > 1 else { return nil }
    let sums = lists.map { $0.reduce(0, +) }
    let total = sums.reduce(0, +)
    guard total > 0 else { return 0 }
    return zip(lists, sums).reduce(0) { result, item in
      result + item.1 / total * purity(item.0, sum: item.1)
    }
  }

  /// 1 − the entropy of the shares to the base of their number.
  private static func purity(_ list: [Double], sum: Double) -> Double {
    guard sum > 0 else { return 0 }
    let entropy = list.reduce(0.0) { result, value in
      value > 0 ? result - value / sum * log(value / sum) : result
    }
    return 1 - entropy / log(Double(list.count))
  }
}
