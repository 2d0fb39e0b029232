/// One image a track: a log-mel spectrogram in dB, or a picture in units of its own.
public struct FeatureTensor: Sendable, Equatable {
  public enum Content: String, Sendable, CaseIterable, Codable {
    /// Rows × bands × frames, in dB; band 0 is the lowest frequency.
    case spectrogram
    /// Rows × height × width, in the units of its file; row 0 is the topmost.
    case picture
  }

  public let name: String
  public let rows: TrackTable
  /// Shape [rows, height, width].
  public let values: Tensor
  public let content: Content
  /// How it was made; `nil` when that is not known.
  public let recipe: FeatureRecipe?

  public init(
    name: String, rows: TrackTable, values: Tensor, content: Content = .spectrogram,
    recipe: FeatureRecipe? = nil
  ) {
    self.name = name
    self.rows = rows
    self.values = values
    self.content = content
    self.recipe = recipe
  }

  /// The same values as one vector a track, band by band.
  public var flattened: FeatureMatrix {
    let matrix = Tensor(shape: [values.rows, values.columns], values: values.values)
    return FeatureMatrix(
      name: name, rows: rows, values: matrix ?? Tensor(shape: [0, 0]), columnNames: pixelNames)
  }

  public func selecting(_ indices: [Int]) -> FeatureTensor {
    FeatureTensor(
      name: name, rows: rows.selecting(indices), values: values.selecting(indices), content: content,
      recipe: recipe)
  }

  /// A name for every pixel, line by line.
  var pixelNames: [String] {
    guard values.shape.count == 3 else { return [] }
    return (0..<values.columns).map(pixelName)
  }

  /// Pixel `index` of an image: "band3_frame7", "row3_column7".
  func pixelName(_ index: Int) -> String {
    let width = max(1, values.shape[2])
    let (line, place) = (index / width, index % width)
    return switch content {
    case .spectrogram: "band\(line)_frame\(place)"
    case .picture: "row\(line)_column\(place)"
    }
  }
}
