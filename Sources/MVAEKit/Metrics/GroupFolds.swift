/// Rows in folds of about the same size and mix of labels, a group always within one fold.
///
/// So that no clip of a recording is judged by what was learned from another clip of it.
public struct GroupFolds: Sendable, Equatable {
  /// The fold of every row, 0..<`count`.
  public let foldOfRow: [Int]
  public let count: Int

  /// Large groups first, each to the fold that has fewest rows of the group's labels, then fewest rows; groups of one
  /// size in an order shuffled by `seed`.
  ///
  /// - Parameter count: wanted folds; there are never more than groups.
  public init(groups: [String], labels: [String], count: Int = 5, seed: UInt64 = 1) {
    let members = Self.members(of: groups)
    let classes = Contingency.numbered(labels)
    let folds = max(1, min(count, members.count))
    var rows = [Int](repeating: 0, count: folds)
    var ofClass = [[Int]](repeating: [Int](repeating: 0, count: (classes.max() ?? 0) + 1), count: folds)
    var foldOfRow = [Int](repeating: 0, count: groups.count)
    var random = RandomSource(seed: seed)
    let order = random.permutation(members.count).sorted { members[$0].count > members[$1].count }
    for group in order {
      let own = Set(members[group].map { classes[$0] }).sorted()
      let fold = (0..<folds).min { first, second in
        let loads = (own.reduce(0) { $0 + ofClass[first][$1] }, own.reduce(0) { $0 + ofClass[second][$1] })
        return (loads.0, rows[first]) < (loads.1, rows[second])
      }
      guard let fold else { continue }
      for row in members[group] {
        foldOfRow[row] = fold
        ofClass[fold][classes[row]] += 1
      }
      rows[fold] += members[group].count
    }
    self.foldOfRow = foldOfRow
    self.count = folds
  }

  /// The rows of a fold.
  public func rows(in fold: Int) -> [Int] { foldOfRow.indices.filter { foldOfRow[$0] == fold } }

  /// The rows of all other folds.
  public func rows(outside fold: Int) -> [Int] { foldOfRow.indices.filter { foldOfRow[$0] != fold } }

  /// The rows of each group, groups in the order of their first row.
  static func members(of groups: [String]) -> [[Int]] {
    let numbers = Contingency.numbered(groups)
    var members = [[Int]](repeating: [], count: (numbers.max() ?? -1) + 1)
    for (row, number) in numbers.enumerated() { members[number].append(row) }
    return members
  }
}
