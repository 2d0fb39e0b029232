/// What sparse linear readers say of one factor: the dimensions they lean on, and how well they read it.
struct FactorReading: Sendable {
  /// Σ |w| of each dimension as a share of all; 0 for dimensions that are off, and everywhere for a factor that is not read.
  let importance: [Double]
  /// On held-out groups in five folds: R² of numbers, balanced accuracy less chance of classes, 0 … 1.
  let informativeness: Double
}

extension FactorReading {
  /// - Parameter groups: of every row.
  init(
    _ codes: FactorCodes, _ factor: KnownFactor, groups: [String], seed: UInt64, cancellation: Cancellation
  ) throws {
    let (known, live) = (factor.known, codes.live)
    guard !live.isEmpty else {
      self.init(importance: codes.isLive.map { _ in 0 }, informativeness: 0)
      return
    }
    let whole = try SparseReader(
      fitting: codes.tensor(known, dimensions: live), factor.target(known), cancellation: cancellation)
    let sum = whole.importance.reduce(0, +)
    var importance = codes.isLive.map { _ in 0.0 }
    for (place, dimension) in live.enumerated() where sum > 0 {
      importance[dimension] = whole.importance[place] / sum
    }
    self.init(
      importance: importance,
      informativeness: try Self.heldOut(codes, factor, groups: groups, seed: seed, cancellation: cancellation)
    )
  }

  private static func heldOut(
    _ codes: FactorCodes, _ factor: KnownFactor, groups: [String], seed: UInt64, cancellation: Cancellation
  ) throws -> Double {
    let (known, live) = (factor.known, codes.live)
    let folds = GroupFolds(
      groups: known.map { groups[$0] }, labels: known.map { String(factor.classes[$0]) }, seed: seed)
    guard folds.count > 1 else { return 0 }
    var numbers = [Double](repeating: .nan, count: known.count)
    var classes = [Int](repeating: -1, count: known.count)
    for fold in 0..<folds.count {
      let (learned, asked) = (folds.rows(outside: fold), folds.rows(in: fold))
      let reader = try SparseReader(
        fitting: codes.tensor(learned.map { known[$0] }, dimensions: live),
        factor.target(learned.map { known[$0] }), cancellation: cancellation)
      let others = codes.tensor(asked.map { known[$0] }, dimensions: live)
      if factor.isNumeric {
        let found = try reader.numbers(others, cancellation: cancellation)
        for (place, value) in zip(asked, found) { numbers[place] = value }
      } else {
        let found = try reader.classes(others, cancellation: cancellation)
        for (place, value) in zip(asked, found) { classes[place] = value }
      }
    }
    guard let own = factor.numbers else {
      return BalancedAccuracy.overChance(
        classes, known.map { factor.classes[$0] }, classCount: factor.classCount)
    }
    return explained(known.map { own[$0] }, by: numbers)
  }

  /// 1 − Σ (ŷ − y)² / Σ (y − mean)², 0 where the mean is better.
  private static func explained(_ values: [Double], by predictions: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(max(1, values.count))
    var (missed, all) = (0.0, 0.0)
    for (value, prediction) in zip(values, predictions) {
      missed += (prediction - value) * (prediction - value)
      all += (value - mean) * (value - mean)
    }
    return all > 0 ? max(0, 1 - missed / all) : 0
  }
}

extension KnownFactor {
  /// The values of some known rows as a reader takes them.
  fileprivate func target(_ rows: [Int]) -> SparseReader.Target {
    numbers.map { numbers in .numbers(rows.map { numbers[$0] }) }
      ?? .classes(rows.map { classes[$0] }, count: classCount)
  }
}
