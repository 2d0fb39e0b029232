import Foundation

/// The shape that a frame is multiplied with before its Fourier transform.
public enum Window: String, Sendable, CaseIterable {
  /// Periodic Hann, 0.5 - 0.5 cos(2πi/N), as `scipy.signal.get_window("hann", N)`.
  case hann
  case rectangular

  /// `length` coefficients, zero-padded on both sides to `size`.
  func coefficients(length: Int, paddedTo size: Int) -> [Double] {
    let before = (size - length) / 2
    return (0..<size).map { position in
      let index = position - before
      guard index >= 0, index < length else { return 0 }
      switch self {
      case .hann: return 0.5 - 0.5 * cos(2 * Double.pi * Double(index) / Double(length))
      case .rectangular: return 1
      }
    }
  }
}
