import MVAEKit

/// Labels of how the divergence is weighed.
struct DivergenceLabels {
  private enum Warmup: Sendable {
    case off
    case linear(Int)
    case cyclical
  }

  private let warmup = Key<Warmup>(
    parameter: Parameter(
      "warmup", "epochs over which beta grows from 0, or cyclical (Fu et al. 2019)",
      .either([.integer(1...100_000), .word(["off", "cyclical"])]), fallback: "off"),
    fallback: .off,
    read: { value in value.integer.map(Warmup.linear) ?? (value.text == "cyclical" ? .cyclical : .off) })
  private let cycles = Key<Int>.integer(
    "cycles", "how often cyclical warm-up begins anew", in: 1...10_000, default: 4)
  private let ratio = Key<Double>.number(
    "cycle_ratio", "part of a cycle in which beta grows", in: 0.01...1, default: 0.5)
  private let freeBits = Key<Double>.number(
    "free_bits", "nats of each latent dimension that are free: Σ max(free_bits, KL) (Kingma et al. 2016)",
    in: 0...100, default: 0)
  private let capacity = Key<Double?>.numberOrOff(
    "capacity", "nats that the KL is drawn to: beta × |KL − capacity| (Burgess et al. 2018)",
    in: 0...10_000, default: nil)
  private let capacityWarmup = Key<Int>(
    parameter: Parameter(
      "capacity_warmup", "epochs over which the capacity grows from 0; half of all when left out",
      .integer(0...100_000)), fallback: nil, read: { $0.integer })

  var parameters: [Parameter] {
    [
      warmup.parameter, cycles.parameter, ratio.parameter, freeBits.parameter, capacity.parameter,
      capacityWarmup.parameter,
    ]
  }

  /// Needs the epochs in `result`.
  func read(into result: inout TrainingSchedule, _ invocation: Invocation) throws {
    result.warmup = try warmup(epochs: result.epochs, invocation)
    result.freeBits = try invocation.value(freeBits)
    let nats = try invocation.value(capacity)
    try invocation.only(capacityWarmup, with: "capacity:", nats != nil)
    result.capacity = nats.map {
      LatentCapacity(nats: $0, epochs: invocation.optional(capacityWarmup) ?? result.epochs / 2)
    }
  }

  private func warmup(epochs: Int, _ invocation: Invocation) throws -> DivergenceWarmup {
    let kind = try invocation.value(warmup)
    var isCyclical = false
    if case .cyclical = kind { isCyclical = true }
    try invocation.only(cycles, with: "warmup: cyclical", isCyclical)
    try invocation.only(ratio, with: "warmup: cyclical", isCyclical)
    switch kind {
    case .off: return .none
    case .linear(let epochs): return .linear(epochs: epochs)
    case .cyclical:
      let count = try invocation.value(cycles)
      return .cyclical(period: (epochs + count - 1) / count, ratio: try invocation.value(ratio))
    }
  }
}
