import CHotLoops
import Foundation
import Testing

@testable import MVAEKit

@Suite struct InstructionSetTests {
  /// `scripts/test` runs the engine's suites once for each word.
  @Test func theEnvironmentForcesThePathOfTheWholeProcess() {
    switch ProcessInfo.processInfo.environment["MVAE_CPU"] {
    case "portable":
      #expect(InstructionSet.current == .portable)
      #expect(!ComputePath.best.usesOneDNN && ComputePath.best.usesWinograd)
    case "avx2":
      #expect(InstructionSet.current != .avx512)
      #expect(ComputePath.best.usesOneDNN == (InstructionSet.current == .avx2))
    default:
      #expect(hot_path_is_forced() == 0 && ComputePath.best.usesOneDNN)
    }
  }
}
