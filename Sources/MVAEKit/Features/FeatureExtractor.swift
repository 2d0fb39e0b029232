/// Turns every track of a corpus into features of one kind.
public protocol FeatureExtractor: Sendable {
  associatedtype Features: Sendable

  /// Features of every track that can be read, row by row in the corpus's order.
  ///
  /// Tracks are spread over `threads` threads (`nil`: every core); the result never depends on how many. A
  /// track that cannot be read is left out and reported.
  /// - Throws: an error on a setting that cannot be used, ``ExtractionError/nothingRead(count:first:)`` when not
  ///   one track is left, `CancellationError`.
  func extract(
    from corpus: Corpus, threads: Int?, cancellation: Cancellation, progress: @escaping ProgressHandler
  ) throws -> FeatureExtraction<Features>
}

extension FeatureExtractor {
  public func extract(
    from corpus: Corpus, cancellation: Cancellation = Cancellation(),
    progress: @escaping ProgressHandler = { _ in }
  ) throws -> FeatureExtraction<Features> {
    try extract(from: corpus, threads: nil, cancellation: cancellation, progress: progress)
  }
}

/// Features, and what is not among them.
public struct FeatureExtraction<Features: Sendable>: Sendable {
  public let features: Features
  /// Tracks that were left out, each with the reason.
  public let skipped: [SkippedFile]
  /// What its user should know, in words.
  public let notes: [String]
}

extension FeatureExtraction: Equatable where Features: Equatable {}

/// Why no features came of a corpus.
public enum ExtractionError: ExplainedError, Equatable {
  case emptyCorpus
  case nothingRead(count: Int, first: SkippedFile)

  public var message: String {
    switch self {
    case .emptyCorpus: "the corpus has no tracks"
    case .nothingRead(let count, let first):
      "none of the \(count) tracks could be read; the first: \(first.reason)"
    }
  }

  public var hint: String? {
    switch self {
    case .emptyCorpus: "load or filter a corpus with at least one track"
    case .nothingRead: "the files may have been moved since the corpus was loaded"
    }
  }

  public var parameter: String? { nil }
}
