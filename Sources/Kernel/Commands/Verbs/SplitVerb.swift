import MVAEKit

/// `split`: tracks to learn from, to choose by and to judge on.
enum SplitVerb {
  private static let items = Key<Value>.object(
    "items", "a corpus, features or images", [.corpus, .features, .images])
  private static let by = Key<String>.column(
    "by", "what is never parted: a column's values, the tracks' groups, nothing, or the split of its makers",
    orWords: ["group", "track", "official"], default: "group")
  private static let fractions = Key<[Double]>(
    parameter: Parameter(
      "fractions", "of train, validation and test, or of train and test", .list(.number(0...1)),
      fallback: "[0.8, 0.1, 0.1]"),
    fallback: [0.8, 0.1, 0.1], read: { $0.list?.compactMap(\.number) })
  private static let stratify = Key<String>.column(
    "stratify", "the column whose categories each part gets its share of; the main label if left out")
  private static let seed = Key<Int>.integer("seed", "of the draw", in: Seed.range, default: 1)

  static let split = Command(
    "split", summary: "Splits tracks into train, validation and test without parting an artist.",
    details: [
      "The members `.train`, `.validation` and `.test` are corpora (features, images) like the one split. Groups are dealt "
        + "out, the largest first, each to the part that lacks most of its categories; fractions are met as nearly as whole "
        + "groups allow. `by: official` reads the column `split` (training, validation, test) of the Free Music Archive."
    ],
    subjects: [items.parameter],
    labels: [by.parameter, fractions.parameter, stratify.parameter, seed.parameter],
    examples: [
      .init("parts = split corpus by: artist", "80, 10 and 10 percent, no artist in two of them"),
      .init("parts = split mfcc by: official", "as the makers of the data set have it"),
      .init("halves = split corpus by: group fractions: [0.5, 0.5] seed: 2", "train and test"),
    ]
  ) { invocation in
    let value = try invocation.value(items)
    guard let table = value.trackTable else { return nil }
    let split = try rows(table, value, invocation)
    guard let parts = SplitValue(split, of: value, table: table) else { return nil }
    parts.warnings.forEach(invocation.warn)
    return .object(parts)
  }

  private static func rows(_ table: TrackTable, _ value: Value, _ invocation: Invocation) throws -> RowSplit {
    let unit = invocation.optional(by) ?? "group"
    if unit == "official", table.column("official") == nil { return try RowSplit(official: table) }
    let main = value.as(Corpus.self)?.primaryLabel ?? table.defaultLabel
    return try RowSplit(
      table, by: self.unit(unit, table), fractions: try invocation.value(fractions),
      stratify: invocation.optional(stratify) ?? main, seed: UInt64(try invocation.value(seed)))
  }

  /// A column goes before a word of the same name.
  private static func unit(_ name: String, _ table: TrackTable) -> RowSplit.Unit {
    if table.column(name) != nil { return .column(name) }
    switch name {
    case "group": return .group
    case "track": return .track
    default: return .column(name)
    }
  }
}
