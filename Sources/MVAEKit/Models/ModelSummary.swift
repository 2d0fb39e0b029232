/// A model in a table: its layers in order, their shapes and how many values they learn.
public struct ModelSummary: Sendable, Equatable {
  public struct Layer: Sendable, Equatable {
    /// "encoder.0", "mean", "logVariance", "decoder.2".
    public let name: String
    /// "linear", "linear + ReLU".
    public let kind: String
    public let inputs: Int
    public let outputs: Int
    public let parameterCount: Int
  }

  public let layers: [Layer]

  public var parameterCount: Int { layers.reduce(0) { $0 + $1.parameterCount } }
}
