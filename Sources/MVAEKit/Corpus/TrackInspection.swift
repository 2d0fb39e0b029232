import Synchronization

/// Reads the headers of audio files, in parallel, until enough good ones are found.
struct TrackInspection {
  /// Shorter recordings give no more than a few frames.
  static let shortestDuration = 0.1

  struct Found {
    let index: Int
    /// Of the excerpt, in seconds.
    let duration: Double
  }

  /// Positions of the files that can be read, ascending, each with its header.
  private(set) var kept: [Found] = []
  private(set) var skipped: [SkippedFile] = []
  /// Whether files were left over when the limit was reached.
  private(set) var isLimited = false

  private enum Outcome {
    case good(duration: Double)
    case bad(SkippedFile)
  }

  /// - Parameters:
  ///   - files: `nil` for a track without one, which is kept as it is.
  ///   - order: positions in `files` in the order of preference under a limit.
  ///   - limit: how many good files are wanted, `nil` for all.
  ///   - absent: the length in seconds of a track without a file.
  init(
    files: [FileListing.File?], order: [Int], limit: Int?, excerpt: Excerpt,
    absent: @Sendable (Int) -> Double = { _ in 0 }, cancellation: Cancellation,
    progress: @escaping ProgressHandler
  ) throws {
    try excerpt.validate()
    if let limit, limit < 1 { throw CorpusError.limit(limit) }
    let wanted = min(limit ?? order.count, order.count)
    let done = Mutex(0)
    var next = 0
    while kept.count < wanted, next < order.count {
      let batch = order[next..<min(order.count, next + wanted - kept.count)]
      let start = batch.startIndex
      let outcomes = try Parallel.map(count: batch.count, cancellation: cancellation) { offset in
        let index = batch[start + offset]
        guard let file = files[index] else { return Outcome.good(duration: absent(index)) }
        let outcome = try Self.inspect(file, excerpt, cancellation)
        done.withLock { done in
          done += 1
          progress(WorkProgress(completed: min(done, wanted), total: wanted, unit: "files"))
        }
        return outcome
      }
      for (index, outcome) in zip(batch, outcomes) {
        switch outcome {
        case .good(let duration): kept.append(Found(index: index, duration: duration))
        case .bad(let file): skipped.append(file)
        }
      }
      next = batch.endIndex
    }
    isLimited = next < order.count
    kept.sort { $0.index < $1.index }
    if kept.isEmpty, let first = skipped.first {
      throw CorpusError.nothingReadable(count: skipped.count, first: first)
    }
  }

  private static func inspect(
    _ file: FileListing.File, _ excerpt: Excerpt, _ cancellation: Cancellation
  ) throws -> Outcome {
    do {
      let info = try AudioFile.inspect(path: file.path, cancellation: cancellation)
      let frames = excerpt.count(of: info.frames, rate: info.sampleRate)
      guard frames > 0 else {
        throw AudioError.shorter(path: file.path, seconds: info.duration, offset: excerpt.offset)
      }
      let duration = Double(frames) / Double(info.sampleRate)
      if duration >= shortestDuration { return .good(duration: duration) }
      let reason = "is only \((duration * 1000).rounded() / 1000) s long (at least \(shortestDuration) s)"
      return .bad(SkippedFile(path: file.relativePath, reason: reason))
    } catch let error as CancellationError {
      throw error
    } catch {
      return .bad(SkippedFile(path: file.relativePath, error: error))
    }
  }

  /// Positions taken in turn from each of the groups that `keys` names: a limit then keeps every group.
  static func inTurn(_ keys: [String]) -> [Int] {
    var seen: [String: Int] = [:]
    let rounds = keys.map { key in
      seen[key, default: -1] += 1
      return seen[key] ?? 0
    }
    return keys.indices.sorted { (rounds[$0], $0) < (rounds[$1], $1) }
  }
}
