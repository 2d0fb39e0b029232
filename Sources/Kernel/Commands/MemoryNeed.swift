import MVAEKit

extension Invocation {
  /// Refuses what would not fit into the memory that is left: an error in words instead of a kernel that is gone.
  ///
  /// - Parameters:
  ///   - bytes: an estimate from below of what will be allocated.
  ///   - what: whose, in the plural: "the images".
  func requireMemory<Content>(
    _ bytes: Double, for what: String, at key: Key<Content>, available: Int? = ProcessMemory.available
  ) throws(Diagnostic) {
    // The system needs some itself, and an estimate is one.
    guard let available, bytes > 0.9 * Double(available) else { return }
    let need = NumberText.bytes(Int(min(bytes, 1e18)))
    throw diagnostic(
      "TooLittleMemory", "\(what) need about \(need) of memory; \(NumberText.bytes(available)) can be had",
      at: key, hint: "take fewer or smaller ones, or `forget` what is no longer needed: `list` shows sizes")
  }
}

extension BasicArchitecture {
  /// About what training takes: weights, gradients, two moments of the optimiser and the best weights so far.
  func trainingBytes(inputs: Int) -> Double {
    let widths = [Double(inputs)] + hidden.map(Double.init)
    let encoder = zip(widths, widths.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    let heads = 3 * (widths.last ?? 0) * Double(latent)
    return 5 * 4 * (2 * encoder + heads)
  }
}
