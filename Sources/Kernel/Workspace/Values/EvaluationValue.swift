import MVAEKit

extension Evaluation: WorkspaceValue {
  static var kind: ValueKind { .evaluation }

  var brief: String {
    let bound = elbo.map { "ELBO \(NumberText.fixed($0.value, 2)) nats" } ?? "no ELBO: an autoencoder"
    return "\(bound), \(tracksAndDraws)"
  }

  private var tracksAndDraws: String {
    "\(NumberText.count(rows.count, "track")), \(NumberText.count(samples, "draw")) each"
  }

  var byteCount: Int { rows.byteCount + rows.count * (3 + 3 * parts.count) * 8 }

  var presentation: Presentation {
    .stack([.table(summary)] + (dimensions.map { [.table($0)] } ?? []))
  }

  var memberNames: [String] { ["summary", "tracks", "elbo"] + (latent == nil ? [] : ["dimensions"]) }

  func member(_ name: String) -> Value? {
    switch name {
    case "summary": .object(summary)
    case "tracks": .object(tracks)
    case "elbo": elbo.map { .number($0.value) }
    case "dimensions": dimensions.map { .object($0) }
    default: nil
    }
  }

  // MARK: Tables

  private var summary: Table {
    var table = Table(
      "Evaluation of \(tracksAndDraws)", columns: ["measure", "value", "standard error", "unit"],
      rows: boundRows + partRows + latentRows, notes: notes)
    table.shownRows = table.rows.count
    return table
  }

  private var boundRows: [[Table.CellContent]] {
    guard let elbo, let latent else { return [] }
    return [
      Self.row("ELBO", elbo, "nats a track"),
      Self.row("importance-weighted bound, K = \(samples)", latent.bound.mean, "nats a track"),
      Self.row("reconstruction E log p(x|z)", reconstruction, "nats a track"),
      Self.row("divergence KL(q(z|x) ‖ p(z))", latent.divergence, "nats a track"),
    ]
  }

  private var partRows: [[Table.CellContent]] {
    parts.flatMap { part in
      [
        Self.row(
          "\(part.name): log p(x|z), \(part.likelihood.family.rawValue)", part.mean(\.logLikelihoods),
          "nats a track"),
        Self.row(
          "\(part.name): squared error through μ", part.mean(\.squaredErrors),
          "a track, as the network sees it"),
        Self.row(
          "\(part.name): root mean square error", part.mean(\.rootMeanSquareErrors), "the features' own"),
      ]
    }
  }

  private var latentRows: [[Table.CellContent]] {
    guard let latent else { return [] }
    return [
      [
        .text("active dimensions"), .number(Double(latent.activeUnits)), .empty,
        .text("of \(latent.dimensionDivergences.count)"),
      ],
      Self.row("mutual information of track and z", latent.aggregate.mutualInformation, "nats"),
      Self.row("total correlation of z", latent.aggregate.totalCorrelation, "nats"),
      Self.row("dimensions from N(0, 1)", latent.aggregate.dimensionDivergence, "nats"),
      [.text("effective draws of K"), .number(latent.effectiveSamples), .empty, .text("draws")],
    ]
  }

  private var notes: [String] {
    guard latent != nil else { return ["an autoencoder draws nothing, so it has no bound on log p(x)"] }
    return [
      "densities of the values as the network sees them, all constants included; the full KL, whatever beta was",
      "mutual information + total correlation + dimensions from N(0, 1) make the divergence (Hoffman & Johnson 2016)",
    ]
  }

  /// A row a track; the most badly explained are found by `error`.
  private var tracks: Table {
    let columns =
      ["id"] + (latent == nil ? [] : ["elbo", "bound", "kl"])
      + parts.flatMap { ["\($0.name)_log_likelihood", "\($0.name)_squared_error", "\($0.name)_rmse"] }
    return Table(
      "Tracks", columns: columns,
      rows: rows.ids.indices.map { row in
        [.text(rows.ids[row])] + latentCells(row)
          + parts.flatMap { part in
            [part.logLikelihoods[row], part.squaredErrors[row], part.rootMeanSquareErrors[row]].map {
              Table.CellContent.number($0)
            }
          }
      })
  }

  private func latentCells(_ row: Int) -> [Table.CellContent] {
    guard let latent else { return [] }
    let reconstruction = parts.reduce(0) { $0 + $1.logLikelihoods[row] }
    return [
      .number(reconstruction - latent.divergences[row]), .number(latent.bound.rows[row]),
      .number(latent.divergences[row]),
    ]
  }

  private var dimensions: Table? {
    guard let latent else { return nil }
    var table = Table(
      "Divergence of each latent dimension", columns: ["dimension", "kl"],
      rows: latent.dimensionDivergences.enumerated().map { [.text("z\($0)"), .number($1)] })
    table.shownRows = max(20, min(64, table.rows.count))
    return table
  }

  private static func row(_ name: String, _ estimate: MonteCarloEstimate, _ unit: String) -> [Table
    .CellContent]
  {
    [
      .text(name), .measured(estimate.value, shown: NumberText.fixed(estimate.value, 3)),
      .measured(estimate.standardError, shown: NumberText.fixed(estimate.standardError, 3)), .text(unit),
    ]
  }
}

extension EvaluatedPart {
  /// Over the rows, with its standard error.
  fileprivate func mean(_ values: KeyPath<EvaluatedPart, [Double]>) -> MonteCarloEstimate {
    MonteCarloEstimate(self[keyPath: values])
  }
}
