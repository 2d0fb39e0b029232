/// Rows in three parts, none of which shares a group with another.
public struct RowSplit: Sendable, Equatable {
  /// Row indices, ascending.
  public let train: [Int]
  public let validation: [Int]
  public let test: [Int]
  /// Rows in no part, ascending: an official split does not mention them.
  public let leftOut: [Int]
  /// What keeps rows together, in a word: a column's name, "group", "track", "official".
  public let unit: String

  /// What rows of one part share with no row of another.
  public enum Unit: Sendable, Equatable {
    /// Rows of one group of the table: an artist or a recording.
    case group
    /// Every row for itself.
    case track
    /// Rows of one value; a row without a value stays with its group of the table.
    case column(String)

    var name: String {
      switch self {
      case .group: "group"
      case .track: "track"
      case .column(let name): name
      }
    }
  }

  /// Deals groups out, the largest first, those of one size in an order shuffled by `seed`, each to the part that
  /// lacks most of the group's categories and of rows at all.
  ///
  /// The lack of part p of a group g is Σ_c (n_gc / n_g) (f_p − n_pc / n_c) + f_p − n_p / n, with f the wanted
  /// fraction, n rows, c categories. A part with a fraction above 0 gets at least one group.
  /// - Parameters:
  ///   - fractions: of train and test, or of train, validation and test; they add up to 1.
  ///   - stratify: the column whose categories each part should have in equal shares, `nil` for none.
  /// - Throws: ``RowChoiceError``.
  public init(
    _ table: TrackTable, by unit: Unit, fractions: [Double] = [0.8, 0.1, 0.1], stratify: String? = nil,
    seed: UInt64
  ) throws {
    let wanted = try Self.checked(fractions)
    let members = GroupFolds.members(of: try Self.groups(table, unit))
    let parts = wanted.count { $0 > 0 }
    guard members.count >= parts else {
      throw RowChoiceError.tooFewGroups(members.count, parts: parts, unit: unit.name)
    }
    let classes = try stratify.map { Contingency.numbered(try table.categories(of: $0)) }
    var deal = GroupDeal(
      members: members, classes: classes ?? [Int](repeating: 0, count: table.count), fractions: wanted)
    deal.run(seed: seed)
    train = deal.rows(of: 0)
    validation = deal.rows(of: 1)
    test = deal.rows(of: 2)
    leftOut = []
    self.unit = unit.name
  }

  /// The parts that the column `split` names, as the Free Music Archive's does: training, validation, test.
  ///
  /// - Throws: ``RowChoiceError/noOfficialSplit(available:)``.
  public init(official table: TrackTable) throws {
    guard case .text(let marks)? = table.column("split")?.content else {
      throw RowChoiceError.noOfficialSplit(available: table.columnNames)
    }
    var parts: [[Int]] = [[], [], [], []]
    for (row, mark) in marks.enumerated() {
      switch mark?.lowercased() {
      case "training", "train": parts[0].append(row)
      case "validation", "valid", "val", "dev": parts[1].append(row)
      case "test", "testing": parts[2].append(row)
      default: parts[3].append(row)
      }
    }
    guard parts[3].count < marks.count else {
      throw RowChoiceError.noOfficialSplit(available: table.columnNames)
    }
    (train, validation, test, leftOut) = (parts[0], parts[1], parts[2], parts[3])
    unit = "official"
  }

  /// How many groups of `table` have rows in more than one part.
  public func partedGroups(of table: TrackTable) -> Int {
    var part: [String: Int] = [:]
    var parted: Set<String> = []
    for (number, rows) in [train, validation, test].enumerated() {
      for row in rows {
        let group = table.groups[row]
        if part[group, default: number] != number { parted.insert(group) }
        part[group] = number
      }
    }
    return parted.count
  }

  /// Of train, validation and test.
  private static func checked(_ fractions: [Double]) throws(RowChoiceError) -> [Double] {
    guard (2...3).contains(fractions.count), fractions.allSatisfy({ (0...1).contains($0) }),
      abs(fractions.reduce(0, +) - 1) < 1e-6, fractions[0] > 0
    else { throw .fractions(fractions) }
    return fractions.count == 3 ? fractions : [fractions[0], 0, fractions[1]]
  }

  private static func groups(_ table: TrackTable, _ unit: Unit) throws(RowChoiceError) -> [String] {
    switch unit {
    case .group: return table.groups
    case .track: return table.ids.indices.map { "\($0)" }
    case .column(let name):
      let values = try table.categories(of: name)
      return values.indices.map { values[$0].isEmpty ? "group " + table.groups[$0] : "value " + values[$0] }
    }
  }
}

/// Groups on their way to parts.
private struct GroupDeal {
  let members: [[Int]]
  let classes: [Int]
  let fractions: [Double]
  private(set) var partOfGroup: [Int]

  private var rows: [Int]
  private var ofClass: [[Int]]
  private let classSizes: [Int]
  private let total: Int

  init(members: [[Int]], classes: [Int], fractions: [Double]) {
    self.members = members
    self.classes = classes
    self.fractions = fractions
    partOfGroup = [Int](repeating: 0, count: members.count)
    rows = fractions.map { _ in 0 }
    var sizes = [Int](repeating: 0, count: (classes.max() ?? 0) + 1)
    for number in classes { sizes[number] += 1 }
    classSizes = sizes
    ofClass = fractions.map { _ in sizes.map { _ in 0 } }
    total = classes.count
  }

  mutating func run(seed: UInt64) {
    var random = RandomSource(seed: seed)
    let shuffled = random.permutation(members.count)
    let place = Dictionary(uniqueKeysWithValues: shuffled.enumerated().map { ($1, $0) })
    let order = shuffled.sorted {
      (members[$1].count, place[$0] ?? 0) < (members[$0].count, place[$1] ?? 0)
    }
    for group in order { put(group, into: needing(group)) }
    for part in fractions.indices where fractions[part] > 0 && rows[part] == 0 { fill(part, from: order) }
  }

  func rows(of part: Int) -> [Int] {
    members.indices.filter { partOfGroup[$0] == part }.flatMap { members[$0] }.sorted()
  }

  private func needing(_ group: Int) -> Int {
    let mix = mix(of: group)
    var best = 0
    var most = -Double.infinity
    for part in fractions.indices where fractions[part] > 0 {
      var lack = fractions[part] - Double(rows[part]) / Double(total)
      for entry in mix {
        let share = Double(entry.rows) / Double(members[group].count)
        let there = Double(ofClass[part][entry.number]) / Double(classSizes[entry.number])
        lack += share * (fractions[part] - there)
      }
      if lack > most { (best, most) = (part, lack) }
    }
    return best
  }

  private struct ClassRows {
    let number: Int
    var rows: Int
  }

  /// Its classes, ascending.
  private func mix(of group: Int) -> [ClassRows] {
    var mix: [ClassRows] = []
    for number in members[group].map({ classes[$0] }).sorted() {
      if mix.last?.number == number {
        mix[mix.count - 1].rows += 1
      } else {
        mix.append(ClassRows(number: number, rows: 1))
      }
    }
    return mix
  }

  private mutating func put(_ group: Int, into part: Int, sign: Int = 1) {
    partOfGroup[group] = part
    rows[part] += sign * members[group].count
    for row in members[group] { ofClass[part][classes[row]] += sign }
  }

  /// Moves the smallest group of a part with several into an empty one.
  private mutating func fill(_ part: Int, from order: [Int]) {
    var groups = [Int](repeating: 0, count: fractions.count)
    for group in order { groups[partOfGroup[group]] += 1 }
    guard let group = order.last(where: { groups[partOfGroup[$0]] > 1 }) else { return }
    put(group, into: partOfGroup[group], sign: -1)
    put(group, into: part)
  }
}
