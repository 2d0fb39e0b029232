/// A hierarchy of merges, from single rows to one cluster: what a dendrogram draws.
public struct Linkage: Sendable, Equatable {
  /// Two nodes become one. Nodes below the number of rows are rows; node rows + i is what merge i made.
  public struct Merge: Sendable, Equatable {
    /// The lower node.
    public let first: Int
    public let second: Int
    /// The distance of the two, in the method's own measure (as SciPy and fastcluster give it).
    public let height: Double
    /// Rows in what they become.
    public let size: Int
  }

  /// By height, ascending: SciPy's layout.
  public let merges: [Merge]
  public let rowCount: Int

  /// - Parameter joined: merges in any order, each by a row of either side.
  init(rowCount: Int, joined: [Joined]) {
    self.rowCount = rowCount
    let order = joined.indices.sorted { (joined[$0].height, $0) < (joined[$1].height, $1) }
    var forest = DisjointSets(count: rowCount)
    var nodes = Array(0..<rowCount)
    var sizes = [Int](repeating: 1, count: rowCount)
    var merges: [Merge] = []
    merges.reserveCapacity(joined.count)
    for index in order {
      let (a, b) = (forest.root(of: joined[index].first), forest.root(of: joined[index].second))
      let size = sizes[a] + sizes[b]
      let kept = forest.join(a, b)
      merges.append(
        Merge(
          first: min(nodes[a], nodes[b]), second: max(nodes[a], nodes[b]), height: joined[index].height,
          size: size))
      nodes[kept] = rowCount + merges.count - 1
      sizes[kept] = size
    }
    self.merges = merges
  }

  /// Two clusters, each named by one of its rows.
  struct Joined: Sendable {
    let first: Int
    let second: Int
    let height: Double
  }

  /// The k clusters that are left when the last k − 1 merges are undone, numbered by their first rows.
  ///
  /// - Throws: ``ClusteringError/clusterCount(k:rows:)``.
  public func cut(at k: Int) throws -> [Int] {
    guard k >= 1, k <= rowCount else { throw ClusteringError.clusterCount(k: k, rows: rowCount) }
    var labels = [Int](repeating: 0, count: rowCount + merges.count)
    for node in labels.indices { labels[node] = node }
    // From the top down: what is below an undone merge keeps its own number.
    for index in (0..<max(0, rowCount - k)).reversed() {
      let label = labels[rowCount + index]
      labels[merges[index].first] = label
      labels[merges[index].second] = label
    }
    return Array(labels.prefix(rowCount)).renumberedByFirstRow()
  }

  /// Rows from left to right in a dendrogram without crossings, the lower node first.
  public var leafOrder: [Int] {
    var order: [Int] = []
    var stack = [rowCount + merges.count - 1]
    while let node = stack.popLast() {
      if node < rowCount {
        if node >= 0 { order.append(node) }
      } else {
        stack += [merges[node - rowCount].second, merges[node - rowCount].first]
      }
    }
    return order
  }
}

/// Disjoint sets of whole numbers, by the roots of trees.
struct DisjointSets {
  private var parents: [Int32]

  init(count: Int) { parents = (0..<Int32(count)).map { $0 } }

  /// A forest whose every tree's root is its lowest number.
  init(parents: [Int32]) { self.parents = parents }

  mutating func root(of item: Int) -> Int {
    var item = Int32(item)
    while parents[Int(item)] != item {
      parents[Int(item)] = parents[Int(parents[Int(item)])]
      item = parents[Int(item)]
    }
    return Int(item)
  }

  /// Joins two sets by their roots; the lower root is that of both.
  @discardableResult
  mutating func join(_ first: Int, _ second: Int) -> Int {
    parents[max(first, second)] = Int32(min(first, second))
    return min(first, second)
  }
}
