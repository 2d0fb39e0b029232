import CHotLoops

/// The instruction sets that this process computes with: the processor's best, or less when the environment
/// variable `MVAE_CPU` was `avx2` or `portable` when it started.
///
/// The same seed and data give the same bytes only on the same one, so that a run should record it.
public enum InstructionSet: String, Sendable, CaseIterable {
  /// Plain C, as compiled for every processor of its kind.
  case portable
  /// x86-64-v3: 256-bit vectors with fused multiply-add.
  case avx2
  /// x86-64-v4: 512-bit vectors.
  case avx512

  public static var current: InstructionSet {
    switch Int(hot_path_best()) {
    case HOT_PATH_V4: .avx512
    case HOT_PATH_V3: .avx2
    default: .portable
    }
  }
}
