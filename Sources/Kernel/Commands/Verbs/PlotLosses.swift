import MVAEKit
import Plot

/// `plot losses`: the course of training.
enum PlotLosses {
  private static let model = Key<TrainedModel>.value("model", "a trained model")
  private static let log = Key<Bool>.flag("log", "a logarithmic axis", default: false)

  private static let parts = Key<[String]>.words(
    "parts", "what to draw a line of; beta is the weight of the KL, rate the learning rate",
    TrainingPart.allCases.map(\.rawValue), default: ["loss", "validation", "reconstruction", "divergence"])

  static let losses = Command(
    "plot", "losses", summary: "How the loss and its parts went, epoch by epoch.",
    subjects: [model.parameter],
    labels: [parts.parameter, log.parameter] + FigureOptions.parameters,
    examples: [
      .init("plot losses basic", "training and validation loss, squared error, KL"),
      .init("plot losses basic parts: rate log: on", "how the learning rate went"),
    ], isShowing: true
  ) { invocation in
    let history = try invocation.value(model).history
    let wanted = try invocation.value(parts).compactMap(TrainingPart.init)
    let rules = history.bestEpoch.map {
      [RuleMark(value: Double($0), direction: .x, label: "best epoch \($0)")]
    }
    let isPerTrack = !wanted.allSatisfy { $0 == .beta || $0 == .rate }
    let chart = Chart.lines(
      wanted.compactMap { $0.series(history.epochs) }, xTitle: "Epoch", isCounted: true,
      yTitle: isPerTrack ? "Per track" : wanted.map(\.rawValue).joined(separator: ", "), title: "Training",
      logarithmic: try invocation.value(log), rules: rules ?? [])
    return .object(try FigureOptions.figure(chart, invocation))
  }
}

/// What there is to draw of every epoch.
private enum TrainingPart: String, CaseIterable {
  case loss, validation, reconstruction, divergence, beta, rate

  /// `nil` when not every epoch has it.
  func series(_ epochs: [EpochRecord]) -> LineSeries? {
    let values = epochs.compactMap(value)
    guard values.count == epochs.count, !values.isEmpty else { return nil }
    return LineSeries(
      name: self == .validation ? "validation loss" : rawValue, values: values, dashed: self == .validation)
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
