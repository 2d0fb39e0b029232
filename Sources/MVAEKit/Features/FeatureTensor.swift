/// One image a track, such as a log-mel spectrogram: rows × bands × frames, in dB.
public struct FeatureTensor: Sendable, Equatable {
  public let name: String
  public let rows: TrackTable
  /// Shape [rows, bands, frames]; band 0 is the lowest frequency.
  public let values: Tensor

  public init(name: String, rows: TrackTable, values: Tensor) {
    self.name = name
    self.rows = rows
    self.values = values
  }

  /// The same values as one vector a track, band by band.
  public var flattened: FeatureMatrix {
    let bands = values.shape[1]
    let frames = values.shape[2]
    let names = (0..<bands).flatMap { band in (0..<frames).map { "band\(band)_frame\($0)" } }
    let matrix = Tensor(shape: [values.rows, bands * frames], values: values.values)
    return FeatureMatrix(
      name: name, rows: rows, values: matrix ?? Tensor(shape: [0, 0]), columnNames: names)
  }

  public func selecting(_ indices: [Int]) -> FeatureTensor {
    FeatureTensor(name: name, rows: rows.selecting(indices), values: values.selecting(indices))
  }
}
