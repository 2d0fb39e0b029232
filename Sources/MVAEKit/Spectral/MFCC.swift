import CHotLoops
import Foundation

/// Mel-frequency cepstral coefficients: the discrete cosine transform of a log-mel spectrogram.
///
/// Davis & Mermelstein (1980); as `librosa.feature.mfcc`: orthonormal DCT-II, optionally liftered.
public struct MFCC: Sendable, Equatable {
  /// coefficients × frames.
  public let values: [Float]
  public let coefficients: Int
  public let frames: Int

  /// The values of one coefficient over time.
  public func coefficient(_ index: Int) -> ArraySlice<Float> {
    values[index * frames..<(index + 1) * frames]
  }

  /// - Parameter spectrogram: in dB.
  init(of spectrogram: MelSpectrogram, basis: CosineBasis) {
    coefficients = basis.rows
    frames = spectrogram.frames
    var values: [Float] = []
    basis.project(spectrogram.values, frames: spectrogram.frames, into: &values)
    self.values = values
  }

  /// - Parameter lifter: L of the factor 1 + (L/2) sin(π(n+1)/L) on coefficient n; 0 for none.
  /// - Throws: ``SpectralError`` naming `coefficients` or `lifter`.
  public init(of spectrogram: MelSpectrogram, coefficients: Int = 20, lifter: Double = 0) throws {
    let basis = try CosineBasis(bands: spectrogram.bands, coefficients: coefficients, lifter: lifter)
    self.init(of: spectrogram.decibels(), basis: basis)
  }
}

/// The first rows of the orthonormal DCT-II: √(2/N) cos(πc(2b+1)/2N), row 0 by 1/√2.
struct CosineBasis: Sendable {
  let rows: Int
  let bands: Int
  /// rows × bands.
  let values: [Float]

  /// - Throws: ``SpectralError`` naming `coefficients` or `lifter`.
  init(bands: Int, coefficients: Int, lifter: Double) throws {
    try SpectralError.check("coefficients", Double(coefficients), in: 1...Double(bands))
    try SpectralError.check("lifter", lifter, in: 0...1000)
    rows = coefficients
    self.bands = bands
    values = (0..<coefficients).flatMap { row in
      let scale = ((row == 0 ? 1 : 2) / Double(bands)).squareRoot() * Self.lift(row, by: lifter)
      return (0..<bands).map { band in
        Float(scale * cos(Double.pi * Double(row * (2 * band + 1)) / Double(2 * bands)))
      }
    }
  }

  /// rows × frames of a spectrogram of bands × frames, in the memory of `result` where it has the size.
  func project(_ spectrogram: [Float], frames: Int, into result: inout [Float]) {
    if result.count != rows * frames { result = [Float](repeating: 0, count: rows * frames) }
    result.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      hot_project_rows(values, rows, bands, spectrogram, frames, start)
    }
  }

  private static func lift(_ row: Int, by lifter: Double) -> Double {
    lifter > 0 ? 1 + lifter / 2 * sin(Double.pi * Double(row + 1) / lifter) : 1
  }
}
