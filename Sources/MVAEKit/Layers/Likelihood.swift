/// p(x|z): how a decoder's outputs y say what values x are likely.
///
/// What training minimises is −log p(x|z) in nats, without constants where the spread is fixed, so that the default
/// is the reference study's sum of squared errors. ``Evaluation`` counts all constants.
public enum Likelihood: Sendable, Equatable, Codable {
  /// x ~ N(y, v): training minimises Σ (y − x)² / 2v. The default v = ½ makes it Σ (y − x)².
  case gaussian(variance: Spread = .fixed(0.5))
  /// x ~ Laplace(y, b): training minimises Σ |y − x| / b.
  case laplace(scale: Spread = .fixed(1))
  /// x ~ Bernoulli(1 / (1 + e⁻ʸ)), y the logits: training minimises Σ ln(1 + eʸ) − x·y.
  ///
  /// Values between 0 and 1 are allowed: the same sum is then a cross-entropy and no normalised density
  /// (Loaiza-Ganem & Cunningham 2019), which bounds compare only with others of the same kind.
  case bernoulli
  /// x ~ the columns' softmax of y: training minimises −Σ x · log softmax(y). Rows of x are one-hot, frequencies or
  /// counts; the coefficient of counts, which no model changes, is left out.
  case categorical

  /// The width of a distribution, the same for all columns.
  public enum Spread: Sendable, Equatable, Codable {
    case fixed(Double)
    /// One weight more, log σ (or log b), begun at 0 and read as within −10 … 10; training then minimises all of
    /// −log p. A linear decoder with it is probabilistic PCA (Tipping & Bishop 1999; Lucas et al. 2019).
    case learned
  }

  /// The families, by the names that a user types.
  public enum Family: String, Sendable, CaseIterable {
    case gaussian, laplace, bernoulli, categorical
  }

  public var family: Family {
    switch self {
    case .gaussian: .gaussian
    case .laplace: .laplace
    case .bernoulli: .bernoulli
    case .categorical: .categorical
    }
  }

  /// The width of the two that have one.
  var spread: Spread? {
    switch self {
    case .gaussian(let spread), .laplace(let spread): spread
    case .bernoulli, .categorical: nil
    }
  }

  /// Whether training minimises all of −log p, constants included.
  public var isComplete: Bool { spread == nil || spread == .learned }

  /// Whether its values are what they are: probabilities are not to be standardised.
  public var needsRawValues: Bool { self == .bernoulli || self == .categorical }

  /// "Gaussian of variance 0.5", "Laplace of learned scale", "Bernoulli".
  public var words: String {
    switch self {
    case .gaussian(.fixed(let variance)): "Gaussian of variance \(variance)"
    case .gaussian(.learned): "Gaussian of learned variance"
    case .laplace(.fixed(let scale)): "Laplace of scale \(scale)"
    case .laplace(.learned): "Laplace of learned scale"
    case .bernoulli: "Bernoulli"
    case .categorical: "categorical"
    }
  }

  /// Throws ``LikelihoodError/spread(_:)`` for a width that is none.
  func validate() throws {
    guard case .fixed(let value) = spread else { return }
    guard value >= 1e-6, value <= 1e6 else { throw LikelihoodError.spread(value) }
  }
}
