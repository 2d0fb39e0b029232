/// Why a likelihood does not fit the data or the network.
public enum LikelihoodError: ExplainedError, Equatable {
  /// A variance or scale that is no width.
  case spread(Double)
  case value(Float, Likelihood.Family, feature: String, row: String, column: String)
  case images(Likelihood.Family)

  public var message: String {
    switch self {
    case .spread(let value): "a likelihood of width \(value); allowed is 0.000001 to 1000000"
    case .value(let value, let family, let feature, let row, let column):
      "\(feature) has \(value) in row \(row), column \(column): a \(family.rawValue) likelihood needs values "
        + (family == .bernoulli ? "from 0 to 1" : "of at least 0")
    case .images(let family): "images have no \(family.rawValue) likelihood"
    }
  }

  public var hint: String? {
    switch self {
    case .spread: nil
    case .value(_, .bernoulli, _, _, _):
      "standardised features cannot be Bernoulli: give probabilities or 0 and 1 with scaling: none, or choose gaussian"
    case .value: "give one-hot rows, frequencies or counts with scaling: none, or choose gaussian"
    case .images: "choose gaussian, laplace or bernoulli"
    }
  }

  public var parameter: String? { "likelihood" }
}

extension Likelihood {
  /// Throws ``LikelihoodError`` for the first value that it gives no probability, naming its row and column.
  func check(_ features: FeatureMatrix) throws {
    guard needsRawValues else { return }
    let highest: Float = self == .bernoulli ? 1 : .infinity
    let values = features.values
    guard let index = values.values.firstIndex(where: { !($0 >= 0 && $0 <= highest) }) else { return }
    let (row, column) = (index / values.columns, index % values.columns)
    throw LikelihoodError.value(
      values.values[index], family, feature: features.name, row: features.rows.ids[row],
      column: column < features.columnNames.count ? features.columnNames[column] : "\(column)")
  }
}
