import MVAEKit

extension TrainedModel: WorkspaceValue {
  static var kind: ValueKind { .model }

  var brief: String {
    "\(network.words) on \(featureName), \(NumberText.count(history.epochs.count, "epoch"))\(endingInWords)"
  }

  private var endingInWords: String {
    switch history.ending {
    case .completed: ""
    case .stoppedEarly: ", stopped early"
    case .interrupted: ", interrupted"
    case .diverged(let epoch, let batch, _): ", diverged in epoch \(epoch), batch \(batch)"
    }
  }

  var byteCount: Int {
    weightValues.count * 4 + (checkpoint?.byteCount ?? 0) + latents.byteCount + inputBytes
  }

  private var inputBytes: Int {
    switch content {
    case .vectors(let content): content.features.byteCount
    case .images(let content): content.inputs.images.byteCount + (content.inputs.text?.byteCount ?? 0)
    case .fusion(let content): content.inputs.parts.reduce(0) { $0 + 4 * $1.features.values.values.count }
    }
  }

  /// What one track's features take, in bytes.
  var rowBytes: Double { Double(inputBytes) / Double(max(1, rows.count)) }

  var presentation: Presentation {
    var lines = ["Model \(network.words), \(NumberText.count(summary.parameterCount, "parameter"))"]
    var parts = "\(split.train.count) tracks trained on, \(split.validation.count) held out for validation"
    if !split.test.isEmpty { parts += ", \(split.test.count) for test" }
    lines.append("data: \(featureName), \(parts); seed \(schedule.seed)")
    if let kept = history.kept {
      lines.append(
        "epoch \(kept.epoch) of \(schedule.epochs)\(endingInWords): \(words(kept.train))")
      if let validation = kept.validation { lines.append("validation: \(words(validation))") }
    } else {
      lines.append("epoch 1 of \(schedule.epochs)\(endingInWords)")
    }
    if let test = history.test { lines.append("test: \(words(test))") }
    lines.append("active latent dimensions: \(activeUnits) of \(network.latent)\(collapseWarning)")
    if !hasFeatures {
      lines.append("opened from a file: give the features to commands that need them")
    }
    return .lines(lines)
  }

  private func words(_ elbo: ELBO) -> String {
    let error = network.likelihood == .gaussian() ? "squared error" : "reconstruction"
    let sum =
      "loss \(NumberText.fixed(elbo.loss, 3)) a track = \(error) \(NumberText.fixed(elbo.reconstruction, 3))"
    guard network.samples else { return sum }
    let divergence = "KL \(NumberText.fixed(elbo.divergence, 3))"
    // Free bits and capacity weigh the dimensions apart.
    return elbo.penalty == elbo.beta * elbo.divergence
      ? "\(sum) + \(NumberText.shortest(elbo.beta)) × \(divergence)"
      : "\(sum) + penalty \(NumberText.fixed(elbo.penalty, 3)), \(divergence)"
  }

  private var collapseWarning: String {
    isCollapsed ? ": the posterior has collapsed, the latents say nothing; lower `beta:`" : ""
  }

  var memberNames: [String] { ["latents", "labels", "history", "layers"] }

  func member(_ name: String) -> Value? {
    switch name {
    case "latents": .object(latents)
    case "labels": .object(Table(trackTable: rows, ids: "id"))
    case "history": .object(history)
    case "layers": .object(layers)
    default: nil
    }
  }

  private var layers: Table {
    Table(
      "Layers", columns: ["layer", "kind", "inputs", "outputs", "parameters"],
      rows: summary.layers.map { layer in
        [
          .text(layer.name), .text(layer.kind), .number(Double(layer.inputs)), .number(Double(layer.outputs)),
          .number(Double(layer.parameterCount)),
        ]
      })
  }

  var labelColumns: [String] { rows.columnNames }
  func categories(of column: String?) -> [String] { rows.categories(of: column) }
}

extension TrainingHistory: WorkspaceValue {
  static var kind: ValueKind { .history }
  var brief: String { NumberText.count(epochs.count, "epoch") }
  var byteCount: Int { epochs.count * 64 }
  var presentation: Presentation { .table(table) }

  /// A row an epoch: the loss of both parts of the data and what it is made of.
  var table: Table {
    let columns = [
      "epoch", "loss", "reconstruction", "divergence", "validation", "validation reconstruction",
      "validation divergence", "beta", "rate", "seconds",
    ]
    var table = Table(
      "Training", columns: columns,
      rows: epochs.map { epoch in
        let validation = epoch.validation
        return [
          .number(Double(epoch.epoch)), .number(epoch.train.loss), .number(epoch.train.reconstruction),
          .number(epoch.train.divergence), validation.map { .number($0.loss) } ?? .empty,
          validation.map { .number($0.reconstruction) } ?? .empty,
          validation.map { .number($0.divergence) } ?? .empty, .number(epoch.beta), .number(epoch.rate),
          .number(epoch.seconds),
        ]
      },
      notes: [
        "per track: loss = reconstruction + beta × KL; validation always with the whole beta"
      ])
    if let bestEpoch { table.notes.append("the weights of epoch \(bestEpoch) are kept") }
    return table
  }

  var itemCount: Int? { table.itemCount }
  func item(at position: Int) -> Value? { table.item(at: position) }
  func items(at positions: [Int]) -> Value? { table.items(at: positions) }
  var memberNames: [String] { table.memberNames }
  func member(_ name: String) -> Value? { table.member(name) }
}
