/// Where new points of the latent space come from.
public enum LatentSource: Sendable, Equatable {
  /// N(0, 1), as training assumes.
  case prior
  /// A Gaussian with full covariance, fitted to where the training tracks lie.
  case gaussian
  /// A mixture of as many of them.
  case mixture(components: Int)
}

extension TrainedModel {
  /// The density of the training rows' aggregate posterior, or of those of some rows; `nil` for the prior.
  ///
  /// - Parameter rows: which of the model's rows; its training rows without them.
  /// - Throws: ``GenerationError``, ``PosteriorMeasureError``, `CancellationError`.
  public func density(
    _ source: LatentSource, rows: [Int]? = nil, seed: UInt64 = 1, cancellation: Cancellation = Cancellation()
  ) throws -> LatentMixture? {
    let fitted = rows ?? split.train
    switch source {
    case .prior: return nil
    case .gaussian: return LatentMixture(try LatentGaussian(fitting: posterior, rows: fitted))
    case .mixture(let components):
      return try LatentMixture(
        fitting: posterior, rows: fitted, components: components, seed: seed, cancellation: cancellation)
    }
  }

  /// The training rows of a class; all rows of it when none was trained on.
  ///
  /// - Parameter column: the label column that has the class; the model's own label without it.
  /// - Throws: ``GenerationError/noRows`` when no row has it.
  func rows(ofClass label: String, in column: String?) throws -> [Int] {
    let texts: [String?]
    if let rowClasses {
      texts = rowClasses
    } else if let column, case .text(let values)? = rows.column(column)?.content {
      texts = values
    } else {
      throw TrainingError.noLabels
    }
    let train = split.train.filter { texts[$0] == label }
    let found = train.isEmpty ? texts.indices.filter { texts[$0] == label } : train
    guard !found.isEmpty else { throw GenerationError.noRows }
    return found
  }
}
