import Synchronization

/// Embedded texts, and how much of each told the model nothing.
public struct TextEmbeddings: Sendable, Equatable {
  /// Shape [texts, dimensions].
  public let values: Tensor
  /// Share of each text's pieces or words that the model cannot read, 0 … 1.
  public let unreadableShares: [Double]
  /// The same of all texts together.
  public let unreadableShare: Double
}

extension TextEmbedder {
  /// Embeds texts, or takes what `cache` has of them; the result never depends on threads or on what is cached.
  ///
  /// - Parameter progress: told of every text.
  /// - Throws: `CancellationError`.
  public func embeddings(
    of texts: [String], threads: Int? = nil, cache: FeatureCache? = nil,
    cancellation: Cancellation = Cancellation(), progress: @escaping ProgressHandler = { _ in }
  ) throws -> TextEmbeddings {
    let count = ProgressCount(total: texts.count, progress)
    let writing = CacheWriting(cache)
    defer { writing.finish() }
    let found = try Parallel.map(
      count: texts.count, threads: threads, cancellation: cancellation
    ) { index in
      let reading = try read(texts[index], cancellation: cancellation)
      let values = cache?.values(for: key(texts[index])).flatMap { $0.count == dimensions ? $0 : nil }
      if values != nil { count.add(1) }
      return Found(reading: reading, values: values)
    }
    let missing = found.indices.filter { found[$0].values == nil }
    let groups = Self.groups(missing) { found[$0].reading.pieces.count }
    let made = try Parallel.map(
      count: groups.count, threads: threads, cancellation: cancellation, workspace: { workspace() }
    ) { workspace, number in
      let indices = groups[number]
      let rows = try embed(
        indices.map { found[$0].reading }, workspace, cancellation: cancellation)
      for (index, row) in zip(indices, rows) { writing.store(row, for: key(texts[index])) }
      count.add(indices.count)
      return rows
    }
    var values = Tensor(shape: [texts.count, dimensions])
    func lay(_ row: [Float], at index: Int) {
      values.values.replaceSubrange(index * dimensions..<(index + 1) * dimensions, with: row)
    }
    for (index, item) in found.enumerated() { if let row = item.values { lay(row, at: index) } }
    for (indices, rows) in zip(groups, made) {
      for (index, row) in zip(indices, rows) { lay(row, at: index) }
    }
    let all = TextReading(
      pieces: [], count: found.reduce(0) { $0 + $1.reading.count },
      unreadable: found.reduce(0) { $0 + $1.reading.unreadable })
    return TextEmbeddings(
      values: values, unreadableShares: found.map(\.reading.unreadableShare),
      unreadableShare: all.unreadableShare)
  }

  /// An entry's key holds the whole text, so that no two texts are confused.
  private func key(_ text: String) -> String {
    "text \(TextEmbedding.version) \(InstructionSet.current.rawValue) \(identity)\n\(text)"
  }

  /// Short texts together, so that there are rows enough for the products: about 256 pieces a group.
  private static func groups(_ indices: [Int], pieces: (Int) -> Int) -> [[Int]] {
    var groups: [[Int]] = []
    var sum = 0
    for index in indices {
      let count = pieces(index) + 2
      if !groups.isEmpty, sum + count <= TextEmbedding.groupPieces {
        groups[groups.count - 1].append(index)
        sum += count
      } else {
        groups.append([index])
        sum = count
      }
    }
    return groups
  }
}

private enum TextEmbedding {
  /// Raised with every change of the code that changes embeddings.
  static let version = 1
  static let groupPieces = 256
}

private struct Found: Sendable {
  let reading: TextReading
  let values: [Float]?
}

/// Tells of texts under a lock, so that progress never runs backwards.
private final class ProgressCount: Sendable {
  private let done = Mutex(0)
  private let total: Int
  private let progress: ProgressHandler

  init(total: Int, _ progress: @escaping ProgressHandler) {
    self.total = total
    self.progress = progress
  }

  func add(_ count: Int) {
    done.withLock { done in
      done += count
      progress(WorkProgress(completed: done, total: total, unit: "texts"))
    }
  }
}
