import CHotLoops

extension FrameFeature {
  /// The share of sample pairs of a frame between which the sign changes.
  ///
  /// `librosa.feature.zero_crossing_rate`: the ends are padded with their own values; what is within 1e-10 of 0 counts
  /// as positive.
  public static let zeroCrossingRate = FrameFeature("zcr", .zeroCrossingRate) { setting, _ in
    SampleAnalyzer(setting.transform) { samples, frames in
      var running = [UInt32](repeating: 0, count: samples.count)
      if let start = samples.baseAddress { hot_sign_changes(start, samples.count, 1e-10, &running) }
      return { first, last in Double(running[last - 1] - running[first]) / Double(frames) }
    }
  }

  /// The root of the mean square of a frame's samples.
  ///
  /// `librosa.feature.rms` of samples: the ends are padded with zeros.
  public static let rms = FrameFeature("rms", .rms) { setting, _ in
    SampleAnalyzer(setting.transform) { samples, frames in
      { first, last in
        guard let start = samples.baseAddress else { return 0 }
        return (hot_square_sum(start + first, last - first) / Double(frames)).squareRoot()
      }
    }
  }
}

/// A number a frame, read off its samples.
private final class SampleAnalyzer: FrameAnalyzer {
  /// The number of the samples first ..< last, at least one, of a frame.
  typealias Reading = (_ first: Int, _ last: Int) -> Double

  private let transform: STFTConfiguration
  private let prepare: (_ samples: UnsafeBufferPointer<Float>, _ length: Int) -> Reading

  /// - Parameter prepare: gets all samples and the length of a frame.
  init(
    _ transform: STFTConfiguration,
    prepare: @escaping (_ samples: UnsafeBufferPointer<Float>, _ length: Int) -> Reading
  ) {
    self.transform = transform
    self.prepare = prepare
  }

  var readsSpectra: Bool { false }

  func finish(_ samples: [Float], cancellation: Cancellation) throws -> [Float] {
    let frames = transform.frameCount(samples: samples.count)
    return try samples.withUnsafeBufferPointer { buffer in
      let read = prepare(buffer, transform.fft)
      return try (0..<frames).map { frame in
        if frame % 64 == 0 { try cancellation.check() }
        let start = frame * transform.hop - (transform.isCentered ? transform.fft / 2 : 0)
        let first = min(max(0, start), buffer.count - 1)
        return Float(read(first, max(first + 1, min(start + transform.fft, buffer.count))))
      }
    }
  }
}
