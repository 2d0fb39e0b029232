/// Looks up `value[index]`: a position, a range of positions, a list of them, or an id.
struct Indexing {
  let resolver: Resolver

  func item(_ index: Expression, of base: Expression) throws -> Value {
    let value = try resolver.evaluate(base)
    guard let count = value.itemCount else {
      throw Diagnostic(
        "NotIndexable", "\(value.kind.withArticle) has no items to take by index", at: index.span)
    }
    switch try resolver.evaluate(index) {
    case .number(let number):
      let position = try position(number, count: count, of: value, at: index.span)
      return try found(value.item(at: position), index.span)
    case .range(let range):
      return try found(value.items(at: positions(range, count: count, of: value, at: index.span)), index.span)
    case .list(let members):
      guard !members.isEmpty else {
        throw Diagnostic("WrongIndex", "the list holds no position", at: index.span)
      }
      let positions = try members.map { member in
        guard let number = member.number else { throw wrongIndex(member, index.span) }
        return try position(number, count: count, of: value, at: index.span)
      }
      return try found(value.items(at: positions), index.span)
    case .text(let name):
      if let item = value.item(named: name) { return item }
      throw Diagnostic(
        "UnknownItem", "there is no item \"\(name)\" in \(value.kind.withPointer)", at: index.span,
        hint: Spelling.nearest(to: name, among: ids(of: value)).map { "did you mean \"\($0)\"?" })
    case let other: throw wrongIndex(other, index.span)
    }
  }

  /// Ids of the first items, to suggest one.
  private func ids(of value: Value) -> [String] {
    (0..<min(value.itemCount ?? 0, 2000)).compactMap { value.item(at: $0)?.member("id")?.text }
  }

  private func position(_ number: Double, count: Int, of value: Value, at span: SourceSpan) throws -> Int {
    guard let whole = Int(exactly: number) else {
      throw Diagnostic(
        "WrongIndex", "a position is a whole number, not \(NumberText.shortest(number))", at: span)
    }
    let position = whole < 0 ? count + whole : whole
    guard (0..<count).contains(position) else { throw outOfBounds(whole, count, value, span) }
    return position
  }

  private func positions(_ range: ValueRange, count: Int, of value: Value, at span: SourceSpan) throws
    -> [Int]
  {
    guard let lower = Int(exactly: range.lower), let upper = Int(exactly: range.upper) else {
      throw Diagnostic("WrongIndex", "a range of positions needs whole numbers", at: span)
    }
    let first = lower < 0 ? count + lower : lower
    // Checked before more is computed: then there is an item, and no bound is so far off that it overflows.
    guard first >= 0, first < count else { throw outOfBounds(lower, count, value, span) }
    let last = (upper < 0 ? count + upper : upper) - (range.includesUpper ? 0 : 1)
    guard last < count else { throw outOfBounds(upper, count, value, span) }
    guard first <= last else {
      throw Diagnostic("WrongIndex", "the range \(range) holds no position", at: span)
    }
    return Array(first...last)
  }

  private func outOfBounds(_ position: Int, _ count: Int, _ value: Value, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "OutOfRange",
      "there is no position \(position): \(value.kind.withPointer) \(value.kind.isPlural ? "have" : "has") "
        + NumberText.count(count, "item"), at: span,
      hint: count > 0 ? "positions go from 0 to \(count - 1), or from -1 (the last) to -\(count)" : nil)
  }

  private func wrongIndex(_ value: Value, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "WrongIndex",
      "an index is a position, a range, a list of positions or an id, not \(value.kind.withArticle)",
      at: span)
  }

  private func found(_ value: Value?, _ span: SourceSpan) throws -> Value {
    if let value { return value }
    throw Diagnostic("UnknownItem", "there is nothing at this index", at: span)
  }
}
