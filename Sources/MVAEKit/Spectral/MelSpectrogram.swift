/// The energy of a signal by mel band and frame.
public struct MelSpectrogram: Sendable, Equatable {
  public enum Unit: String, Sendable {
    case power
    case decibel = "dB"
  }

  /// bands × frames, band 0 the lowest.
  public let values: [Float]
  public let bands: Int
  public let frames: Int
  public let unit: Unit
  /// In Hz.
  public let sampleRate: Int
  /// Samples from one frame to the next.
  public let hop: Int
  /// The centre of each band in Hz.
  public let frequencies: [Double]

  /// The centre of each frame in seconds.
  public var times: [Double] {
    (0..<frames).map { Double($0 * hop) / Double(sampleRate) }
  }

  /// The values of one band over time.
  public func band(_ index: Int) -> ArraySlice<Float> {
    values[index * frames..<(index + 1) * frames]
  }

  /// The same in dB.
  public func decibels(_ scale: DecibelScale = DecibelScale()) -> MelSpectrogram {
    guard unit == .power else { return self }
    var converted = values
    scale.apply(to: &converted)
    return MelSpectrogram(
      values: converted, bands: bands, frames: frames, unit: .decibel, sampleRate: sampleRate, hop: hop,
      frequencies: frequencies)
  }
}
