import CHotLoops

/// Clusters that merge by Ward's measure h = ab / (a + b) · ‖x̄ − ȳ‖², by their centroids.
///
/// Every cluster keeps a short list of neighbours and a bound: whatever holds none of them is at least that far. Ward's
/// measure is reducible (no merge of two nearest clusters comes nearer to a third than both were), so the bound outlives
/// merges, and only when no listed neighbour is within it are all clusters searched.
struct WardClusters: MergingClusters {
  let count: Int
  private let width: Int
  /// [place][column].
  private var centroids: [Double]
  /// The same in tiles, for searches.
  private var tiles: [Double]
  /// Rows in each cluster; NaN at a place whose cluster has gone.
  private var sizes: [Double]
  /// A row of each.
  private var rows: [Int]
  /// Where the cluster that was at a place went: a forest.
  private var forest: DisjointSets
  private var lists: [NeighborList]
  private var places: Int
  private var alive: Int
  private var firstAlive = 0
  private let cancellation: Cancellation

  /// Neighbours that a cluster keeps.
  private static let length = 16

  init(_ values: Tensor, threads: Int?, cancellation: Cancellation) throws {
    count = values.rows
    width = values.columns
    self.cancellation = cancellation
    // About the mean: heights are differences of centroids, which then keep their digits.
    let means = ColumnMoments(values).means
    centroids = values.values.indices.map { Double(values.values[$0]) - means[$0 % values.columns] }
    sizes = [Double](repeating: 1, count: count)
    rows = Array(0..<count)
    forest = DisjointSets(count: count)
    lists = []
    places = count
    alive = count
    tiles = []
    rebuildTiles()
    lists = try firstLists(threads: threads)
  }

  var first: Int {
    mutating get {
      while sizes[firstAlive].isNaN { firstAlive += 1 }
      return firstAlive
    }
  }

  func row(at place: Int) -> Int { rows[place] }

  static func shown(_ height: Double) -> Double { (2 * height).squareRoot() }

  mutating func nearest(to place: Int, previous: Int?) throws -> Neighbor {
    let candidates = current(lists[place].places, except: place, and: place)
    if let found = nearest(to: place, among: candidates, previous: previous),
      found.height <= lists[place].bound
    {
      return found
    }
    lists[place] = try search(place)
    let found = nearest(to: place, among: lists[place].places, previous: previous)
    return found ?? Neighbor(place: place, height: 0)
  }

  mutating func merge(_ first: Int, _ second: Int) throws -> PlaceMap {
    let (kept, gone) = (min(first, second), max(first, second))
    let (a, b) = (sizes[kept], sizes[gone])
    let height = heights(from: kept, to: [Int32(gone)])[0]
    let bound = mergedBound(lists[kept].bound, lists[gone].bound, a, b, height)
    let candidates = current(lists[kept].places + lists[gone].places, except: kept, and: gone)
    for column in 0..<width {
      let merged = (a * centroids[kept * width + column] + b * centroids[gone * width + column]) / (a + b)
      centroids[kept * width + column] = merged
      tiles[tilePlace(kept, column)] = merged
    }
    sizes[kept] = a + b
    sizes[gone] = .nan
    rows[kept] = min(rows[kept], rows[gone])
    forest.join(kept, gone)
    alive -= 1
    lists[kept] = NeighborList(
      candidates, heights(from: kept, to: candidates), bound: bound, length: Self.length)
    lists[gone] = NeighborList()
    return alive * 2 < places && places > 256 ? compact() : nil
  }

  /// A height that no cluster outside both lists is below, once the two are one: by Lance and Williams (1967) it is
  /// ((a + c) h₁ + (b + c) h₂ − c h) / (a + b + c) of a cluster of c rows, which is least for c = 1 or for many.
  private func mergedBound(_ first: Double, _ second: Double, _ a: Double, _ b: Double, _ height: Double)
    -> Double
  {
    guard first.isFinite, second.isFinite else { return min(first, second) }
    let one = ((a + 1) * first + (b + 1) * second - height) / (a + b + 1)
    // Rounding: a neighbour as far as the bound is searched for again rather than missed.
    return min(one, first + second - height) * (1 - 1e-12)
  }

  /// Where listed clusters are now, each once.
  private mutating func current(_ listed: [Int32], except first: Int, and second: Int) -> [Int32] {
    var result: [Int32] = []
    result.reserveCapacity(listed.count)
    for place in listed {
      let root = Int32(forest.root(of: Int(place)))
      if root != first, root != second, !result.contains(root) { result.append(root) }
    }
    return result
  }

  private func nearest(to place: Int, among candidates: [Int32], previous: Int?) -> Neighbor? {
    let heights = heights(from: place, to: candidates)
    var best: Neighbor?
    for (candidate, height) in zip(candidates, heights) {
      let isPrevious = Int(candidate) == previous
      if let best, height > best.height || (height == best.height && !isPrevious) { continue }
      best = Neighbor(place: Int(candidate), height: height)
    }
    return best
  }

  private func heights(from place: Int, to others: [Int32]) -> [Double] {
    [Double](unsafeUninitializedCapacity: others.count) { out, count in
      if let base = out.baseAddress {
        hot_ward_heights(centroids, sizes, width, place, others, others.count, base)
      }
      count = others.count
    }
  }
}

extension WardClusters {
  private func tilePlace(_ place: Int, _ column: Int) -> Int {
    let lanes = PointTiles.lanes
    return (place / lanes * width + column) * lanes + place % lanes
  }

  private mutating func rebuildTiles() {
    let lanes = PointTiles.lanes
    let tileCount = (places + lanes - 1) / lanes
    sizes += [Double](repeating: .nan, count: max(0, tileCount * lanes - sizes.count))
    tiles = [Double](repeating: 0, count: tileCount * lanes * width)
    for place in 0..<places {
      for column in 0..<width { tiles[tilePlace(place, column)] = centroids[place * width + column] }
    }
  }

  /// The nearest clusters to one, among all.
  private func search(_ place: Int) throws -> NeighborList {
    try cancellation.check()
    return search(from: place, to: place + 1)[0]
  }

  private func search(from first: Int, to last: Int) -> [NeighborList] {
    let (queries, length) = (last - first, Self.length)
    var heights = [Double](repeating: .infinity, count: queries * length)
    var found = [Int32](repeating: -1, count: queries * length)
    let own = (Int32(first)..<Int32(last)).map { $0 }
    centroids.withUnsafeBufferPointer { centroids in
      sizes.withUnsafeBufferPointer { sizes in
        guard let centroid = centroids.baseAddress, let size = sizes.baseAddress else { return }
        hot_ward_nearest(
          Int32(HOT_PATH_BEST), tiles, size, 0, sizes.count / PointTiles.lanes, width,
          centroid + first * width, size + first, own, queries, length, &heights, &found)
      }
    }
    return (0..<queries).map { query in
      let range = query * length..<(query + 1) * length
      return NeighborList(
        places: found[range].filter { $0 >= 0 }, bound: (heights[range].last ?? .infinity) * (1 - 1e-12))
    }
  }

  private func firstLists(threads: Int?) throws -> [NeighborList] {
    // Blocks of a few milliseconds.
    let block = max(1, min(32, (16 << 20) / max(1, places * width)))
    return try Parallel.map(
      count: (places + block - 1) / block, threads: threads, cancellation: cancellation
    ) { search(from: $0 * block, to: min(places, ($0 + 1) * block)) }.flatMap { $0 }
  }

  /// Moves the clusters that are left to the front; answers where each is now.
  private mutating func compact() -> PlaceMap {
    var map = [Int32](repeating: -1, count: places)
    var next = 0
    for place in 0..<places where !sizes[place].isNaN {
      map[place] = Int32(next)
      for column in 0..<width { centroids[next * width + column] = centroids[place * width + column] }
      sizes[next] = sizes[place]
      rows[next] = rows[place]
      next += 1
    }
    var moved: [NeighborList] = []
    moved.reserveCapacity(next)
    for place in 0..<places where map[place] >= 0 {
      moved.append(lists[place].moved { map[forest.root(of: Int($0))] })
    }
    lists = moved
    places = next
    centroids.removeLast(centroids.count - next * width)
    rows.removeLast(rows.count - next)
    sizes.removeLast(sizes.count - next)
    forest = DisjointSets(count: next)
    firstAlive = 0
    rebuildTiles()
    return map
  }
}

/// A few of a cluster's neighbours, and how far everything is that holds none of them.
struct NeighborList: Sendable {
  var places: [Int32] = []
  var bound = Double.infinity

  init(places: [Int32] = [], bound: Double = .infinity) {
    self.places = places
    self.bound = bound
  }

  /// The `length` nearest of the candidates; the nearest that is left out lowers the bound.
  init(_ candidates: [Int32], _ heights: [Double], bound: Double, length: Int) {
    guard candidates.count > length else {
      self.init(places: candidates, bound: bound)
      return
    }
    let order = heights.indices.sorted { (heights[$0], candidates[$0]) < (heights[$1], candidates[$1]) }
    self.init(
      places: order.prefix(length).map { candidates[$0] },
      bound: min(bound, heights[order[length]] * (1 - 1e-12)))
  }

  func moved(_ place: (Int32) -> Int32) -> NeighborList {
    var result: [Int32] = []
    for old in places {
      let new = place(old)
      if !result.contains(new) { result.append(new) }
    }
    return NeighborList(places: result, bound: bound)
  }
}
