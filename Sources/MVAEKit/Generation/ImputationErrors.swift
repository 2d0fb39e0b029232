/// How far imputations of one modality fall from the truth, measured on tracks that have all of them.
public struct ImputationErrors: Sendable, Equatable {
  /// Σ (x̂ − x)² / Σ (x − mean)², mean that of the training tracks: 1 is as good as always imagining that mean.
  public let miss: Double
  /// The squared error of each column that the draws do not explain: max(0, mean of (x̂ − x)² − s²), s² the variance
  /// between draws; in the network's scale.
  public let variances: [Double]
  /// Share of the values of other tracks than those that ``variances`` are of with |x̂ − x| ≤ √(s² + variance), 0.683 for
  /// normal errors; `nil` without such tracks.
  public let coverage: Double?

  /// s² + variance of every value, row by row.
  func widening(_ spreads: [Double]) -> [Double] {
    spreads.enumerated().map { $1 + variances[$0 % variances.count] }
  }
}

extension TrainedModel {
  /// Measures imputations of one modality on tracks of the model's that have all.
  ///
  /// - Parameters:
  ///   - measured: tracks that the errors are learned on, held out of training.
  ///   - checked: other tracks, on which the errors are tried.
  ///   - limit: of many tracks so many are taken, evenly.
  ///   - draws: z ~ q(z|the others) of each track, whose decoded mean is x̂.
  /// - Returns: `nil` when no measured track has all, or they are all the mean.
  /// - Throws: ``FusionError``, ``TrainingError/featuresMissing``, `CancellationError`.
  public func imputationErrors(
    _ target: Int, measured: [Int], checked: [Int] = [], limit: Int = 100, draws: Int = 16, seed: UInt64 = 1,
    cancellation: Cancellation = Cancellation()
  ) throws -> ImputationErrors? {
    let content = try fusion(to: "imagine one modality from another")
    guard content.inputs.hasValues else { throw TrainingError.featuresMissing }
    let own = content.whole(measured, limit: limit)
    let rows = own + content.whole(checked, limit: limit)
    guard !own.isEmpty, let real = try content.known(target, rows: rows, cancellation: cancellation),
      let learned = try content.known(target, rows: split.train, cancellation: cancellation)
    else { return nil }
    let inputs = content.inputs.selecting(rows).showing(
      content.network.all.subtracting(ModalitySet([target])))
    let encoding = try LatentEncoding(
      rows: inputs.rows, posterior: try encode(inputs, cancellation: cancellation), count: draws, seed: seed,
      cancellation: cancellation)
    let moments = try decodedMoments(target, of: encoding, labels: inputs.labels, cancellation)
    let trial = ImputationTrial(
      real: real.values, means: moments.means, spreads: moments.variances, measured: own.count)
    return trial.errors(centre: ColumnMoments(learned.values).means)
  }
}

extension FusionContent {
  /// Those of some tracks that have every modality, at most `limit` of them, evenly.
  fileprivate func whole(_ rows: [Int], limit: Int) -> [Int] {
    let whole = rows.filter { inputs.present[$0] == network.all }
    guard whole.count > limit else { return whole }
    return (0..<limit).map { whole[$0 * whole.count / limit] }
  }
}

/// Real values of a modality beside those imagined, shape [rows, columns] each.
private struct ImputationTrial {
  let real: Tensor
  let means: [Float]
  let spreads: [Double]
  /// The first rows, which the errors are learned on.
  let measured: Int

  func errors(centre: [Double]) -> ImputationErrors? {
    guard let miss = miss(centre) else { return nil }
    let variances = unexplained
    return ImputationErrors(miss: miss, variances: variances, coverage: coverage(variances))
  }

  private func miss(_ centre: [Double]) -> Double? {
    var (miss, total) = (0.0, 0.0)
    for (place, value) in real.values.enumerated() {
      let distance = Double(value) - centre[place % real.columns]
      miss += squaredError(place)
      total += distance * distance
    }
    return total > 0 ? miss / total : nil
  }

  private var unexplained: [Double] {
    var sums = [Double](repeating: 0, count: real.columns)
    for place in 0..<measured * real.columns {
      sums[place % real.columns] += squaredError(place) - spreads[place]
    }
    return sums.map { max(0, $0 / Double(measured)) }
  }

  private func coverage(_ variances: [Double]) -> Double? {
    let places = measured * real.columns..<real.values.count
    guard !places.isEmpty else { return nil }
    let inside = places.count { squaredError($0) <= spreads[$0] + variances[$0 % real.columns] }
    return Double(inside) / Double(places.count)
  }

  private func squaredError(_ place: Int) -> Double {
    let error = Double(means[place] - real.values[place])
    return error * error
  }
}
