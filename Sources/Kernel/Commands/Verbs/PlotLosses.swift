import MVAEKit
import Plot

/// `plot losses`: the course of training.
enum PlotLosses {
  private static let models = Key<[Value]>.objects(
    "models", "a trained model, several, or a sweep", [.model, .sweep])
  private static let log = Key<Bool>.flag("log", "a logarithmic axis", default: false)

  private static let parts = Key<[String]>(
    parameter: Parameter(
      "parts",
      "what to draw a line of; beta is the weight of the KL, rate the learning rate; of several models the validation",
      .list(.word(TrainingPart.allCases.map(\.rawValue))),
      fallback: "[loss, validation, reconstruction, divergence]"),
    fallback: nil, read: { $0.list?.compactMap(\.text) })

  static let losses = Command(
    "plot", "losses", summary: "How the loss and its parts went, epoch by epoch.",
    subjects: [models.parameter],
    labels: [parts.parameter, log.parameter] + FigureOptions.parameters,
    examples: [
      .init("plot losses basic", "training and validation loss, squared error, KL"),
      .init("plot losses basic parts: rate log: on", "how the learning rate went"),
      .init("plot losses [basic, wide] parts: validation", "models beside each other"),
    ], isShowing: true
  ) { invocation in
    let trained = try trainings(invocation)
    let usual: [TrainingPart] =
      trained.count > 1 ? [.validation] : [.loss, .validation, .reconstruction, .divergence]
    let wanted = invocation.optional(parts)?.compactMap(TrainingPart.init) ?? usual
    let series = trained.flatMap { training in
      wanted.compactMap { part in
        // Of models without validation rows the loss stands for it.
        part.series(training.history.epochs, of: training.name)
          ?? (part == .validation && trained.count > 1
            ? TrainingPart.loss.series(training.history.epochs, of: training.name) : nil)
      }
    }
    let best = trained.count == 1 ? trained[0].history.bestEpoch : nil
    let isPerTrack = !wanted.allSatisfy { $0 == .beta || $0 == .rate }
    let chart = Chart.lines(
      series, xTitle: "Epoch", isCounted: true,
      yTitle: isPerTrack ? "Per track" : wanted.map(\.rawValue).joined(separator: ", "), title: "Training",
      logarithmic: try invocation.value(log),
      rules: best.map { [RuleMark(value: Double($0), direction: .x, label: "best epoch \($0)")] } ?? [])
    return .object(try FigureOptions.figure(chart, invocation))
  }

  private struct Training {
    /// Nothing where there is no other.
    let name: String?
    let history: TrainingHistory
  }

  private static func trainings(_ invocation: Invocation) throws -> [Training] {
    let values = try invocation.value(models)
    let names = invocation.names(of: models)
    let trainings = values.enumerated().flatMap { place, value -> [Training] in
      if let sweep = value.as(Sweep.self) {
        return sweep.runs.map {
          Training(name: $0.settings.map(\.words).joined(separator: ", "), history: $0.model.history)
        }
      }
      let name = place < names.count ? names[place] : nil
      return value.as(TrainedModel.self).map {
        [Training(name: name ?? "model \(place)", history: $0.history)]
      } ?? []
    }
    return trainings.count == 1 ? [Training(name: nil, history: trainings[0].history)] : trainings
  }
}

/// What there is to draw of every epoch.
private enum TrainingPart: String, CaseIterable {
  case loss, validation, reconstruction, divergence, beta, rate

  /// `nil` when not every epoch has it.
  func series(_ epochs: [EpochRecord], of model: String?) -> LineSeries? {
    let values = epochs.compactMap(value)
    guard values.count == epochs.count, !values.isEmpty else { return nil }
    let words = self == .validation ? "validation loss" : rawValue
    return LineSeries(
      name: model.map { "\($0): \(words)" } ?? words, values: values,
      dashed: model == nil && self == .validation)
  }

  private func value(_ epoch: EpochRecord) -> Double? {
    switch self {
    case .loss: epoch.train.loss
    case .validation: epoch.validation?.loss
    case .reconstruction: epoch.train.reconstruction
    case .divergence: epoch.train.divergence
    case .beta: epoch.beta
    case .rate: epoch.rate
    }
  }
}
