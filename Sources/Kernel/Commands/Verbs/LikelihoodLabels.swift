import MVAEKit

/// Labels of p(x|z).
struct LikelihoodLabels {
  private enum Scale: Sendable {
    case fixed(Double)
    case learned
  }

  private let likelihood: Key<String>
  private let scale = Key<Scale>(
    parameter: Parameter(
      "scale",
      "a Gaussian's σ or a Laplace's b, the same for all columns; the study's 0.7071 (1 for laplace) when left out",
      .either([.number(0.001...1000), .word(["learned"])])), fallback: nil,
    read: { value in value.number.map(Scale.fixed) ?? .learned })

  /// - Parameter families: those that the model's data can have.
  init(_ families: [Likelihood.Family]) {
    likelihood = .word(
      "likelihood", "how the decoder's outputs are read: x given z", families.map(\.rawValue),
      default: "gaussian")
  }

  var parameters: [Parameter] { [likelihood.parameter, scale.parameter] }

  func value(_ invocation: Invocation) throws -> Likelihood {
    let family = Likelihood.Family(rawValue: try invocation.value(likelihood)) ?? .gaussian
    let given = invocation.given(scale)
    try invocation.only(
      scale, with: "likelihood: gaussian` or `laplace", family == .gaussian || family == .laplace)
    switch (family, given) {
    case (.bernoulli, _): return .bernoulli
    case (.categorical, _): return .categorical
    case (.gaussian, nil): return .gaussian()
    case (.gaussian, .learned): return .gaussian(variance: .learned)
    case (.gaussian, .fixed(let deviation)): return .gaussian(variance: .fixed(deviation * deviation))
    case (.laplace, nil): return .laplace()
    case (.laplace, .learned): return .laplace(scale: .learned)
    case (.laplace, .fixed(let width)): return .laplace(scale: .fixed(width))
    }
  }
}
