/// `display`: shows a value at once, in the middle of a cell.
enum DisplayVerb {
  private static let value = Key<Value>.any("value", "what to show")

  static let display = Command(
    "display", summary: "Shows a value at once, wherever it stands in the cell.", subjects: [value.parameter],
    examples: [
      .init("display corpus", "the corpus's table above what follows"), .init("display \"text\"", "a text"),
    ], isShowing: true
  ) { invocation in
    try invocation.value(value)
  }
}
