import MVAEKit

/// `filter`: the tracks whose labels are wanted.
enum FilterVerb {
  private static let items = Key<Value>.object(
    "items", "a corpus, features or images", [.corpus, .features, .images])

  private static let lyrics = Key<String>.word(
    "lyrics", "tracks with lyrics, or those without", ["present", "missing"])

  static let filter = Command(
    "filter", summary: "Keeps the tracks whose labels are among those wanted.",
    details: [
      "Every label column is a label of this verb; several narrow the choice further. A category may be written bare; "
        + "`present` and `missing` are the tracks with and without a value."
    ],
    subjects: [items.parameter], labels: [lyrics.parameter],
    columnLabels: Parameter("column", "a category, a number, a range of numbers, or a list of them", .any),
    examples: [
      .init("some = filter corpus genre: [\"Rock\", \"Jazz\"]", "two genres"),
      .init("sung = filter corpus genre: [\"Rock\", \"Jazz\"] lyrics: present", "those with a text"),
      .init("held = filter corpus split: test", "a category written bare"),
      .init("slow = filter corpus tempo: 60..<90", "by a number"),
    ]
  ) { invocation in
    let value = try invocation.value(items)
    guard let table = value.trackTable else { return nil }
    let wishes = invocation.arguments.filter { ![items.name, lyrics.name].contains($0.key) }
    var rows = try withLyrics(value, table, invocation)
    for (name, wish) in wishes.sorted(by: { $0.key < $1.key }) {
      guard let column = table.column(name) else { continue }
      let words = Set(["present", "missing"].filter { !column.hasCategory($0) })
      rows = rows.filter { accepts(wish, column, $0, words) }
    }
    guard !rows.isEmpty else { throw nothingLeft(wishes, table, invocation) }
    return value.items(at: rows)
  }

  /// The rows that `lyrics:` leaves.
  private static func withLyrics(_ value: Value, _ table: TrackTable, _ invocation: Invocation) throws
    -> [Int]
  {
    guard let wish = invocation.optional(lyrics) else { return Array(table.ids.indices) }
    guard let corpus = value.as(Corpus.self) else {
      throw invocation.diagnostic(
        "NoLyrics", "\(value.kind.name) hold no lyrics", at: lyrics,
        hint: "filter the corpus they were made from")
    }
    let rows = corpus.tracks.indices.filter { corpus.tracks[$0].hasLyrics == (wish == "present") }
    guard rows.isEmpty else { return rows }
    throw invocation.diagnostic(
      "NothingLeft", wish == "present" ? "no track has lyrics" : "every track has lyrics", at: lyrics,
      hint: wish == "present" ? "`load folder` and `load fma` take them with `lyrics:`" : nil)
  }

  /// - Parameter words: `present` and `missing`, less what a category is called.
  private static func accepts(_ wish: Value, _ column: Column, _ row: Int, _ words: Set<String>) -> Bool {
    switch wish {
    case .text(let text) where words.contains(text): column.isMissing(row) == (text == "missing")
    case .list(let wishes): wishes.contains { accepts($0, column, row, words) }
    case .text(let text): column.text(row) == text
    case .number(let number): column.number(row) == number || column.text(row) == NumberText.shortest(number)
    case .range(let range): column.number(row).map(range.contains) ?? false
    default: false
    }
  }

  /// Names the first wish that no track fulfils.
  private static func nothingLeft(_ wishes: [String: Value], _ table: TrackTable, _ invocation: Invocation)
    -> Diagnostic
  {
    for (name, wish) in wishes.sorted(by: { $0.key < $1.key }) {
      let categories = table.categories(of: name)
      let known = categories + ["present", "missing"]
      guard !categories.isEmpty, let wrong = wish.texts.first(where: { !known.contains($0) }) else {
        continue
      }
      return Diagnostic(
        "UnknownCategory", "no track has the \(name) \"\(wrong)\"",
        at: invocation.spans[name] ?? invocation.span,
        hint: Spelling.nearest(to: wrong, among: categories).map { "did you mean \"\($0)\"?" }
          ?? "there are \(categories.prefix(20).joined(separator: ", "))")
    }
    return Diagnostic("NothingLeft", "no track has these labels", at: invocation.span)
  }
}

extension Value {
  /// The text it is, or the texts of a list.
  fileprivate var texts: [String] { list?.compactMap(\.text) ?? text.map { [$0] } ?? [] }
}

extension Column {
  fileprivate func hasCategory(_ name: String) -> Bool {
    if case .text(let values) = content { values.contains(name) } else { false }
  }

  fileprivate func isMissing(_ row: Int) -> Bool {
    switch content {
    case .text(let values): values[row] == nil
    case .numbers(let values): values[row].isNaN
    }
  }

  fileprivate func text(_ row: Int) -> String? {
    switch content {
    case .text(let values): values[row]
    case .numbers(let values): NumberText.shortest(values[row])
    }
  }

  fileprivate func number(_ row: Int) -> Double? {
    if case .numbers(let values) = content { values[row] } else { nil }
  }
}

extension ValueRange {
  fileprivate func contains(_ number: Double) -> Bool {
    number >= lower && (includesUpper ? number <= upper : number < upper)
  }
}
