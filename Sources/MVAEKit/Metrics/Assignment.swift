/// The assignment problem: every row gets a column of its own, so that the gains together are largest.
enum Assignment {
  /// The column of every row, by shortest augmenting paths (Kuhn 1955; Jonker & Volgenant 1987), O(rows² · columns).
  ///
  /// - Parameters:
  ///   - gains: shape [rows, columns], row-major.
  ///   - rows: at most `columns`.
  static func best(gains: [Double], rows: Int, columns: Int) -> [Int] {
    guard rows > 0, rows <= columns else { return [] }
    var search = AugmentingPaths(costs: gains.map { -$0 }, rows: rows, columns: columns)
    for row in 0..<rows { search.assign(row) }
    return search.columnOfRow
  }
}

private struct AugmentingPaths {
  let costs: [Double]
  let columns: Int
  private var rowPrices: [Double]
  private var columnPrices: [Double]
  /// −1 = free.
  private var rowOfColumn: [Int]

  init(costs: [Double], rows: Int, columns: Int) {
    self.costs = costs
    self.columns = columns
    rowPrices = [Double](repeating: 0, count: rows)
    columnPrices = [Double](repeating: 0, count: columns)
    rowOfColumn = [Int](repeating: -1, count: columns)
  }

  var columnOfRow: [Int] {
    var found = [Int](repeating: -1, count: rowPrices.count)
    for (column, row) in rowOfColumn.enumerated() where row >= 0 { found[row] = column }
    return found
  }

  /// Gives `row` a column and moves others along the cheapest alternating path.
  mutating func assign(_ row: Int) {
    var distances = [Double](repeating: .infinity, count: columns)
    var previous = [Int](repeating: -1, count: columns)
    var isReached = [Bool](repeating: false, count: columns)
    var (current, last) = (row, -1)
    var minimum = 0.0
    while true {
      var nearest = -1
      for column in 0..<columns where !isReached[column] {
        let reduced =
          minimum + costs[current * columns + column] - rowPrices[current] - columnPrices[column]
        if reduced < distances[column] {
          distances[column] = reduced
          previous[column] = last
        }
        if nearest < 0 || distances[column] < distances[nearest] { nearest = column }
      }
      minimum = distances[nearest]
      isReached[nearest] = true
      last = nearest
      if rowOfColumn[nearest] < 0 { break }
      current = rowOfColumn[nearest]
    }
    rowPrices[row] += minimum
    for column in 0..<columns where isReached[column] && column != last {
      rowPrices[rowOfColumn[column]] += minimum - distances[column]
      columnPrices[column] += distances[column] - minimum
    }
    while last >= 0 {
      let before = previous[last]
      rowOfColumn[last] = before >= 0 ? rowOfColumn[before] : row
      last = before
    }
  }
}
