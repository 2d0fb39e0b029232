/// A single-linkage hierarchy without the splits that only shed a few rows (Campello et al. 2013): clusters with the level
/// λ = 1 / distance at which each row and each cluster leaves its parent.
struct CondensedTree {
  private struct Cluster {
    let parent: Int
    /// λ at which it appears.
    let birth: Double
    let size: Int
    var children: [Int] = []
    var stability = 0.0
    /// λ of its last row.
    var death = 0.0
  }

  private var clusters: [Cluster]
  /// The cluster that each row falls out of, and the λ at which it does.
  private var rowCluster: [Int]
  private var rowLevel: [Double]

  init(_ linkage: Linkage, smallest: Int) {
    let rows = linkage.rowCount
    clusters = [Cluster(parent: -1, birth: 0, size: rows)]
    rowCluster = [Int](repeating: 0, count: rows)
    rowLevel = [Double](repeating: 0, count: rows)
    guard !linkage.merges.isEmpty else { return }
    func size(_ node: Int) -> Int { node < rows ? 1 : linkage.merges[node - rows].size }
    // Breadth first, as scikit-learn numbers clusters: of each level all splits before those below.
    var queue = [(node: rows + linkage.merges.count - 1, cluster: 0)]
    var next = 0
    while next < queue.count {
      let (node, cluster) = queue[next]
      next += 1
      guard node >= rows else { continue }
      let merge = linkage.merges[node - rows]
      let level = merge.height > 0 ? 1 / merge.height : .infinity
      let (left, right) = (size(merge.first), size(merge.second))
      if left >= smallest, right >= smallest {
        for (child, count) in [(merge.first, left), (merge.second, right)] {
          clusters.append(Cluster(parent: cluster, birth: level, size: count))
          clusters[cluster].children.append(clusters.count - 1)
          leave(cluster, level, count)
          queue.append((child, clusters.count - 1))
        }
        continue
      }
      for (child, count) in [(merge.first, left), (merge.second, right)] {
        if count >= smallest {
          queue.append((child, cluster))
        } else {
          shed(child, linkage, from: cluster, level)
        }
      }
    }
  }

  /// Stability Σ (λ of leaving − λ of birth) over what leaves a cluster.
  private mutating func leave(_ cluster: Int, _ level: Double, _ count: Int) {
    // What is born of equal rows, at an infinite level, leaves at that level.
    guard clusters[cluster].birth.isFinite else { return }
    clusters[cluster].stability += (level - clusters[cluster].birth) * Double(count)
  }

  /// All rows below `node` fall out of `cluster`.
  private mutating func shed(_ node: Int, _ linkage: Linkage, from cluster: Int, _ level: Double) {
    var stack = [node]
    while let node = stack.popLast() {
      if node >= linkage.rowCount {
        let merge = linkage.merges[node - linkage.rowCount]
        stack += [merge.second, merge.first]
        continue
      }
      rowCluster[node] = cluster
      rowLevel[node] = level
      clusters[cluster].death = max(clusters[cluster].death, level)
      leave(cluster, level, 1)
    }
  }

  struct Flat {
    let assignments: [Int]
    let probabilities: [Double]
  }

  /// The clusters whose stabilities have the greatest sum, none within another: from the leaves up, a cluster is taken when
  /// it is at least as stable as the best below it. A row's probability is its λ by the greatest of its cluster.
  func flat() -> Flat {
    var best = clusters.map(\.stability)
    var isChosen = [Bool](repeating: true, count: clusters.count)
    isChosen[0] = false
    for index in clusters.indices.dropFirst().reversed() {
      let below = clusters[index].children.reduce(0) { $0 + best[$1] }
      if below > best[index] {
        isChosen[index] = false
        best[index] = below
      }
    }
    // A cluster within a chosen one is part of it; parents come first.
    var home = [Int](repeating: -1, count: clusters.count)
    for index in clusters.indices.dropFirst() {
      let above = home[clusters[index].parent]
      home[index] = above >= 0 ? above : isChosen[index] ? index : -1
    }
    let numbers = Dictionary(
      uniqueKeysWithValues: Set(home.filter { $0 >= 0 }).sorted().enumerated().map { ($1, $0) })
    return Flat(
      assignments: rowCluster.map { home[$0] < 0 ? -1 : numbers[home[$0]] ?? -1 },
      probabilities: rowCluster.indices.map { row in
        let cluster = home[rowCluster[row]]
        guard cluster >= 0 else { return 0 }
        let death = greatestLevel(cluster)
        guard death > 0, death.isFinite, rowLevel[row].isFinite else { return 1 }
        return min(rowLevel[row], death) / death
      })
  }

  /// The level at which a cluster's last row leaves it, splits counted.
  private func greatestLevel(_ cluster: Int) -> Double {
    clusters[cluster].children.reduce(clusters[cluster].death) { max($0, clusters[$1].birth) }
  }
}
