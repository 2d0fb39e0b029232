import CHotLoops

/// Which implementations the engine may use: the one place where the choice is made.
struct ComputePath: Sendable, Equatable {
  /// Whether convolutions and large products go to oneDNN.
  var usesOneDNN = true
  /// Whether convolutions that suit it go to our own Winograd loops.
  var usesWinograd = true
  /// The upper bound of the instruction sets of our own loops.
  var instructions = Int32(HOT_PATH_BEST)

  /// Everything, but for oneDNN when the process was told to use plain C.
  static let best = ComputePath(usesOneDNN: InstructionSet.current != .portable || hot_path_is_forced() == 0)
  /// Our own direct loops alone: results do not depend on the number of threads.
  static let ownLoops = ComputePath(usesOneDNN: false, usesWinograd: false)
  /// Plain C and nothing else; tests force it.
  static let portable = ComputePath(
    usesOneDNN: false, usesWinograd: false, instructions: Int32(HOT_PATH_PORTABLE))

  /// Whether a product with a weight matrix of this size goes to oneDNN: below, our own loops are faster.
  ///
  /// It depends on the weights alone, so that a row has the same result in a batch of any size.
  func isLarge(weights: Int) -> Bool { usesOneDNN && weights >= 1 << 18 }
}
