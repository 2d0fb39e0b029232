extension TrackTable {
  /// Positions of `count` rows drawn without replacement, ascending; each category keeps its share.
  ///
  /// Shares are rounded by the largest remainder (Hamilton's method), ties in the order of first rows. Rows
  /// without a value are a category of their own.
  /// - Parameter column: whose categories keep their share; `nil` draws from all rows alike.
  /// - Throws: ``RowChoiceError/tooMany(_:rows:)``, ``RowChoiceError/unknownColumn(name:available:)``.
  public func sample(count wanted: Int, by column: String? = nil, seed: UInt64) throws -> [Int] {
    guard wanted <= count else { throw RowChoiceError.tooMany(wanted, rows: count) }
    let strata = try column.map { GroupFolds.members(of: try categories(of: $0)) } ?? [Array(ids.indices)]
    let shares = Self.shares(of: wanted, sizes: strata.map(\.count))
    var chosen: [Int] = []
    for (number, rows) in strata.enumerated() {
      var random = RandomSource(seed: seed, stream: UInt64(number))
      chosen += random.permutation(rows.count).prefix(shares[number]).map { rows[$0] }
    }
    return chosen.sorted()
  }

  /// The text of each row in a column; numbers as they are written, a missing value as "".
  func categories(of name: String) throws(RowChoiceError) -> [String] {
    guard let column = column(name) else {
      throw .unknownColumn(name: name, available: columnNames)
    }
    switch column.content {
    case .text(let values): return values.map { $0 ?? "" }
    case .numbers(let values): return values.map { $0.isNaN ? "" : "\($0)" }
    }
  }

  private static func shares(of wanted: Int, sizes: [Int]) -> [Int] {
    let total = max(1, sizes.reduce(0, +))
    let products = sizes.map { $0.multipliedReportingOverflow(by: wanted).partialValue }
    var shares = products.map { $0 / total }
    let order = sizes.indices.sorted { (products[$1] % total, $0) < (products[$0] % total, $1) }
    for index in order.prefix(wanted - shares.reduce(0, +)) { shares[index] += 1 }
    return shares
  }
}

/// Why rows cannot be chosen or split as asked.
public enum RowChoiceError: ExplainedError, Equatable {
  case tooMany(Int, rows: Int)
  case unknownColumn(name: String, available: [String])
  case fractions([Double])
  case tooFewGroups(Int, parts: Int, unit: String)
  case noOfficialSplit(available: [String])

  public var message: String {
    switch self {
    case .tooMany(let count, let rows): "there are \(rows) tracks, fewer than \(count)"
    case .unknownColumn(let name, _): "there is no column \"\(name)\""
    case .fractions(let values): "\(values.map { "\($0)" }.joined(separator: ", ")) are no parts of a whole"
    case .tooFewGroups(let count, let parts, let unit):
      "\(parts) parts need at least \(parts) groups by \(unit); there \(count == 1 ? "is 1" : "are \(count)")"
    case .noOfficialSplit: "there is no column `split` that says training, validation or test"
    }
  }

  public var hint: String? {
    switch self {
    case .tooMany: nil
    case .unknownColumn(let name, let available): Suggestion.hint(for: name, among: available)
    case .fractions: "give two (train, test) or three (train, validation, test) that add up to 1"
    case .tooFewGroups: "split by a column with more values, or into fewer parts"
    case .noOfficialSplit(let available):
      "split by artist or another column"
        + (available.isEmpty ? "" : ": \(available.joined(separator: ", "))")
    }
  }

  public var parameter: String? {
    switch self {
    case .tooMany: "count"
    case .unknownColumn, .tooFewGroups, .noOfficialSplit: "by"
    case .fractions: "fractions"
    }
  }
}
