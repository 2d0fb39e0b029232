/// A symmetric graph of weighted edges, row by row, each edge in the rows of both its ends.
struct WeightedGraph: Sendable {
  /// Row i has the edges `starts[i]..<starts[i + 1]`; one longer than there are rows.
  let starts: [Int64]
  /// Ascending within a row.
  let indices: [Int32]
  let weights: [Float]

  var rows: Int { starts.count - 1 }

  /// Edges between neighbours: `combine` of the weights in both directions, 0 where there is none.
  ///
  /// - Parameter weights: shape [rows, k] as the neighbours.
  init(
    joining neighbors: Neighbors, weights: [Float], cancellation: Cancellation,
    combine: (Float, Float) -> Float
  ) throws {
    let starts = (0...neighbors.rows).map { Int64($0 * neighbors.k) }
    let back = try Self(starts: starts, indices: neighbors.indices, weights: weights).turned(cancellation)
    // Turned twice, the rows are sorted by index.
    let there = try back.turned(cancellation)
    var (joinedStarts, indices, joined): ([Int64], [Int32], [Float]) = ([0], [], [])
    joinedStarts.reserveCapacity(starts.count)
    indices.reserveCapacity(2 * weights.count)
    joined.reserveCapacity(2 * weights.count)
    for row in 0..<neighbors.rows {
      if row % 512 == 0 { try cancellation.check() }
      var (a, b) = (Int(there.starts[row]), Int(back.starts[row]))
      let (lastA, lastB) = (Int(there.starts[row + 1]), Int(back.starts[row + 1]))
      while a < lastA || b < lastB {
        let left = a < lastA ? there.indices[a] : .max
        let right = b < lastB ? back.indices[b] : .max
        indices.append(min(left, right))
        joined.append(combine(left <= right ? there.weights[a] : 0, right <= left ? back.weights[b] : 0))
        if left <= right { a += 1 }
        if right <= left { b += 1 }
      }
      joinedStarts.append(Int64(indices.count))
    }
    self.init(starts: joinedStarts, indices: indices, weights: joined)
  }

  init(starts: [Int64], indices: [Int32], weights: [Float]) {
    self.starts = starts
    self.indices = indices
    self.weights = weights
  }

  /// Which rows hang together: a number for each row, from 0 in the order of their first rows.
  var components: [Int] {
    var numbers = [Int](repeating: -1, count: rows)
    var next = 0
    var open: [Int] = []
    for row in 0..<rows where numbers[row] < 0 {
      numbers[row] = next
      open.append(row)
      while let current = open.popLast() {
        for edge in Int(starts[current])..<Int(starts[current + 1]) where numbers[Int(indices[edge])] < 0 {
          numbers[Int(indices[edge])] = next
          open.append(Int(indices[edge]))
        }
      }
      next += 1
    }
    return numbers
  }

  /// Every edge from its other end.
  private func turned(_ cancellation: Cancellation) throws -> WeightedGraph {
    var next = [Int64](repeating: 0, count: rows + 1)
    for index in indices { next[Int(index) + 1] += 1 }
    for row in 0..<rows { next[row + 1] += next[row] }
    let turnedStarts = next
    var turnedIndices = [Int32](repeating: 0, count: indices.count)
    var turnedWeights = [Float](repeating: 0, count: indices.count)
    for row in 0..<rows {
      if row % 512 == 0 { try cancellation.check() }
      for edge in Int(starts[row])..<Int(starts[row + 1]) {
        let place = Int(next[Int(indices[edge])])
        next[Int(indices[edge])] += 1
        turnedIndices[place] = Int32(truncatingIfNeeded: row)
        turnedWeights[place] = weights[edge]
      }
    }
    return WeightedGraph(starts: turnedStarts, indices: turnedIndices, weights: turnedWeights)
  }
}
