/// One feature vector a track: rows × columns, unscaled, with the rows it stands for.
public struct FeatureMatrix: Sendable, Equatable {
  /// What it is, in a few words: "mfcc", "latents", a file's name.
  public let name: String
  public let rows: TrackTable
  /// Shape [rows, columns], in the feature's own units.
  public let values: Tensor
  public let columnNames: [String]
  /// How methods that measure distances see it: standardised to zero mean and unit variance, or as it is.
  public let scaling: Scaling
  /// How it was made; `nil` when that is not known.
  public let recipe: FeatureRecipe?

  public enum Scaling: String, Sendable, CaseIterable, Codable {
    case standard
    case none
  }

  public init(
    name: String, rows: TrackTable, values: Tensor, columnNames: [String], scaling: Scaling = .standard,
    recipe: FeatureRecipe? = nil
  ) {
    self.name = name
    self.rows = rows
    self.values = values
    self.columnNames = columnNames
    self.scaling = scaling
    self.recipe = recipe
  }

  public func selecting(_ indices: [Int]) -> FeatureMatrix {
    FeatureMatrix(
      name: name, rows: rows.selecting(indices), values: values.selecting(indices),
      columnNames: columnNames, scaling: scaling, recipe: recipe)
  }
}
