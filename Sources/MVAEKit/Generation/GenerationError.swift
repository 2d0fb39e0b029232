/// Why a model cannot be asked for this.
public enum GenerationError: ExplainedError, Equatable {
  case latentCount(found: Int, expected: Int)
  case notFinite(row: Int, dimension: Int)
  case dimension(Int, latent: Int)
  /// No row to fit a density to.
  case noRows
  case components(Int, rows: Int)
  case row(Int, count: Int)

  public var message: String {
    switch self {
    case .latentCount(let found, let expected):
      "a point of the latent space has \(expected) numbers, not \(found)"
    case .notFinite(let row, let dimension):
      "point \(row) has a value that is no finite number in dimension \(dimension)"
    case .dimension(let dimension, let latent):
      "there is no dimension \(dimension): the latent space has \(latent)"
    case .noRows: "there are no tracks to fit a density to"
    case .components(let count, let rows):
      "a mixture of \(count) components needs as many tracks, there are \(rows)"
    case .row(let row, let count): "there is no row \(row): the model has \(count)"
    }
  }

  public var hint: String? {
    switch self {
    case .dimension(_, let latent): "dimensions go from 0 to \(latent - 1)"
    case .components(_, let rows): "choose 1 to \(rows) components"
    case .latentCount, .notFinite, .noRows, .row: nil
    }
  }

  public var parameter: String? {
    switch self {
    case .latentCount, .notFinite: "latents"
    case .dimension: "dimension"
    case .components: "components"
    case .noRows: "label"
    case .row: nil
    }
  }
}
