import MVAEKit

/// A clustering together with the rows it groups and how well it does.
struct ClusterGroups: Sendable {
  let clustering: Clustering
  /// What was clustered.
  let vectors: FeatureMatrix
  /// What was clustered, in words.
  let source: String
  let scores: GroupScores
  /// The merges of an agglomerative clustering.
  var linkage: Linkage?

  var rows: TrackTable { vectors.rows }

  /// A category for each row, for colours: the number of its cluster.
  var names: [String?] { clustering.assignments.map { $0 < 0 ? "noise" : String($0) } }
}

/// Internal scores of a clustering, and its agreement with the labels where there are any.
struct GroupScores: Sendable {
  let inner: InternalScores
  /// The labels it was scored against; the method never saw them.
  let label: String?
  let agreement: Agreement?

  var table: Table {
    var rows = [
      row("Silhouette", inner.silhouette), row("Calinski-Harabasz", inner.calinskiHarabasz),
      row("Davies-Bouldin", inner.daviesBouldin),
    ]
    if let label, let agreement {
      rows.append(row("ARI against \(label)", agreement.adjustedRand))
      rows.append(row("AMI against \(label)", agreement.adjustedMutualInformation))
      rows.append(row("NMI against \(label)", agreement.normalizedMutualInformation))
    }
    return Table("Scores", columns: ["score", "value"], rows: rows, notes: notes)
  }

  private var notes: [String] {
    var notes: [String] = []
    if inner.noiseCount > 0 {
      let noise = NumberText.count(inner.noiseCount, "track")
      notes.append(
        "\(noise) of noise left out of the first three"
          + (agreement == nil ? "" : "; ARI and NMI count noise as one group"))
    }
    if let sampled = inner.sampledRows { notes.append("silhouette of a sample of \(sampled) tracks") }
    return notes
  }

  private func row(_ name: String, _ value: Double?) -> [Table.CellContent] {
    // Scores of different sizes stand below each other: each has digits of its own.
    [.text(name), value.map { .measured($0, shown: NumberText.fixed($0, abs($0) < 10 ? 3 : 1)) } ?? .empty]
  }
}

extension ClusterGroups: WorkspaceValue {
  static var kind: ValueKind { .clustering }
  var brief: String {
    let noise = clustering.noiseCount
    let share =
      noise > 0 ? ", \(NumberText.fixed(100 * Double(noise) / Double(max(1, rows.count)), 0)) % noise" : ""
    return "\(NumberText.count(clustering.clusterCount, "cluster")) of \(source)\(share)"
  }
  var byteCount: Int {
    clustering.assignments.count * 16 + (clustering.centroids?.values.count ?? 0) * 4
      + (linkage?.merges.count ?? 0) * 32
  }
  var presentation: Presentation {
    .stack([.table(sizes), .table(scores.table)] + (tuning.map { [.table($0)] } ?? []))
  }

  /// A row a cluster: its size and which labels it holds; noise last.
  private var sizes: Table {
    let label = scores.label.flatMap(rows.column)
    var groups = clustering.sizes.enumerated().map {
      (number: $0.offset, name: String($0.offset), size: $0.element)
    }
    if clustering.noiseCount > 0 { groups.append((-1, "noise", clustering.noiseCount)) }
    let contents = groups.map { group -> [Table.CellContent] in
      [.text(group.name), .number(Double(group.size))]
        + (label.map { [.text(DescribedGroups.mix($0, clustering.rows(of: group.number)))] } ?? [])
    }
    return Table(
      "Clusters of \(source)", columns: ["cluster", "tracks"] + (label.map { [$0.name] } ?? []),
      rows: contents, notes: [clustering.method.words])
  }

  /// A row a k that was tried; `nil` where k was given.
  private var tuning: Table? {
    clustering.tuning.map { tuning in
      let columns = tuning.columns
      var table = Table(
        "Numbers of clusters", columns: columns.map(\.name),
        rows: tuning.points.indices.map { row in columns.map { $0.cell(row) } },
        notes: ["k = \(tuning.k) has \(tuning.criterion.words)"])
      if tuning.k == tuning.points.last?.k {
        table.notes.append("that is the end of the range: a wider one may have a better")
      }
      if let labels = tuning.labelsRead {
        table.notes.append("ari: against \(labels), which the choice did not see")
      }
      table.shownRows = max(20, table.rows.count)
      return table
    }
  }

  var memberNames: [String] {
    ["labels", "scores"] + (clustering.tuning == nil ? [] : ["tuning"]) + (linkage == nil ? [] : ["merges"])
  }

  func member(_ name: String) -> Value? {
    switch name {
    case "labels": .object(Table(trackTable: rows, ids: "id", leading: assigned))
    case "scores": .object(scores.table)
    case "tuning": tuning.map { .object($0) }
    case "merges": merges.map { .object($0) }
    default: nil
    }
  }

  private var assigned: [Table.NamedColumn] {
    let clusters = Table.NamedColumn(
      name: "cluster", cells: clustering.assignments.map { .number(Double($0)) })
    let strengths = clustering.probabilities.map {
      [Table.NamedColumn(name: "probability", cells: $0.map { .number($0) })]
    }
    return [clusters] + (strengths ?? [])
  }

  /// SciPy's layout: nodes below the number of tracks are tracks.
  private var merges: Table? {
    linkage.map { linkage in
      Table(
        "Merges", columns: ["first", "second", "height", "size"],
        rows: linkage.merges.map { merge in
          [
            .number(Double(merge.first)), .number(Double(merge.second)), .number(merge.height),
            .number(Double(merge.size)),
          ]
        })
    }
  }

  var labelColumns: [String] { rows.columnNames }

  var agreementsShown: [ShownAgreement] {
    guard let label = scores.label, let agreement = scores.agreement else { return [] }
    let shown = [ClusterCountScore(k: clustering.clusterCount, adjustedRand: agreement.adjustedRand)]
    return (shown + tried).map {
      ShownAgreement(subject: 0, k: $0.k, label: label, adjustedRand: $0.adjustedRand)
    }
  }

  private struct ClusterCountScore {
    let k: Int
    let adjustedRand: Double
  }

  /// Numbers of clusters that were scored against the labels on the way to one.
  private var tried: [ClusterCountScore] {
    guard let tuning = clustering.tuning, tuning.labelsRead == scores.label else { return [] }
    return tuning.points.compactMap { point in
      point.adjustedRand.map { ClusterCountScore(k: point.k, adjustedRand: $0) }
    }
  }
}
