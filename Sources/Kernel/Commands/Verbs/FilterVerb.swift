import MVAEKit

/// `filter`: the tracks whose labels are wanted.
enum FilterVerb {
  private static let items = Key<Value>.object(
    "items", "a corpus, features or images", [.corpus, .features, .images])

  static let filter = Command(
    "filter", summary: "Keeps the tracks whose labels are among those wanted.",
    details: ["Every label column is a label of this verb; several narrow the choice further."],
    subjects: [items.parameter],
    columnLabels: Parameter("column", "a category, a number, a range of numbers, or a list of them", .any),
    examples: [
      .init("some = filter corpus genre: [\"Rock\", \"Jazz\"]", "two genres"),
      .init("slow = filter corpus tempo: 60..<90", "by a number"),
    ]
  ) { invocation in
    let value = try invocation.value(items)
    guard let table = table(of: value) else { return nil }
    let wishes = invocation.arguments.filter { $0.key != items.name }
    var rows = Array(table.ids.indices)
    for (name, wish) in wishes.sorted(by: { $0.key < $1.key }) {
      guard let column = table.column(name) else { continue }
      rows = rows.filter { accepts(wish, column, $0) }
    }
    guard !rows.isEmpty else { throw nothingLeft(wishes, table, invocation) }
    return value.items(at: rows)
  }

  private static func table(of value: Value) -> TrackTable? {
    value.as(Corpus.self)?.table ?? value.as(FeatureMatrix.self)?.rows ?? value.as(FeatureTensor.self)?.rows
  }

  private static func accepts(_ wish: Value, _ column: Column, _ row: Int) -> Bool {
    switch wish {
    case .list(let wishes): wishes.contains { accepts($0, column, row) }
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
      guard !categories.isEmpty, let wrong = wish.texts.first(where: { !categories.contains($0) }) else {
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
