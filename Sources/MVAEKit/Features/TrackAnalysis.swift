import Synchronization

/// Runs an analysis over the tracks of a corpus: one row of floats a track, or the reason why there is none.
///
/// A row has parts, one a feature, that a cache may know already.
struct TrackAnalysis {
  let corpus: Corpus
  let key: FeatureKey
  let cache: FeatureCache?
  let threads: Int?
  let cancellation: Cancellation
  let progress: ProgressHandler

  /// The rows of the tracks that could be read.
  struct Rows {
    let table: TrackTable
    /// What was made of each.
    let rows: [[Float]]
    let skipped: [SkippedFile]

    /// One after another.
    var values: [Float] { Array(rows.joined()) }
  }

  /// - Parameters:
  ///   - workspace: scratch memory, made once on each thread.
  ///   - analyse: those parts of the row of one track that are asked for.
  func rows<Workspace>(
    workspace: @Sendable () throws -> Workspace,
    analyse: @Sendable (Workspace, AudioBuffer, _ parts: [Int]) throws -> [[Float]]
  ) throws -> Rows {
    guard !corpus.tracks.isEmpty else { throw ExtractionError.emptyCorpus }
    let tracks = corpus.tracks
    let done = Mutex(0)
    let writing = CacheWriting(cache)
    defer { writing.finish() }
    let outcomes = try Parallel.map(
      count: tracks.count, threads: threads, cancellation: cancellation, workspace: workspace
    ) { workspace, index in
      let outcome = try outcome(of: tracks[index], writing) { try analyse(workspace, $0, $1) }
      // Reported under the lock, so that progress never runs backwards.
      done.withLock { done in
        done += 1
        progress(
          WorkProgress(completed: done, total: tracks.count, unit: "tracks", detail: tracks[index].title))
      }
      return outcome
    }
    return try gather(outcomes)
  }

  private enum Outcome {
    case row([Float])
    case skipped(SkippedFile)
  }

  private func outcome(
    of track: Track, _ writing: CacheWriting, analyse: (AudioBuffer, [Int]) throws -> [[Float]]
  ) throws -> Outcome {
    do {
      let fingerprint = cache == nil ? nil : track.source.fingerprint
      let keys = fingerprint.map { mark in (0..<key.count).map { key.text(part: $0, fingerprint: mark) } }
      var parts = keys.map { $0.map { cache?.values(for: $0) } } ?? Array(repeating: nil, count: key.count)
      let missing = parts.indices.filter { parts[$0] == nil }
      if !missing.isEmpty {
        let audio = try track.source.read(sampleRate: corpus.sampleRate, cancellation: cancellation)
        for (part, values) in zip(missing, try analyse(audio, missing)) {
          parts[part] = values
          // A file that changed while it was read must not be remembered as what it was before.
          if let keys, track.source.fingerprint == fingerprint { writing.store(values, for: keys[part]) }
        }
      }
      return .row(parts.flatMap { $0 ?? [] })
    } catch let error as CancellationError {
      throw error
    } catch {
      return .skipped(SkippedFile(path: track.source.location, error: error))
    }
  }

  private func gather(_ outcomes: [Outcome]) throws -> Rows {
    var kept: [Int] = []
    var rows: [[Float]] = []
    var skipped: [SkippedFile] = []
    for (index, outcome) in outcomes.enumerated() {
      switch outcome {
      case .row(let row):
        kept.append(index)
        rows.append(row)
      case .skipped(let file): skipped.append(file)
      }
    }
    if kept.isEmpty, let first = skipped.first {
      throw ExtractionError.nothingRead(count: skipped.count, first: first)
    }
    return Rows(table: corpus.table.selecting(kept), rows: rows, skipped: skipped)
  }
}
