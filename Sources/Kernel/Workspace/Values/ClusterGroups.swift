import MVAEKit

/// A clustering together with the rows it groups and how well it does.
struct ClusterGroups: Sendable {
  let clustering: Clustering
  let rows: TrackTable
  /// What was clustered, in words.
  let source: String
  let scores: GroupScores

  /// A category for each row, for colours: the number of its cluster.
  var names: [String?] { clustering.assignments.map { $0 < 0 ? "noise" : String($0) } }
}

/// Internal scores of a clustering, and its agreement with the labels where there are any.
struct GroupScores: Sendable {
  let silhouette: Double?
  let calinskiHarabasz: Double?
  let daviesBouldin: Double?
  let label: String?
  let agreement: Agreement?

  var table: Table {
    var rows = [
      row("Silhouette", silhouette), row("Calinski-Harabasz", calinskiHarabasz),
      row("Davies-Bouldin", daviesBouldin),
    ]
    if let label, let agreement {
      rows.append([.text("ARI against \(label)"), .number(agreement.adjustedRand)])
      rows.append([.text("NMI against \(label)"), .number(agreement.normalizedMutualInformation)])
    }
    return Table("Scores", columns: ["score", "value"], rows: rows)
  }

  private func row(_ name: String, _ value: Double?) -> [Table.CellContent] {
    [.text(name), value.map { .number($0) } ?? .empty]
  }
}

extension ClusterGroups: WorkspaceValue {
  static var kind: ValueKind { .clustering }
  var brief: String { "\(NumberText.count(clustering.clusterCount, "cluster")) of \(source)" }
  var byteCount: Int { clustering.assignments.count * 8 + (clustering.centroids?.values.count ?? 0) * 4 }
  var presentation: Presentation { .stack([.table(sizes), .table(scores.table)]) }

  /// A row a cluster: its size and which labels it holds.
  private var sizes: Table {
    let label = scores.label.flatMap(rows.column)
    let contents = clustering.sizes.enumerated().map { cluster, size -> [Table.CellContent] in
      [.text(String(cluster)), .number(Double(size))]
        + (label.map { [.text(Self.mix($0, clustering, cluster))] } ?? [])
    }
    return Table(
      "Clusters of \(source)", columns: ["cluster", "tracks"] + (label.map { [$0.name] } ?? []),
      rows: contents)
  }

  /// "Rock 31, Jazz 4".
  private static func mix(_ label: Column, _ clustering: Clustering, _ cluster: Int) -> String {
    var counts: [String: Int] = [:]
    for (assigned, text) in zip(clustering.assignments, label.texts) where assigned == cluster {
      counts[text ?? "unlabelled", default: 0] += 1
    }
    let ordered = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let shown = ordered.prefix(4).map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    return ordered.count > 4 ? shown + ", …" : shown
  }

  var memberNames: [String] { ["labels", "scores"] }

  func member(_ name: String) -> Value? {
    switch name {
    case "labels":
      .object(
        Table(
          trackTable: rows, ids: "id",
          leading: [
            Table.NamedColumn(name: "cluster", cells: clustering.assignments.map { .number(Double($0)) })
          ]))
    case "scores": .object(scores.table)
    default: nil
    }
  }

  var labelColumns: [String] { rows.columnNames }

  var agreementsShown: [ShownAgreement] {
    guard let label = scores.label, let agreement = scores.agreement else { return [] }
    return [
      ShownAgreement(
        subject: 0, k: clustering.clusterCount, label: label, adjustedRand: agreement.adjustedRand)
    ]
  }
}
