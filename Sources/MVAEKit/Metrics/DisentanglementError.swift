/// Why codes cannot be judged against known factors.
public enum DisentanglementError: ExplainedError, Equatable {
  case noFactors([FactorOmission])
  case rows(codes: Int, factors: Int)
  case tooManyDimensions(Int)

  public var message: String {
    switch self {
    case .noFactors(let omissions):
      omissions.isEmpty
        ? "there are no factors to judge by"
        : "no factor tells anything: \(omissions.map(\.words).joined(separator: ", "))"
    case .rows(let codes, let factors): "there are \(codes) rows of codes, but \(factors) of factors"
    case .tooManyDimensions(let count):
      "codes of \(count) dimensions are more than the \(Disentanglement.mostDimensions) that are judged one by one"
    }
  }

  public var hint: String? {
    switch self {
    case .noFactors: "factors are label columns of the tracks with two values or more"
    case .rows: nil
    case .tooManyDimensions: "project them on fewer dimensions first"
    }
  }

  public var parameter: String? {
    switch self {
    case .noFactors: "factors"
    case .rows, .tooManyDimensions: "vectors"
    }
  }
}
