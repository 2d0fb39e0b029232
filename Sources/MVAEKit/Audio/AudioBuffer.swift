/// Mono samples at a sample rate, full scale = ±1.
public struct AudioBuffer: Sendable, Equatable {
  public var samples: [Float]
  /// In Hz.
  public let sampleRate: Int

  public init(samples: [Float], sampleRate: Int) {
    self.samples = samples
    self.sampleRate = sampleRate
  }

  /// In seconds.
  public var duration: Double { Double(samples.count) / Double(sampleRate) }
}
