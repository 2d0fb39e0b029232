import MVAEKit
import Plot

/// `plot confusion`: which labels each cluster holds.
enum PlotConfusion {
  private static let groups = Key<ClusterGroups>.value("groups", "a clustering")
  private static let labels = Key<String>.column(
    "labels", "the label column to hold it against", default: "genre")

  private static let mostClasses = 100

  static let confusion = Command(
    "plot", "confusion", summary: "How many tracks of each label fall into each cluster.",
    details: [
      "Colour is the share of a label's tracks, the number their count. Labels and clusters that belong together come "
        + "first, by the largest counts in turn, so that a good clustering is bright along the diagonal."
    ],
    subjects: [groups.parameter], labels: [labels.parameter] + FigureOptions.parameters,
    examples: [.init("plot confusion groups", "clusters against genre")], isShowing: true
  ) { invocation in
    let groups = try invocation.value(groups)
    let name = invocation.optional(labels) ?? groups.rows.defaultLabel
    guard let column = name.flatMap(groups.rows.column) else {
      throw invocation.diagnostic("NoLabels", "these tracks have no labels", at: Self.groups)
    }
    let classes = Set(column.texts.compactMap { $0 }).count
    for (count, what) in [(classes, "`\(column.name)`"), (groups.clustering.clusterCount, "the clustering")]
    where count > mostClasses {
      throw invocation.diagnostic(
        "TooMany", "\(what) has \(count) classes, \(mostClasses) can be read", at: labels)
    }
    let counts = ConfusionCounts(
      clusters: groups.clustering.assignments, count: groups.clustering.clusterCount, labels: column.texts)
    let chart = try counts.chart(label: column.name, of: groups)
    return .object(try FigureOptions.figure(chart, invocation))
  }
}

/// Tracks of each label in each cluster, in an order that puts what belongs together on the diagonal.
struct ConfusionCounts {
  let labels: [String]
  let clusters: [Int]
  /// A row a label, a column a cluster.
  let counts: [[Int]]
  let unlabelled: Int

  /// - Parameter clusters: the cluster of each track; below 0 is noise.
  init(clusters assignments: [Int], count: Int, labels texts: [String?]) {
    let names = CategoryColumn(texts).names
    let places = Dictionary(
      names.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    var table = [[Int]](repeating: [Int](repeating: 0, count: count), count: names.count)
    var unlabelled = 0
    for (cluster, text) in zip(assignments, texts) {
      guard let row = text.flatMap({ places[$0] }) else {
        unlabelled += 1
        continue
      }
      if table[row].indices.contains(cluster) { table[row][cluster] += 1 }
    }
    let order = Self.order(table, columns: count)
    self.labels = order.rows.map { names[$0] }
    self.clusters = order.columns
    self.unlabelled = unlabelled
    counts = order.rows.map { row in order.columns.map { table[row][$0] } }
  }

  /// Pairs of a free label and a free cluster by falling counts, then what is left.
  private static func order(_ table: [[Int]], columns: Int) -> (rows: [Int], columns: [Int]) {
    let cells = table.indices.flatMap { row in (0..<columns).map { (row: row, column: $0) } }
      .sorted {
        (-table[$0.row][$0.column], $0.row, $0.column) < (-table[$1.row][$1.column], $1.row, $1.column)
      }
    var (rows, kept) = ([Int](), [Int]())
    for cell in cells where !rows.contains(cell.row) && !kept.contains(cell.column) {
      rows.append(cell.row)
      kept.append(cell.column)
    }
    return (
      rows + table.indices.filter { !rows.contains($0) }, kept + (0..<columns).filter { !kept.contains($0) }
    )
  }

  fileprivate func chart(label: String, of groups: ClusterGroups) throws -> Chart {
    let (rows, columns) = (labels.count, clusters.count)
    let shares = counts.flatMap { row in
      let total = row.reduce(0, +)
      return row.map { total > 0 ? Float($0) / Float(total) * 100 : .nan }
    }
    let scale = ColorScale(
      title: "Of a \(label)", unit: "%", map: .viridis, extent: nil, lower: 0, upper: 100)
    let mark = ImageMark(
      values: shares, rows: rows, columns: columns, xRange: -0.5...(Double(max(columns, 1)) - 0.5),
      yRange: -0.5...(Double(max(rows, 1)) - 0.5), colors: scale, kind: "Confusion matrix",
      cellTexts: counts.flatMap { $0.map { $0 == 0 ? "" : String($0) } })
    let agreement = try Agreement(
      assignments: groups.clustering.assignments, labels: groups.rows.column(label)?.texts ?? [])
    return Chart(
      title: "Clusters of \(groups.source) and \(label)",
      subtitle: "ARI \(NumberText.fixed(agreement.adjustedRand, 2)), NMI "
        + NumberText.fixed(agreement.normalizedMutualInformation, 2),
      caption: unlabelled > 0 ? "\(NumberText.count(unlabelled, "track")) without a label left out" : nil,
      marks: [mark], x: Axis(title: "Cluster", scale: .ordinal(clusters.map(String.init)), showsGrid: false),
      y: Axis(title: label, scale: .ordinal(labels), showsGrid: false, isReversed: true),
      width: min(max(Double(columns) * 46 + 260, 420), 1000),
      height: min(max(Double(rows) * 30 + 130, 260), 1200))
  }
}
