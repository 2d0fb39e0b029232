import MVAEKit

extension Projection: WorkspaceValue {
  static var kind: ValueKind { .projection }

  var brief: String {
    "\(method.name) of \(source), \(NumberText.count(coordinates.rows.count, "track")) in "
      + "\(coordinates.values.columns) dimensions"
  }

  var byteCount: Int {
    coordinates.values.values.count * 4 + coordinates.rows.byteCount + searchedBytes
  }

  /// Maps of neighbours keep the vectors twice, to find those of new ones: as they are, and scaled.
  private var searchedBytes: Int {
    if case .pca = method { 0 } else { 8 * coordinates.rows.count * columnNames.count }
  }

  var presentation: Presentation { .table(summary) }

  var memberNames: [String] { ["coordinates", "quality", "labels"] }

  func member(_ name: String) -> Value? {
    switch name {
    case "coordinates": .object(coordinates)
    case "quality": .object(summary)
    case "labels": .object(Table(trackTable: coordinates.rows, ids: "id"))
    default: nil
    }
  }

  var labelColumns: [String] { coordinates.rows.columnNames }
  func categories(of column: String?) -> [String] { coordinates.rows.categories(of: column) }

  /// What made it and how far it can be trusted.
  private var summary: Table {
    Table(brief, columns: ["what", "value"], rows: settings + measures, notes: notes)
  }

  private var settings: [[Table.CellContent]] {
    switch method {
    case .pca(let components):
      [
        [
          .text("explained variance"),
          .measured(
            components.explainedVarianceRatio.reduce(0, +),
            shown: components.explainedVarianceRatio.map { "\(NumberText.fixed($0 * 100, 1)) %" }.prefix(8)
              .joined(separator: ", ")),
        ]
      ]
    case .tsne(let tsne):
      [
        row("perplexity", tsne.configuration.perplexity), row("epochs", Double(tsne.configuration.steps)),
        row("seed", Double(tsne.configuration.seed)), row("KL divergence, nats", tsne.divergence),
      ]
    case .umap(let umap):
      [
        row("neighbors", Double(umap.configuration.neighbors)),
        row("min_dist", umap.configuration.minimumDistance), row("epochs", Double(umap.epochs)),
        row("seed", Double(umap.configuration.seed)), [.text("start"), .text(umap.start.inWords)],
      ]
    }
  }

  private var measures: [[Table.CellContent]] {
    guard let quality else { return [] }
    var rows = [
      row("trustworthiness at \(quality.k)", quality.trustworthiness),
      row("continuity at \(quality.k)", quality.continuity),
      row("neighbour recall at \(quality.k)", quality.neighborRecall),
    ]
    if let agreement = quality.labelAgreement {
      rows.append(row("label agreement at \(quality.k)", agreement))
    }
    return rows
  }

  private func row(_ name: String, _ value: Double) -> [Table.CellContent] {
    [.text(name), .measured(value, shown: NumberText.short(value))]
  }

  private var notes: [String] {
    var notes: [String] = []
    if let quality, quality.rowsUsed < quality.rows {
      notes.append("measured on \(quality.rowsUsed) tracks drawn from \(quality.rows)")
    }
    switch method {
    case .pca: notes.append("what the other components hold is not seen here")
    case .tsne, .umap:
      notes.append(
        "read it near by: distances between far groups, and their sizes, say nothing; cluster the vectors, not the map"
      )
    }
    return notes
  }
}

extension UMAP.Start {
  fileprivate var inWords: String {
    switch self {
    case .spectral: "eigenvectors of the graph"
    case .principalComponents(let parts):
      parts > 1 ? "principal components: the graph of neighbours has \(parts) parts" : "principal components"
    }
  }
}
