import MVAEKit

extension LatentEncoding: WorkspaceValue {
  static var kind: ValueKind { .encoding }

  var brief: String {
    "\(NumberText.count(rows.count, "track")) in \(posterior.mean.columns) dimensions, "
      + "\(NumberText.count(drawsPerRow, "draw")) each"
  }

  var byteCount: Int { (2 * posterior.mean.values.count + draws.values.count) * 4 + rows.byteCount }

  var presentation: Presentation {
    var table = Table(dimensionsOf: posterior)
    table.title = "Encoding of \(brief)"
    table.notes.append("the members `mean`, `variance` and `samples` are features")
    return .table(table)
  }

  var memberNames: [String] { ["mean", "variance", "samples", "dimensions", "labels"] }

  func member(_ name: String) -> Value? {
    switch name {
    case "mean": .object(mean)
    case "variance": .object(variance)
    case "samples": .object(samples)
    case "dimensions": .object(Table(dimensionsOf: posterior))
    case "labels": .object(Table(trackTable: rows, ids: "id"))
    default: nil
    }
  }

  var labelColumns: [String] { rows.columnNames }
  func categories(of column: String?) -> [String] { rows.categories(of: column) }
}

extension Table {
  /// A row a latent dimension: what it carries, and whether it is in use.
  init(dimensionsOf posterior: Posterior) {
    let variances = posterior.meanVariances
    let divergences = posterior.dimensionDivergences
    self.init(
      "Latent dimensions", columns: ["dimension", "kl", "mean_variance", "active"],
      rows: variances.indices.map { index in
        [
          .text("z\(index)"), .number(divergences[index]), .number(variances[index]),
          .text(variances[index] > Posterior.activityThreshold ? "yes" : "no"),
        ]
      },
      notes: [
        "kl: mean KL(q(z|x) ‖ N(0, 1)) in nats; mean_variance: Var(μ) over the tracks; active: Var(μ) > "
          + NumberText.shortest(Posterior.activityThreshold)
      ])
    shownRows = max(20, min(64, rows.count))
  }
}
