import MVAEKit

/// Models trained with different settings on the same tracks, to choose from by validation ELBO.
struct Sweep: Sendable {
  /// One label and the value it had.
  struct Setting: Sendable {
    let label: String
    let value: Value

    /// "beta: 0.5".
    var words: String { "\(label): \(shown)" }

    var cell: Table.CellContent { value.number.map { .number($0) } ?? .text(shown) }

    private var shown: String {
      if case .list(let values) = value {
        return "[" + values.map(\.plain).joined(separator: ", ") + "]"
      }
      return value.plain
    }
  }

  struct Run: Sendable {
    let settings: [Setting]
    let model: TrainedModel
    /// Of its kept weights on the tracks held out for validation; `nil` without them.
    let evaluation: Evaluation?
  }

  /// The command: "train basic".
  let name: String
  /// The labels that change.
  let axes: [String]
  let runs: [Run]

  /// The run with the highest validation ELBO; `nil` when none was validated.
  var best: Run? {
    runs.filter { $0.score?.isFinite == true }.max { ($0.score ?? 0) < ($1.score ?? 0) }
  }

  /// An autoencoder has no bound: its reconstructions are compared.
  private var isOfAutoencoders: Bool { runs.contains { $0.evaluation.map { $0.latent == nil } == true } }
}

extension Sweep.Run {
  /// The ELBO with β = 1 whatever the run was trained with, for only so can runs of different β be compared; of an
  /// autoencoder log p(x|z). Nats a track.
  var score: Double? { evaluation.map { ($0.elbo ?? $0.reconstruction).value } }
}

extension Value {
  /// As a user would write it, a word without quotes.
  fileprivate var plain: String { text ?? brief }
}

extension Sweep: WorkspaceValue {
  static var kind: ValueKind { .sweep }

  var brief: String {
    "\(NumberText.count(runs.count, "model")) of \(name) over \(axes.joined(separator: ", "))"
  }
  var byteCount: Int { runs.reduce(0) { $0 + $1.model.byteCount } }
  var presentation: Presentation { .table(table) }

  /// A row a run.
  private var table: Table {
    let columns =
      axes + [
        isOfAutoencoders ? "log p(x|z)" : "ELBO", "reconstruction", "divergence", "active", "epochs",
        "seconds",
        "",
      ]
    let best = best?.settings.map(\.words)
    var table = Table(
      "Sweep: \(brief)", columns: columns,
      rows: runs.map { run in
        run.settings.map(\.cell) + Self.cells(run)
          + [run.settings.map(\.words) == best ? .text("best") : .empty]
      })
    table.shownRows = max(20, runs.count)
    table.notes = notes
    return table
  }

  private static func cells(_ run: Run) -> [Table.CellContent] {
    let history = run.model.history
    return [
      cell(run.score), cell(run.evaluation?.reconstruction.value), cell(run.evaluation?.rate),
      .number(Double(run.model.activeUnits)), .number(Double(history.epochs.count)),
      .number(history.epochs.reduce(0) { $0 + $1.seconds }),
    ]
  }

  private static func cell(_ number: Double?) -> Table.CellContent { number.map { .number($0) } ?? .empty }

  private var notes: [String] {
    guard best != nil else {
      return ["nothing was held out, so nothing can be chosen: give `validation:` a part of the tracks"]
    }
    var notes = [
      "nats per track held out for validation, with the full KL whatever `beta:` was; labels have no part in the choice"
    ]
    if axes.contains("seed") { notes.append("another seed holds out other tracks, too") }
    return notes
  }

  var itemCount: Int? { runs.count }
  func item(at position: Int) -> Value? { .object(runs[position].model) }
  func items(at positions: [Int]) -> Value? {
    .object(Sweep(name: name, axes: axes, runs: positions.map { runs[$0] }))
  }

  var memberNames: [String] { ["best", "scores"] }
  func member(_ name: String) -> Value? {
    switch name {
    case "best": best.map { .object($0.model) }
    case "scores": .object(table)
    default: nil
    }
  }

  var labelColumns: [String] { runs.first?.model.labelColumns ?? [] }
  func categories(of column: String?) -> [String] { runs.first?.model.categories(of: column) ?? [] }
}
