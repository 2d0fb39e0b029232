/// How well a model explains some tracks, in nats with all constants.
///
/// Densities are of the values as the network sees them: standardised columns, pixels scaled to [0, 1]. Those of
/// models of the same features compare; those of other features do not. A Bernoulli likelihood of values between 0
/// and 1 is a cross-entropy, which only compares with others of its kind.
public struct Evaluation: Sendable, Equatable {
  public let rows: TrackTable
  /// K: draws z ~ q(z|x) of every row.
  public let samples: Int
  /// What is decoded, one part a modality.
  public let parts: [EvaluatedPart]
  /// What the latent space costs; `nil` for an autoencoder, which has no bound to report.
  public let latent: EvaluatedLatent?

  /// E log p(x|z), all parts together.
  public var reconstruction: MonteCarloEstimate {
    MonteCarloEstimate(rows.ids.indices.map { row in parts.reduce(0) { $0 + $1.logLikelihoods[row] } })
  }

  /// −E log p(x|z) (Alemi et al. 2018).
  public var distortion: Double { -reconstruction.value }
  /// E KL(q(z|x) ‖ p(z)) (Alemi et al. 2018).
  public var rate: Double? { latent?.divergence.value }

  /// The evidence lower bound E log p(x|z) − KL(q(z|x) ‖ p(z)), with β = 1 whatever the model was trained with.
  public var elbo: MonteCarloEstimate? {
    latent.map { latent in
      MonteCarloEstimate(
        rows.ids.indices.map { row in
          parts.reduce(-latent.divergences[row]) { $0 + $1.logLikelihoods[row] }
        })
    }
  }

  /// −log p(x) estimated by importance sampling with ``samples`` draws: an upper bound that falls towards the truth
  /// as they grow into the thousands.
  public var negativeLogLikelihood: Double? { latent.map { -$0.bound.mean.value } }
}

/// One modality of an ``Evaluation``.
public struct EvaluatedPart: Sendable, Equatable {
  /// "mfcc", "mel".
  public let name: String
  public let likelihood: Likelihood
  /// Values of one row.
  public let columns: Int
  /// E log p(x|z) of each row over its draws, in nats.
  public internal(set) var logLikelihoods: [Double]
  /// Σ (x̂ − x)² of each row through μ, of values as the network sees them.
  public internal(set) var squaredErrors: [Double]
  /// √ of the mean (x̂ − x)² of each row through μ, in the features' own units: dB of a mel spectrogram.
  public internal(set) var rootMeanSquareErrors: [Double]
}

/// What the latent space of an ``Evaluation`` costs and carries.
public struct EvaluatedLatent: Sendable, Equatable {
  /// KL(q(z|x) ‖ N(0, 1)) of each row in closed form.
  public let divergences: [Double]
  /// The same of each dimension, mean over the rows.
  public let dimensionDivergences: [Double]
  /// Dimensions with Var(μ) > 0.01 over these rows (Burda, Grosse & Salakhutdinov 2016).
  public let activeUnits: Int
  /// log 1/K Σ p(x, z) / q(z|x) of each row (Burda, Grosse & Salakhutdinov 2016).
  public let bound: ImportanceWeightedBound
  /// (Σ w)² / Σ w² of the K weights, mean over the rows: near 1 the bound rests on a single draw (Kong 1992).
  public let effectiveSamples: Double
  /// Mutual information, total correlation and dimension divergence of the aggregate posterior of these rows.
  public let aggregate: AggregatePosterior

  /// Over the rows.
  public var divergence: MonteCarloEstimate { MonteCarloEstimate(divergences) }
}
