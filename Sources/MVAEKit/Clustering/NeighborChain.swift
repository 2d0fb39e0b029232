/// Clusters that can say which is nearest to one of them, and merge.
protocol MergingClusters {
  var count: Int { get }
  /// A cluster that is there, the first.
  var first: Int { mutating get }
  /// A row of the cluster at `place`.
  func row(at place: Int) -> Int
  /// The nearest cluster to the one at `place`; `previous` wins a tie.
  mutating func nearest(to place: Int, previous: Int?) throws -> Neighbor
  /// Merges two clusters; afterwards cluster `place` stands at `moved(place)`.
  mutating func merge(_ first: Int, _ second: Int) throws -> PlaceMap
  /// Height of a merge as it is shown.
  static func shown(_ height: Double) -> Double
}

/// A cluster with how far it is.
struct Neighbor {
  let place: Int
  let height: Double
}

/// Where clusters moved, `nil` when none did.
typealias PlaceMap = [Int32]?

/// The nearest-neighbour chain (Benzécri 1982; Murtagh 1983): follow nearest neighbours until two are each other's,
/// merge them, go on from what is left of the chain. For the linkages here that finds the same merges as always merging
/// the nearest pair, in another order.
enum NeighborChain {
  static func linkage(
    _ clusters: inout some MergingClusters, cancellation: Cancellation, progress: ProgressHandler
  ) throws -> Linkage {
    let rows = clusters.count
    var joined: [Linkage.Joined] = []
    joined.reserveCapacity(rows)
    var chain: [Int] = []
    while joined.count < rows - 1 {
      try cancellation.check()
      if chain.isEmpty { chain.append(clusters.first) }
      let tip = chain[chain.count - 1]
      let previous = chain.count > 1 ? chain[chain.count - 2] : nil
      let neighbor = try clusters.nearest(to: tip, previous: previous)
      guard neighbor.place == previous else {
        chain.append(neighbor.place)
        continue
      }
      chain.removeLast(2)
      joined.append(
        Linkage.Joined(
          first: clusters.row(at: tip), second: clusters.row(at: neighbor.place),
          height: type(of: clusters).shown(neighbor.height)))
      if let map = try clusters.merge(tip, neighbor.place) { chain = chain.map { Int(map[$0]) } }
      if joined.count % 512 == 0 {
        progress(WorkProgress(completed: joined.count, total: rows - 1, unit: "merges"))
      }
    }
    return Linkage(rowCount: rows, joined: joined)
  }
}
