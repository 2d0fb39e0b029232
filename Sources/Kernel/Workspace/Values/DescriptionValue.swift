import MVAEKit

extension ModelDescription: WorkspaceValue {
  static var kind: ValueKind { .description }

  var brief: String {
    "\(model.network.words), \(NumberText.count(parameterCount, "parameter")), "
      + "\(NumberText.short(Double(operations))) FLOP a track"
  }

  var byteCount: Int { layers.count * 100 }

  var presentation: Presentation {
    .stack([.table(layerTable), .table(summaryTable), .table(Table(dimensionsOf: model.posterior))])
  }

  var memberNames: [String] { ["layers", "summary", "dimensions"] }

  func member(_ name: String) -> Value? {
    switch name {
    case "layers": .object(layerTable)
    case "summary": .object(summaryTable)
    case "dimensions": .object(Table(dimensionsOf: model.posterior))
    default: nil
    }
  }

  private var layerTable: Table {
    var table = Table(
      "Model \(model.network.words)", columns: ["layer", "kind", "output", "parameters", "flop"],
      rows: layers.map { layer in
        [
          .text(layer.name), .text(layer.kind),
          .text(layer.outputShape.map(String.init).joined(separator: " × ")),
          .number(Double(layer.parameterCount)), .number(Double(layer.operations)),
        ]
      },
      notes: [
        "in all \(NumberText.count(parameterCount, "parameter")) and \(operations) floating-point operations a "
          + "track forward (a multiply-add is 2; biases, norms and activations are not counted)"
      ])
    table.shownRows = max(20, table.rows.count)
    return table
  }

  private var summaryTable: Table {
    let schedule = model.schedule
    var rows: [(String, String)] = [
      ("features", model.featureName), ("tracks trained on", "\(model.split.train.count)"),
      ("tracks of validation", "\(model.split.validation.count)"),
      ("tracks of test", "\(model.split.test.count)"),
      ("epochs", "\(epochs) of \(schedule.epochs)"),
      ("steps", "\(epochs * stepsPerEpoch), \(stepsPerEpoch) an epoch in batches of \(schedule.batch)"),
      ("seconds an epoch", secondsPerEpoch.map(NumberText.short) ?? "–"),
      ("seconds in all", NumberText.short(seconds)), ("seed", "\(schedule.seed)"),
      ("rate", NumberText.shortest(schedule.rate)), ("beta", NumberText.shortest(schedule.beta)),
      ("ended", ending), ("latent dimensions in use", inUse),
    ]
    if let labelName = model.labelName {
      rows.insert(("classes of \(labelName)", model.classes.joined(separator: ", ")), at: 1)
    }
    var table = Table("Training", columns: ["what", "value"], rows: rows.map { [.text($0.0), .text($0.1)] })
    table.shownRows = table.rows.count
    return table
  }

  private var ending: String {
    let kept = model.history.bestEpoch.map { "; the weights of epoch \($0) are kept" } ?? ""
    switch model.history.ending {
    case .completed: return "all epochs done\(kept)"
    case .stoppedEarly: return "stopped early\(kept)"
    case .interrupted: return "interrupted; the weights of the last whole step are kept"
    case .diverged(let epoch, let batch, let place):
      return "diverged in epoch \(epoch), batch \(batch), first in \(place); the weights before it are kept"
    }
  }

  private var inUse: String {
    let variances = model.posterior.meanVariances
    let off = variances.indices.filter { variances[$0] <= Posterior.activityThreshold }.map { "z\($0)" }
    let words = "\(model.activeUnits) of \(model.network.latent)"
    if off.isEmpty { return words }
    return model.isCollapsed
      ? "\(words): the posterior has collapsed" : "\(words); off: \(off.joined(separator: ", "))"
  }
}
