/// Overlapping triangles, equally spaced in mel, that sum a power spectrum into bands.
///
/// As `librosa.filters.mel`: edges at exact frequencies (not rounded to bins), computed in double, kept as
/// float32; each triangle scaled to unit area in Hz where `isNormalized`.
public struct MelFilterBank: Sendable, Equatable {
  /// The bins that one band listens to: weights of `first ..< first + weights.count`.
  struct Filter: Sendable, Equatable {
    let first: Int
    let weights: [Float]
  }

  /// Bins of the spectrum it applies to.
  public let bins: Int
  /// The peak of each triangle in Hz.
  public let centers: [Double]
  let filters: [Filter]

  public var bands: Int { filters.count }

  /// Bands so narrow that no bin falls into them: always silent.
  public var emptyBands: Int { filters.count { $0.weights.isEmpty } }

  /// What its user should know, in words.
  var notes: [String] {
    emptyBands == 0
      ? []
      : [
        "\(emptyBands) of \(bands) mel bands are narrower than a bin and stay silent: take fewer bands or a "
          + "longer fft"
      ]
  }

  /// - Throws: ``SpectralError`` naming `bands`, `fmin` or `fmax`.
  public init(
    sampleRate: Int, fft: Int, bands: Int, minimum: Double = 0, maximum: Double? = nil,
    scale: MelScale = .slaney, isNormalized: Bool = true
  ) throws {
    let maximum = maximum ?? Double(sampleRate) / 2
    try SpectralError.check("bands", Double(bands), in: 1...4096)
    guard minimum >= 0, minimum < maximum, maximum <= Double(sampleRate) / 2 else {
      throw SpectralError.frequencies(minimum: minimum, maximum: maximum, sampleRate: sampleRate)
    }
    let bins = fft / 2 + 1
    let edges = Self.edges(bands: bands, minimum: minimum, maximum: maximum, scale: scale)
    let width = Double(sampleRate) / Double(fft)
    self.bins = bins
    centers = Array(edges[1...bands])
    filters = (0..<bands).map { band in
      let row = Self.triangle(edges[band...band + 2], bins: bins, width: width, isNormalized: isNormalized)
      return Self.sparse(row)
    }
  }

  /// Row `band` with a weight for every bin.
  public func weights(band: Int) -> [Float] {
    let filter = filters[band]
    var row = [Float](repeating: 0, count: bins)
    row.replaceSubrange(filter.first..<filter.first + filter.weights.count, with: filter.weights)
    return row
  }

  /// bands + 2 frequencies in Hz, equally spaced in mel.
  static func edges(bands: Int, minimum: Double, maximum: Double, scale: MelScale) -> [Double] {
    let low = scale.mel(minimum)
    let step = (scale.mel(maximum) - low) / Double(bands + 1)
    return (0..<bands + 2).map { scale.hertz($0 == bands + 1 ? scale.mel(maximum) : low + step * Double($0)) }
  }

  /// max(0, min(rising, falling)) at every bin, in double.
  static func triangle(
    _ edges: ArraySlice<Double>, bins: Int, width: Double, isNormalized: Bool
  ) -> [Double] {
    let (low, center, high) = (
      edges[edges.startIndex], edges[edges.startIndex + 1], edges[edges.endIndex - 1]
    )
    let scale = isNormalized ? 2 / (high - low) : 1
    return (0..<bins).map { bin in
      let frequency = Double(bin) * width
      let rising = (frequency - low) / (center - low)
      let falling = (high - frequency) / (high - center)
      return max(0, min(rising, falling)) * scale
    }
  }

  private static func sparse(_ row: [Double]) -> Filter {
    guard let first = row.firstIndex(where: { $0 > 0 }), let last = row.lastIndex(where: { $0 > 0 }) else {
      return Filter(first: 0, weights: [])
    }
    return Filter(first: first, weights: row[first...last].map { Float($0) })
  }
}
