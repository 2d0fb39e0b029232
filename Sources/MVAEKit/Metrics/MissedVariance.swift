import Foundation

/// What reconstructions miss of the features' variance: Σ (x̂ − x)² / Σ (x − mean)², the squares of a row each.
///
/// Feature vectors are measured standardised, images in their own units; so is PCA of the same features.
extension RowRatio {
  /// Of rows of what a model was trained on, through μ and back; NaN for rows that lack what it decodes first.
  init(missedBy model: TrainedModel, rows: [Int], cancellation: Cancellation) throws {
    let rebuilt = try model.reconstruction(
      of: model.trainingInputs.selecting(rows), cancellation: cancellation)
    let (original, restored) = (rebuilt.original.values, rebuilt.features.values)
    let known: RowRatio
    switch rebuilt.original {
    case .vectors(let matrix) where matrix.scaling == .standard:
      let scaler = FeatureScaler(fitting: matrix.values)
      let scaled = scaler.scale(original)
      known = RowRatio(missed: scaled, by: scaler.scale(restored), mean: ColumnMoments(scaled).means)
    default:
      known = RowRatio(missed: original, by: restored, mean: ColumnMoments(original).means)
    }
    self = known.spread(from: rebuilt.original.rows.ids, to: rows.map { model.rows.ids[$0] })
  }

  /// The same at the places of other ids, NaN where they are none of its own.
  private func spread(from own: [String], to ids: [String]) -> RowRatio {
    guard own != ids else { return self }
    let places = Dictionary(zip(own, own.indices)) { first, _ in first }
    return RowRatio(
      numerators: ids.map { places[$0].map { numerators[$0] } ?? .nan },
      denominators: ids.map { places[$0].flatMap { denominators?[$0] } ?? .nan })
  }

  /// - Parameters:
  ///   - restored: as many rows and columns.
  ///   - mean: of each column, what missing everything is measured from.
  init(missed original: Tensor, by restored: Tensor, mean: [Double]) {
    var (misses, variances): ([Double], [Double]) = ([], [])
    for row in 0..<original.rows {
      var (miss, variance) = (0.0, 0.0)
      for (index, pair) in zip(original.row(row), restored.row(row)).enumerated() {
        let (x, error) = (Double(pair.0), Double(pair.1) - Double(pair.0))
        miss += error * error
        variance += (x - mean[index]) * (x - mean[index])
      }
      misses.append(miss)
      variances.append(variance)
    }
    self.init(numerators: misses, denominators: variances)
  }
}

/// Ratios of powers in decibels.
enum Decibels {
  static func of(_ ratio: Double) -> Double { 10 * log10(ratio) }
}

extension PrincipalComponents {
  /// Rows back from their scores, shape [rows, columns]: mean + Σ score · component.
  public func restored(_ scores: Tensor) -> Tensor {
    let width = mean.count
    var restored = Tensor(shape: [scores.rows, width])
    for row in 0..<scores.rows {
      var sums = mean
      for (index, score) in scores.row(row).enumerated() {
        let direction = components.row(index)
        for (column, value) in direction.enumerated() { sums[column] += Double(score) * Double(value) }
      }
      for column in 0..<width { restored.values[row * width + column] = Float(sums[column]) }
    }
    return restored
  }
}
