/// Named columns over rows of words and numbers, with a heading and a note.
struct Table: Sendable, Equatable {
  enum CellContent: Sendable, Equatable {
    case text(String)
    case number(Double)
    /// A number that shows as given and exports in full.
    case measured(Double, shown: String)
    case empty
  }

  var title: String
  let columns: [String]
  var rows: [[CellContent]]
  /// Words below the table, line by line.
  var notes: [String] = []
  /// How many rows are shown; all are exported.
  var shownRows = 20
  /// Rows that stand for themselves elsewhere: a preview holds only what it shows.
  var rowsLeftOut = 0

  /// "… 400 rows in all", where not all are shown.
  var restInWords: String? {
    let count = rows.count + rowsLeftOut
    return count > min(shownRows, rows.count) ? "… \(count) rows in all" : nil
  }

  init(_ title: String, columns: [String], rows: [[CellContent]], notes: [String] = []) {
    self.title = title
    self.columns = columns
    self.rows = rows
    self.notes = notes
  }

  /// Numbers stand on the right.
  func isNumeric(column: Int) -> Bool {
    let contents = rows.compactMap { $0.indices.contains(column) ? $0[column] : nil }
    return !contents.isEmpty
      && contents.allSatisfy { content in
        if case .text = content { false } else { true }
      }
  }

  /// The rows to show, in words: the plain numbers of a column have the same number of digits behind the point.
  var shownText: [[String]] {
    let digits = columns.indices.map(digits(ofColumn:))
    return rows.prefix(shownRows).map { row in
      row.enumerated().map { index, cell in
        if case .number(let number) = cell, let digits = digits[index] {
          NumberText.fixed(number, digits)
        } else {
          cell.shown
        }
      }
    }
  }

  /// Four significant digits of the largest number, less what would be zeros in every row; `nil` where the numbers are
  /// too different in size for one form.
  private func digits(ofColumn column: Int) -> Int? {
    let numbers = rows.prefix(shownRows).compactMap { row -> Double? in
      if column < row.count, case .number(let number) = row[column], number.isFinite { number } else { nil }
    }
    let sizes = numbers.map(abs).filter { $0 > 0 }
    guard let largest = sizes.max(), let smallest = sizes.min(), largest < 1e6, smallest >= 1e-3 else {
      return nil
    }
    var digits = largest >= 1000 ? 1 : largest >= 100 ? 2 : largest >= 10 ? 2 : 4
    while digits > 0, numbers.allSatisfy({ NumberText.fixed($0, digits).hasSuffix("0") }) { digits -= 1 }
    return digits
  }
}

extension Table.CellContent {
  var shown: String {
    switch self {
    case .text(let text): text
    case .number(let number): NumberText.short(number)
    case .measured(_, let shown): shown
    case .empty: "–"
    }
  }

  /// In full, for a file.
  var exported: String {
    switch self {
    case .text(let text): text
    case .number(let number), .measured(let number, _): NumberText.shortest(number)
    case .empty: ""
    }
  }
}

extension Table: WorkspaceValue {
  static var kind: ValueKind { .table }
  var brief: String { "\(rows.count) × \(columns.count)\(title.isEmpty ? "" : ", \(title)")" }
  var byteCount: Int { rows.reduce(0) { $0 + $1.reduce(0) { $0 + $1.shown.utf8.count + 16 } } }
  var presentation: Presentation { .table(self) }
  var itemCount: Int? { rows.count }

  func items(at positions: [Int]) -> Value? {
    var part = self
    part.rows = positions.map { rows[$0] }
    return .object(part)
  }

  func item(at position: Int) -> Value? { items(at: [position]) }

  var memberNames: [String] { columns.filter { !$0.contains(" ") } }

  func member(_ name: String) -> Value? {
    guard let column = columns.firstIndex(of: name) else { return nil }
    return .list(
      rows.map { row in
        switch row[column] {
        case .number(let number), .measured(let number, _): .number(number)
        case .text(let text): .text(text)
        case .empty: .text("")
        }
      })
  }
}
