/// The symmetric graph of nearest neighbours, normalised: D^−½ ½ (A + Aᵀ) D^−½ in compressed rows.
struct NeighborGraph: Sendable {
  let rows: Int
  /// Where each row's entries begin; one more than rows.
  let offsets: [Int64]
  let indices: [Int32]
  let weights: [Double]

  init(_ neighbors: Neighbors, cancellation: Cancellation) throws {
    rows = neighbors.rows
    var lists = [[Int32]](repeating: [], count: neighbors.rows)
    for row in 0..<neighbors.rows {
      for other in neighbors.indices(of: row) {
        lists[row].append(other)
        lists[Int(other)].append(Int32(row))
      }
    }
    var (offsets, indices, halves) = ([Int64(0)], [Int32](), [Double]())
    indices.reserveCapacity(2 * neighbors.indices.count)
    var degrees = [Double](repeating: 0, count: neighbors.rows)
    for row in lists.indices {
      if row % 4096 == 0 { try cancellation.check() }
      // A neighbour both ways stands in the list twice.
      for other in lists[row].sorted() {
        degrees[row] += 0.5
        if indices.count > Int(offsets[row]), indices.last == other {
          halves[halves.count - 1] += 0.5
        } else {
          indices.append(other)
          halves.append(0.5)
        }
      }
      offsets.append(Int64(indices.count))
    }
    let roots = degrees.map { 1 / $0.squareRoot() }
    for row in lists.indices {
      for entry in Int(offsets[row])..<Int(offsets[row + 1]) {
        halves[entry] *= roots[row] * roots[Int(indices[entry])]
      }
    }
    self.offsets = offsets
    self.indices = indices
    weights = halves
  }
}
