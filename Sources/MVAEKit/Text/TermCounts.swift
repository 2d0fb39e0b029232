/// How often each text has each term.
struct TermCounts: Sendable {
  struct Entry: Sendable {
    let term: Int32
    let count: Int32
  }

  /// What one text holds, its terms in the order of their first appearance.
  struct Row: Sendable {
    var entries: [Entry]
    /// Words that were looked at: more than were counted when some have no term.
    let words: Int
  }

  let terms: TermIndex
  let rows: [Row]

  /// Numbers every word of `texts` that is no stop word.
  init(
    of texts: [String], leavingOut stopWords: TermIndex, threads: Int?, cancellation: Cancellation
  ) throws {
    let parts = try Self.blocks(texts, threads: threads, cancellation: cancellation) { block, scanner in
      var terms = TermIndex()
      let rows = try Self.rows(block, &scanner, leavingOut: stopWords) { terms.insert($0) }
      return TermCounts(terms: terms, rows: rows)
    }
    var terms = TermIndex()
    var rows: [Row] = []
    rows.reserveCapacity(texts.count)
    for part in parts {
      try cancellation.check()
      let numbers = (0..<part.terms.count).map { term in
        Int32(truncatingIfNeeded: part.terms.withBytes(term) { terms.insert($0) })
      }
      rows += part.rows.map { row in
        Row(
          entries: row.entries.map { Entry(term: numbers[Int($0.term)], count: $0.count) },
          words: row.words)
      }
    }
    self.init(terms: terms, rows: rows)
  }

  /// Counts the words of `texts` that `terms` has.
  init(
    of texts: [String], in terms: TermIndex, leavingOut stopWords: TermIndex, threads: Int?,
    cancellation: Cancellation
  ) throws {
    let parts = try Self.blocks(texts, threads: threads, cancellation: cancellation) { block, scanner in
      try Self.rows(block, &scanner, leavingOut: stopWords) { terms.find($0) }
    }
    self.init(terms: terms, rows: parts.flatMap { $0 })
  }

  private init(terms: TermIndex, rows: [Row]) {
    self.terms = terms
    self.rows = rows
  }

  /// Texts that a thread takes at a time: fixed, so that numbers never depend on how many threads there are.
  private static let blockLength = 64

  private static func blocks<Result: Sendable>(
    _ texts: [String], threads: Int?, cancellation: Cancellation,
    body: @Sendable (ArraySlice<String>, inout WordScanner) throws -> Result
  ) throws -> [Result] {
    try Parallel.map(
      count: (texts.count + blockLength - 1) / blockLength, threads: threads, cancellation: cancellation
    ) { index in
      var scanner = WordScanner(cancellation: cancellation)
      let end = min(texts.count, (index + 1) * blockLength)
      return try body(texts[index * blockLength..<end], &scanner)
    }
  }

  private static func rows(
    _ texts: ArraySlice<String>, _ scanner: inout WordScanner, leavingOut stopWords: TermIndex,
    number: (UnsafeBufferPointer<UInt8>) -> Int?
  ) throws -> [Row] {
    var counts: [Int32] = []
    return try texts.map { text in
      var found: [Int] = []
      var words = 0
      try scanner.scan(text) { word in
        if stopWords.count > 0, stopWords.find(word) != nil { return }
        words += 1
        guard let term = number(word) else { return }
        while counts.count <= term { counts.append(contentsOf: repeatElement(0, count: 1024)) }
        if counts[term] == 0 { found.append(term) }
        counts[term] += 1
      }
      let entries = found.map { term in
        let entry = Entry(term: Int32(truncatingIfNeeded: term), count: counts[term])
        counts[term] = 0
        return entry
      }
      return Row(entries: entries, words: words)
    }
  }
}
