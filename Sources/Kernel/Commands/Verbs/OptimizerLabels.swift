import MVAEKit

/// Labels of how gradients become steps.
struct OptimizerLabels {
  private let optimizer = Key<String>.word(
    "optimizer",
    "Adam (Kingma & Ba 2015), AdamW with decoupled weight decay (Loshchilov & Hutter 2019), or gradient descent",
    ["adam", "adamw", "sgd"], default: "adam")
  private let decay = Key<Double>.number(
    "decay", "AdamW's weight decay: weights shrink by rate × decay each step", in: 0...1, default: 0.01)
  private let momentum = Key<Double>.number(
    "momentum", "how much of the last step sgd keeps", in: 0...0.999, default: 0.9)
  private let clip = Key<Double?>.numberOrOff(
    "clip", "largest norm of all gradients together; longer ones are scaled down (Pascanu et al. 2013)",
    in: 1e-6...1e6, default: nil)
  private let schedule = Key<String>.word(
    "schedule",
    "the rate stays, falls by half a cosine step by step, or falls when the validation loss stalls",
    ["constant", "cosine", "plateau"], default: "constant")
  private let rateWarmup = Key<Int>.integer(
    "rate_warmup", "epochs over which the rate grows from 0", in: 0...100_000, default: 0)
  private let rateFloor = Key<Double>.number(
    "rate_floor", "the rate at which a cosine ends", in: 0...10, default: 0)
  private let rateFactor = Key<Double>.number(
    "rate_factor", "what a plateau multiplies the rate by", in: 1e-6...0.999, default: 0.1)
  private let ratePatience = Key<Int>.integer(
    "rate_patience", "epochs without a better validation loss that a plateau waits", in: 0...100_000,
    default: 5)

  var parameters: [Parameter] {
    [
      optimizer.parameter, decay.parameter, momentum.parameter, clip.parameter, schedule.parameter,
      rateWarmup.parameter, rateFloor.parameter, rateFactor.parameter, ratePatience.parameter,
    ]
  }

  func read(into result: inout TrainingSchedule, _ invocation: Invocation) throws {
    let name = try invocation.value(optimizer)
    try invocation.only(decay, with: "optimizer: adamw", name == "adamw")
    try invocation.only(momentum, with: "optimizer: sgd", name == "sgd")
    result.optimizer =
      switch name {
      case "adamw": .adamW(decay: try invocation.value(decay))
      case "sgd": .sgd(momentum: try invocation.value(momentum))
      default: .adam
      }
    result.clip = try invocation.value(clip)
    result.rateWarmup = try invocation.value(rateWarmup)
    try readRate(into: &result, invocation)
  }

  private func readRate(into result: inout TrainingSchedule, _ invocation: Invocation) throws {
    let name = try invocation.value(schedule)
    try invocation.only(rateFloor, with: "schedule: cosine", name == "cosine")
    try invocation.only(rateFactor, with: "schedule: plateau", name == "plateau")
    try invocation.only(ratePatience, with: "schedule: plateau", name == "plateau")
    result.rateSchedule =
      switch name {
      case "cosine": .cosine(floor: try invocation.value(rateFloor))
      case "plateau":
        .plateau(factor: try invocation.value(rateFactor), patience: try invocation.value(ratePatience))
      default: .constant
      }
  }
}

extension Invocation {
  /// Reports an argument that this subject cannot have.
  func refuse<Content>(_ key: Key<Content>, because words: String) throws(Diagnostic) {
    guard given(key) != nil else { return }
    throw diagnostic(
      "UnusedLabel", "`\(key.name)` says nothing here: \(words)", at: key, hint: "leave it out")
  }

  /// Reports a label that is given where nothing would heed it.
  func only<Content>(_ key: Key<Content>, with words: String, _ isHeeded: Bool) throws(Diagnostic) {
    guard !isHeeded, given(key) != nil else { return }
    throw diagnostic(
      "UnusedLabel", "`\(key.name):` is only heeded with `\(words)`", at: key,
      hint: "add `\(words)`, or leave it out")
  }
}
