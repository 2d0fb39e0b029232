import CHotLoops

extension MelSpectrogram {
  /// Magnitudes whose mel bands these are, as good as the bands tell.
  ///
  /// As `librosa.feature.inverse.mel_to_stft`: of each frame the non-negative power spectrum whose band sums are nearest,
  /// from the clipped pseudo-inverse and the frame before on, then its square root.
  /// - Parameter analysis: how the bands were made.
  /// - Throws: ``SpectralError``, `CancellationError`.
  public func magnitude(
    _ analysis: MelAnalysis, cancellation: Cancellation = Cancellation()
  ) throws -> MagnitudeSpectrogram {
    let bank = try analysis.filterBank(sampleRate: sampleRate)
    try SpectralError.check("bands", Double(bands), in: Double(bank.bands)...Double(bank.bands))
    let inversion = BankInversion(bank)
    var values: [Float] = []
    values.reserveCapacity(frames * bank.bins)
    var power: [Double]?
    for frame in 0..<frames {
      if frame % 16 == 0 { try cancellation.check() }
      let column = (0..<bands).map { band in
        let value = Double(self.values[band * frames + frame])
        return unit == .power ? max(0, value) : DecibelScale.power(of: value)
      }
      let found = inversion.power(of: column, after: power)
      values += found.map { Float($0.squareRoot()) }
      power = found
    }
    return MagnitudeSpectrogram(
      configuration: analysis.transform, sampleRate: sampleRate, frames: frames, values: values)
  }
}

/// Finds the power spectrum that a bank sums to given bands.
struct BankInversion {
  static let steps = 16

  private let bank: MelFilterBank
  private let weights: [Float]
  private let firsts: [Int32]
  private let counts: [Int32]
  /// The products of each band with itself and with the next: no others overlap.
  private let squares: [Double]
  private let overlaps: [Double]

  init(_ bank: MelFilterBank) {
    self.bank = bank
    weights = bank.filters.flatMap(\.weights)
    firsts = bank.filters.map { Int32(clamping: $0.first) }
    counts = bank.filters.map { Int32(clamping: $0.weights.count) }
    squares = bank.filters.map { $0.product($0) }
    overlaps = zip(bank.filters, bank.filters.dropFirst()).map { $0.product($1) }
  }

  /// - Parameters:
  ///   - sums: one a band, not negative.
  ///   - previous: what was found of the frame before. From the mean of the pseudo-inverse and of that, brought to the
  ///     same total, music comes 0.3 dB nearer to its spectrum; from that alone up to 9 dB less near.
  /// - Returns: one a bin, not negative.
  func power(of sums: [Double], after previous: [Double]? = nil) -> [Double] {
    var power = clipped(sums)
    if let previous, let total = previous.nonZeroSum, let wanted = power.nonZeroSum {
      for index in power.indices { power[index] = 0.5 * (power[index] + previous[index] * wanted / total) }
    }
    // A product never leaves 0, so that every bin under a band starts above it.
    let least = 1e-6 * (power.max() ?? 0)
    for index in power.indices { power[index] = max(power[index], least) }
    var scratch = [Double](repeating: 0, count: 2 * bank.bins)
    hot_bank_nonnegative(
      weights, firsts, counts, bank.bands, bank.bins, sums, Self.steps, &scratch, &power)
    return power
  }

  /// max(0, B'(BB')⁻¹ y), the pseudo-inverse, by elimination: BB' has three diagonals.
  func clipped(_ sums: [Double]) -> [Double] {
    let scales = dual(sums)
    var power = [Double](repeating: 0, count: bank.bins)
    for (filter, scale) in zip(bank.filters, scales) {
      for (index, weight) in filter.weights.enumerated() {
        power[filter.first + index] += Double(weight) * scale
      }
    }
    return power.map { max(0, $0) }
  }

  /// (BB')⁻¹ y after L. H. Thomas; a band without bins, or one that is all another's, gets 0.
  private func dual(_ sums: [Double]) -> [Double] {
    let count = sums.count
    var diagonal = squares
    var values = sums
    for band in 1..<max(1, count) where diagonal[band - 1] > 1e-9 * squares[band - 1] {
      let factor = overlaps[band - 1] / diagonal[band - 1]
      diagonal[band] -= factor * overlaps[band - 1]
      values[band] -= factor * values[band - 1]
    }
    for band in (0..<count).reversed() {
      guard diagonal[band] > 1e-9 * squares[band], squares[band] > 0 else {
        values[band] = 0
        continue
      }
      let next = band + 1 < count ? overlaps[band] * values[band + 1] : 0
      values[band] = (values[band] - next) / diagonal[band]
    }
    return values
  }
}

extension [Double] {
  fileprivate var nonZeroSum: Double? {
    let sum = reduce(0, +)
    return sum > 0 && sum.isFinite ? sum : nil
  }
}

extension MelFilterBank.Filter {
  /// Σ over bins of the product of both weights.
  fileprivate func product(_ other: MelFilterBank.Filter) -> Double {
    let start = max(first, other.first)
    let end = min(first + weights.count, other.first + other.weights.count)
    guard start < end else { return 0 }
    return (start..<end).reduce(0) {
      $0 + Double(weights[$1 - first]) * Double(other.weights[$1 - other.first])
    }
  }
}
