/// How well one dimension alone tells a factor: the entries of SAP (Kumar, Sattigeri & Balakrishnan 2018, section 3).
///
/// Of numbers R² of a line, in sample. Of categories the balanced accuracy of thresholds half way between the means of the
/// classes (linear discriminant analysis of one dimension with equal priors) on held-out groups, less chance:
/// (a − 1/k) / (1 − 1/k) of k classes, so that 0 is chance and 1 is perfect as for numbers. Without that, as
/// disentanglement_lib has it, a gap is 1 − 1/k times as large: at most one half for a factor of two classes.
struct Separability {
  private let factor: KnownFactor
  private let known: [Int]
  private let folds: GroupFolds

  init(_ factor: KnownFactor, groups: [String], seed: UInt64) {
    self.factor = factor
    known = factor.known
    folds = GroupFolds(
      groups: known.map { groups[$0] }, labels: known.map { String(factor.classes[$0]) }, seed: seed)
  }

  func value(_ codes: FactorCodes, _ dimension: Int) -> Double {
    let values = known.map { codes.value($0, dimension) }
    if let numbers = factor.numbers { return Self.determination(values, known.map { numbers[$0] }) }
    return accuracy(values, known.map { factor.classes[$0] })
  }

  /// cov² / (var · var); 0 where one of the two never changes.
  static func determination(_ x: [Double], _ y: [Double]) -> Double {
    let count = Double(max(1, x.count))
    let (mx, my) = (x.reduce(0, +) / count, y.reduce(0, +) / count)
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    for (a, b) in zip(x, y) {
      xx += (a - mx) * (a - mx)
      xy += (a - mx) * (b - my)
      yy += (b - my) * (b - my)
    }
    return xx > 0 && yy > 0 ? min(1, xy * xy / (xx * yy)) : 0
  }

  private func accuracy(_ values: [Double], _ classes: [Int]) -> Double {
    var predictions = [Int](repeating: -1, count: values.count)
    for fold in 0..<folds.count where folds.count > 1 {
      let means = means(values, classes, outside: fold)
      for place in values.indices where folds.foldOfRow[place] == fold {
        predictions[place] =
          means.indices.min { abs(values[place] - means[$0]) < abs(values[place] - means[$1]) } ?? -1
      }
    }
    return BalancedAccuracy.overChance(predictions, classes, classCount: factor.classCount)
  }

  /// Of each class over the rows of other folds; infinitely far for one that has none.
  private func means(_ values: [Double], _ classes: [Int], outside fold: Int) -> [Double] {
    var sums = [Double](repeating: 0, count: factor.classCount)
    var counts = sums
    for place in values.indices where folds.foldOfRow[place] != fold {
      sums[classes[place]] += values[place]
      counts[classes[place]] += 1
    }
    return zip(sums, counts).map { $1 > 0 ? $0 / $1 : .infinity }
  }
}

/// Mean over classes of the share of their rows that are told right.
enum BalancedAccuracy {
  /// (accuracy − 1/k) / (1 − 1/k), 0 where it is below chance.
  static func overChance(_ predictions: [Int], _ classes: [Int], classCount: Int) -> Double {
    var (right, rows) = ([Double](repeating: 0, count: classCount), [Double](repeating: 0, count: classCount))
    for (prediction, own) in zip(predictions, classes) where own >= 0 {
      rows[own] += 1
      right[own] += prediction == own ? 1 : 0
    }
    let present = rows.indices.filter { rows[$0] > 0 }
    guard present.count > 1 else { return 0 }
    let count = Double(present.count)
    let accuracy = present.reduce(0) { $0 + right[$1] / rows[$1] } / count
    return max(0, (accuracy - 1 / count) / (1 - 1 / count))
  }
}
