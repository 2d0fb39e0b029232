import CFFTW
import Foundation

/// Fourier transforms of one length, estimated and not measured, so that every run uses the same ones.
final class GridPlans: Sendable {
  private let realForward: Handle
  private let realBackward: Handle
  private let complexForward: Handle
  private let complexBackward: Handle

  /// FFTW promises that a finished plan may be executed by many threads.
  private struct Handle: @unchecked Sendable {
    let plan: fftw_plan
  }

  /// - Parameter size: even.
  init(size: Int) throws {
    let length = Int32(clamping: size)
    let real = AlignedMemory<Double>(count: size)
    let (a, b) = (AlignedMemory<Double>(count: 2 * size), AlignedMemory<Double>(count: 2 * size))
    let (first, second) = (Self.complex(a.start), Self.complex(b.start))
    // The results may spoil their input: it is scratch everywhere.
    let flags = UInt32(FFTW_ESTIMATE) | UInt32(FFTW_DESTROY_INPUT)
    let plans = FourierPlanner.shared.withLock { _ in
      [
        fftw_plan_dft_r2c_1d(length, real.start, second, flags),
        fftw_plan_dft_c2r_1d(length, first, real.start, flags),
        fftw_plan_dft_1d(length, first, second, FFTW_FORWARD, flags),
        fftw_plan_dft_1d(length, first, second, FFTW_BACKWARD, flags),
      ].compactMap { $0.map { Handle(plan: $0) } }
    }
    guard plans.count == 4 else { throw ProjectionError.transform(size: size) }
    (realForward, realBackward, complexForward, complexBackward) = (plans[0], plans[1], plans[2], plans[3])
  }

  deinit {
    let plans = [realForward, realBackward, complexForward, complexBackward]
    FourierPlanner.shared.withLock { _ in plans.forEach { fftw_destroy_plan($0.plan) } }
  }

  /// All arguments lie on 64-byte boundaries; inputs are spoiled.
  func forwardReal(_ input: UnsafeMutablePointer<Double>, into output: UnsafeMutablePointer<Double>) {
    fftw_execute_dft_r2c(realForward.plan, input, Self.complex(output))
  }

  func backwardReal(_ input: UnsafeMutablePointer<Double>, into output: UnsafeMutablePointer<Double>) {
    fftw_execute_dft_c2r(realBackward.plan, Self.complex(input), output)
  }

  func forward(_ input: UnsafeMutablePointer<Double>, into output: UnsafeMutablePointer<Double>) {
    fftw_execute_dft(complexForward.plan, Self.complex(input), Self.complex(output))
  }

  func backward(_ input: UnsafeMutablePointer<Double>, into output: UnsafeMutablePointer<Double>) {
    fftw_execute_dft(complexBackward.plan, Self.complex(input), Self.complex(output))
  }

  private static func complex(_ values: UnsafeMutablePointer<Double>) -> UnsafeMutablePointer<fftw_complex> {
    UnsafeMutableRawPointer(values).assumingMemoryBound(to: fftw_complex.self)
  }
}
