import CFFTW
import Foundation

/// A Fourier transform of real values of one even length, for any number of threads at once.
///
/// FFTW (Frigo & Johnson 2005) in double: single precision loses 1e-3 dB in the quiet bands of real music. The
/// plan is estimated, not measured, so that every run uses the same one and gives the same bytes. The values
/// are transformed as half as many complex ones; the hot loops `hot_real_…` unpack the result.
final class RealFourierPlan: Sendable {
  enum Direction: Sendable {
    case forward
    /// Without the division by the length.
    case backward
  }

  /// Complex values of the packed transform: half the length.
  let half: Int
  /// cos(πk/half) and sin(πk/half), k ≤ half/2.
  let cosines: [Double]
  let sines: [Double]
  private let handle: Handle

  /// FFTW promises that a finished plan may be executed by many threads.
  private struct Handle: @unchecked Sendable {
    let plan: fftw_plan
  }

  /// - Parameters:
  ///   - size: even.
  ///   - direction: backward, ``transform(_:into:)`` goes from the packed values back to the pairs.
  init(size: Int, direction: Direction = .forward) throws {
    let half = size / 2
    guard let made = FourierPlanner.shared.withLock({ _ in Self.estimate(half, direction) }) else {
      throw SpectralError.planning(size: size)
    }
    self.half = half
    handle = made
    cosines = (0...half / 2).map { cos(Double.pi * Double($0) / Double(half)) }
    sines = (0...half / 2).map { sin(Double.pi * Double($0) / Double(half)) }
  }

  deinit {
    let handle = handle
    FourierPlanner.shared.withLock { _ in fftw_destroy_plan(handle.plan) }
  }

  /// Transforms 2 · half values, taken as pairs, into as many packed ones or back; both on 64-byte boundaries.
  func transform(_ input: UnsafeMutablePointer<Double>, into packed: UnsafeMutablePointer<Double>) {
    fftw_execute_dft(handle.plan, Self.complex(input), Self.complex(packed))
  }

  private static func estimate(_ half: Int, _ direction: Direction) -> Handle? {
    let input = AlignedMemory<Double>(count: 2 * half)
    let output = AlignedMemory<Double>(count: 2 * half)
    return fftw_plan_dft_1d(
      Int32(clamping: half), complex(input.start), complex(output.start),
      direction == .forward ? FFTW_FORWARD : FFTW_BACKWARD, FFTW_ESTIMATE
    ).map { Handle(plan: $0) }
  }

  private static func complex(_ values: UnsafeMutablePointer<Double>) -> UnsafeMutablePointer<fftw_complex> {
    UnsafeMutableRawPointer(values).assumingMemoryBound(to: fftw_complex.self)
  }
}
