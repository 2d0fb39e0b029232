import CHotLoops

extension FrameFeature {
  /// Where the spectrum's weight lies, in Hz: Σ f·S / Σ S of the magnitudes S; 0 in silence.
  ///
  /// `librosa.feature.spectral_centroid`.
  public static let centroid = FrameFeature("centroid", .centroid) { setting, _ in
    ShapeAnalyzer { block, out in
      hot_lane_centroids(block.magnitude, block.bins, setting.binWidth, out)
    }
  }

  /// How far it spreads around the centroid c, in Hz: √(Σ S·(f − c)² / Σ S).
  ///
  /// `librosa.feature.spectral_bandwidth` with p = 2.
  public static let bandwidth = FrameFeature("bandwidth", .bandwidth) { setting, _ in
    ShapeAnalyzer { block, out in
      hot_lane_bandwidths(block.magnitude, block.bins, setting.binWidth, out)
    }
  }

  /// How noise-like it is, from 0 (a tone) to 1 (white noise): the geometric over the arithmetic mean of the powers.
  ///
  /// `librosa.feature.spectral_flatness`: powers below 1e-10 count as that.
  public static let flatness = FrameFeature("flatness", .flatness) { _, _ in
    ShapeAnalyzer { block, out in
      hot_lane_flatness(block.power.start, block.bins, DecibelScale.minimumPower, out)
    }
  }

  /// The lowest frequency below which `fraction` of the magnitude lies, in Hz.
  ///
  /// `librosa.feature.spectral_rolloff`.
  /// - Parameter fraction: above 0 and below 1, else the analysis throws ``SpectralError`` naming `percent`.
  public static func rolloff(fraction: Double = 0.85) -> FrameFeature {
    FrameFeature("rolloff", .rolloff(fraction: fraction)) { setting, _ in
      try SpectralError.check("percent", fraction, in: 1e-6...0.999999)
      var bins = [Float](repeating: 0, count: FrameBlock.lanes)
      return ShapeAnalyzer { block, out in
        hot_lane_rolloffs(block.magnitude, block.bins, fraction, &bins)
        for lane in bins.indices { out[lane] = Double(bins[lane]) * setting.binWidth }
      }
    }
  }
}

/// A number a frame, read off its spectrum alone.
private final class ShapeAnalyzer: FrameAnalyzer {
  private var series = FrameSeries(rows: 1)
  private let lanes = AlignedMemory<Double>(count: FrameBlock.lanes)
  private let read: (FrameBlock, UnsafeMutablePointer<Double>) -> Void

  /// - Parameter read: fills one number a lane.
  init(read: @escaping (FrameBlock, UnsafeMutablePointer<Double>) -> Void) { self.read = read }

  func begin(frames: Int) { series.begin(frames: frames) }

  func take(_ block: FrameBlock) {
    read(block, lanes.start)
    series.put(lanes.start, of: block)
  }

  func finish(_ samples: [Float], cancellation: Cancellation) -> [Float] { series.values }
}
