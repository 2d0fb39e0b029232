import Foundation

/// Texts as weighted counts of their words (Salton & Buckley 1988), equal to scikit-learn's `TfidfVectorizer`.
///
/// A word that a text has tf times and that df of the n fitted texts have weighs tf · (ln((1 + n) / (1 + df)) + 1);
/// each row is then divided by its Euclidean length. A text without a known word is a row of zeros.
public struct TFIDFVectorizer: Sendable, Equatable {
  public let configuration: TFIDFConfiguration
  /// The words, one a column, in the order of their code points.
  public let vocabulary: [String]
  /// ln((1 + n) / (1 + df)) + 1 of each word.
  public let inverseDocumentFrequencies: [Double]
  private let terms: TermIndex

  /// A vectorizer and the matrix of the texts it was fitted to.
  public struct Fit: Sendable, Equatable {
    public let vectorizer: TFIDFVectorizer
    public let rows: TFIDFRows
  }

  /// Learns the vocabulary of `texts` and gives their matrix too, shape [texts, words].
  ///
  /// - Throws: ``TextError`` when a setting is out of range or no word is left; `CancellationError`.
  public static func fit(
    _ texts: [String], configuration: TFIDFConfiguration = TFIDFConfiguration(), threads: Int? = nil,
    cancellation: Cancellation = Cancellation()
  ) throws -> Fit {
    try configuration.check()
    let counts = try TermCounts(
      of: texts, leavingOut: configuration.stopWords.terms, threads: threads, cancellation: cancellation)
    guard counts.terms.count > 0 else { throw TextError.noWords(texts: texts.count) }
    let selection = try VocabularySelection(counts, configuration, cancellation: cancellation)
    let vectorizer = try TFIDFVectorizer(
      vocabulary: selection.terms.map(counts.terms.string),
      inverseDocumentFrequencies: selection.documentFrequencies.map { frequency in
        log(Double(1 + texts.count) / Double(1 + frequency)) + 1
      }, configuration: configuration)
    let rows = try vectorizer.weighted(counts, columns: selection.columns, cancellation: cancellation)
    return Fit(vectorizer: vectorizer, rows: rows)
  }

  /// A vectorizer that was fitted before.
  ///
  /// - Throws: ``TextError/malformedEncoder(reason:)``.
  public init(
    vocabulary: [String], inverseDocumentFrequencies: [Double],
    configuration: TFIDFConfiguration = TFIDFConfiguration()
  ) throws {
    guard vocabulary.count == inverseDocumentFrequencies.count else {
      throw TextError.malformedEncoder(
        reason: "\(vocabulary.count) words and \(inverseDocumentFrequencies.count) weights")
    }
    guard inverseDocumentFrequencies.allSatisfy({ $0.isFinite && $0 > 0 }) else {
      throw TextError.malformedEncoder(reason: "a word's weight is no positive number")
    }
    guard let terms = TermIndex(vocabulary) else {
      throw TextError.malformedEncoder(reason: "a word appears twice")
    }
    self.vocabulary = vocabulary
    self.inverseDocumentFrequencies = inverseDocumentFrequencies
    self.configuration = configuration
    self.terms = terms
  }

  /// The matrix of other texts, shape [texts, words]; words that were not learnt are left out and counted.
  public func transform(
    _ texts: [String], threads: Int? = nil, cancellation: Cancellation = Cancellation()
  ) throws -> TFIDFRows {
    let counts = try TermCounts(
      of: texts, in: terms, leavingOut: configuration.stopWords.terms, threads: threads,
      cancellation: cancellation)
    let columns = (0..<Int32(truncatingIfNeeded: vocabulary.count)).map(Optional.init)
    return try weighted(counts, columns: columns, cancellation: cancellation)
  }

  /// - Parameter columns: of every term that was counted, `nil` for one that is left out.
  private func weighted(_ counts: TermCounts, columns: [Int32?], cancellation: Cancellation) throws
    -> TFIDFRows
  {
    var starts = [0]
    var indices: [Int32] = []
    var values: [Double] = []
    var unknown: [Double] = []
    starts.reserveCapacity(counts.rows.count + 1)
    for (row, counted) in counts.rows.enumerated() {
      if row % 128 == 0 { try cancellation.check() }
      let entries = counted.entries.compactMap { entry in
        columns[Int(entry.term)].map { TermCounts.Entry(term: $0, count: entry.count) }
      }.sorted { $0.term < $1.term }
      let weights = entries.map(weight)
      let length = weights.reduce(0) { $0 + $1 * $1 }.squareRoot()
      indices += entries.map(\.term)
      values += weights.map { $0 / length }
      starts.append(values.count)
      let known = entries.reduce(0) { $0 + Int($1.count) }
      unknown.append(counted.words > 0 ? 1 - Double(known) / Double(counted.words) : 1)
    }
    let matrix = SparseMatrix(
      trusted: vocabulary.count, rowStarts: starts, columnIndices: indices, values: values)
    return TFIDFRows(matrix: matrix, unknownShares: unknown)
  }

  private func weight(_ entry: TermCounts.Entry) -> Double {
    let count = Double(entry.count)
    return (configuration.isSublinear ? log(count) + 1 : count)
      * inverseDocumentFrequencies[Int(entry.term)]
  }
}

/// Texts as TF-IDF, and how much of each was not understood.
public struct TFIDFRows: Sendable, Equatable {
  /// Shape [texts, words].
  public let matrix: SparseMatrix
  /// Share of each text's words that are not in the vocabulary, stop words aside, 0 … 1; 1 for a text without words.
  public let unknownShares: [Double]
}
