import MVAEKit
import Plot

/// `plot dendrogram`: the hierarchy of an agglomerative clustering.
enum PlotDendrogram {
  private static let groups = Key<ClusterGroups>.value("groups", "an agglomerative clustering")
  private static let leaves = Key<Int>.integer(
    "leaves", "how many of the last branches are drawn, with the number of tracks below each", in: 2...500,
    default: 30)

  static let dendrogram = Command(
    "plot", "dendrogram", summary: "The merges of a hierarchy by height, coloured by cluster.",
    details: [
      "Heights are distances as the linkage measures them, as SciPy draws them; a leaf is a track, or a number of tracks that "
        + "merged lower than what is shown."
    ],
    subjects: [groups.parameter], labels: [leaves.parameter] + FigureOptions.parameters,
    examples: [
      .init("plot dendrogram (cluster agglomerative basic k: 8)", "the last thirty branches"),
      .init("plot dendrogram groups leaves: 60 width: 1200", "more of them"),
    ], isShowing: true
  ) { invocation in
    let groups = try invocation.value(groups)
    guard let linkage = groups.linkage, !linkage.merges.isEmpty else {
      throw invocation.diagnostic(
        "NoHierarchy", "this clustering has no hierarchy", at: Self.groups,
        hint: "`cluster agglomerative` makes one")
    }
    let tree = DendrogramTree(linkage, groups, leaves: try invocation.value(leaves))
    let method = groups.clustering.method
    let measure = method.settings.first { $0.name == "linkage" }?.value ?? "linkage"
    let shown = tree.leaves.count
    let chart = Chart(
      title: "Dendrogram of \(groups.source)",
      subtitle: "\(measure), \(NumberText.count(groups.clustering.clusterCount, "cluster"))",
      caption: shown < linkage.rowCount ? "(n): n tracks that merged below" : nil,
      marks: [DendrogramMark(links: tree.links, title: "Cluster")],
      x: Axis(scale: .ordinal(tree.leaves), showsGrid: false), y: Axis(title: "Height", lower: 0),
      width: min(max(Double(shown) * 27 + 160, 480), 1600), height: 420)
    return .object(try FigureOptions.figure(chart, invocation))
  }
}

/// The upper part of a hierarchy, laid out.
struct DendrogramTree {
  /// What stands below each leaf.
  private(set) var leaves: [String] = []
  private(set) var links: [DendrogramMark.Link] = []
  private let linkage: Linkage
  private let firstShown: Int
  private let ids: [String]
  /// The cluster of all rows below a node, −1 where they are of several.
  private var clusters: [Int]

  init(_ linkage: Linkage, _ groups: ClusterGroups, leaves wanted: Int) {
    self.linkage = linkage
    ids = groups.rows.ids
    firstShown = max(0, linkage.merges.count - (wanted - 1))
    clusters = groups.clustering.assignments
    for merge in linkage.merges {
      let (first, second) = (clusters[merge.first], clusters[merge.second])
      clusters.append(first == second ? first : -1)
    }
    lay()
  }

  private func name(of node: Int) -> String? { clusters[node] >= 0 ? String(clusters[node]) : nil }

  private struct Branch {
    let position: Double
    let height: Double
  }

  /// From the leaves up, without recursion: a chain of merges may be as long as there are leaves.
  private mutating func lay() {
    var branches: [Int: Branch] = [:]
    var stack = [(node: linkage.rowCount + linkage.merges.count - 1, isDone: false)]
    while let (node, isDone) = stack.popLast() {
      let index = node - linkage.rowCount
      guard index >= firstShown else {
        branches[node] = Branch(position: Double(leaves.count), height: 0)
        leaves.append(index < 0 ? ids[node] : "(\(linkage.merges[index].size))")
        continue
      }
      let merge = linkage.merges[index]
      guard isDone else {
        stack += [(node, true), (merge.second, false), (merge.first, false)]
        continue
      }
      guard let left = branches[merge.first], let right = branches[merge.second] else { continue }
      links.append(
        DendrogramMark.Link(
          left: left.position, right: right.position, leftHeight: left.height, rightHeight: right.height,
          height: merge.height, name: name(of: node), leftName: name(of: merge.first),
          rightName: name(of: merge.second)))
      branches[node] = Branch(position: (left.position + right.position) / 2, height: merge.height)
    }
  }
}
