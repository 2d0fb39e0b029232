import MVAEKit

/// Runs a training command once for every combination of the values that its labels were given.
struct Sweeping {
  /// One label and the values to try.
  struct Axis: Sendable {
    let name: String
    let values: [Value]
  }

  private let invocation: Invocation

  private static let mostRuns = 1000
  /// Of each held-out track: what differs between runs by less than their noise is no reason to choose.
  private static let draws = 16

  init(_ invocation: Invocation) { self.invocation = invocation }

  /// Combinations that fail are told and left out; an interruption keeps what is trained by then.
  ///
  /// - Throws: the first failure when no combination succeeds.
  func run() throws -> Sweep {
    let combinations = try self.combinations()
    var runs: [Sweep.Run] = []
    var firstFailure: (any Error)?
    for (index, settings) in combinations.enumerated() {
      let part = part(settings, number: index + 1, of: combinations.count)
      do {
        guard let model = try part.command.run(part)?.as(TrainedModel.self) else { continue }
        runs.append(Sweep.Run(settings: settings, model: model, evaluation: evaluation(of: model)))
      } catch is CancellationError {
        break
      } catch {
        firstFailure = firstFailure ?? error
        part.warn("left out: \(Self.words(error))")
      }
      if invocation.cancellation.isCancelled { break }
    }
    if runs.isEmpty { throw firstFailure ?? CancellationError() }
    if runs.count < combinations.count, invocation.cancellation.isCancelled {
      invocation.warn("interrupted: \(runs.count) of \(combinations.count) models are kept")
    }
    return Sweep(
      name: invocation.command.name, axes: invocation.sweeps.map(\.name), runs: runs)
  }

  /// On the held-out tracks; `nil` when there are none, or when it is interrupted.
  private func evaluation(of model: TrainedModel) -> Evaluation? {
    try? model.evaluate(
      part: .validation, samples: Self.draws, cancellation: invocation.cancellation)
  }

  private static func words(_ error: any Error) -> String {
    (error as? any ExplainedError)?.message ?? (error as? Diagnostic)?.message ?? "\(error)"
  }

  /// Every combination; the last label changes fastest.
  private func combinations() throws -> [[Sweep.Setting]] {
    let count = invocation.sweeps.reduce(1) {
      $0.multipliedReportingOverflow(by: $1.values.count).partialValue
    }
    guard (1...Self.mostRuns).contains(count),
      invocation.sweeps.allSatisfy({ $0.values.count <= Self.mostRuns })
    else {
      throw Diagnostic(
        "TooManyRuns", "these are more combinations than \(Self.mostRuns)", at: invocation.span,
        hint: "sweep fewer values at once")
    }
    return invocation.sweeps.reduce([[]]) { combinations, axis in
      combinations.flatMap { settings in
        axis.values.map { settings + [Sweep.Setting(label: axis.name, value: $0)] }
      }
    }
  }

  /// The call with one value a label.
  private func part(_ settings: [Sweep.Setting], number: Int, of count: Int) -> Invocation {
    var arguments = invocation.arguments
    for setting in settings { arguments[setting.label] = setting.value }
    let words = settings.map(\.words).joined(separator: " ")
    return Invocation(
      command: invocation.command, arguments: arguments, spans: invocation.spans, names: invocation.names,
      lineages: invocation.lineages, span: invocation.span, context: invocation.context,
      title: "\(invocation.command.name) \(words) (\(number) of \(count))")
  }
}
