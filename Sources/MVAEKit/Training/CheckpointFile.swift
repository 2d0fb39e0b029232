import Foundation

/// Where training writes its model after whole epochs, so that a process that is killed leaves something.
public struct CheckpointFile: Sendable, Equatable {
  /// A file as ``SavedFile`` writes, beside and renamed.
  public let path: String
  /// Least time between two writes; 0 = after every epoch.
  public let seconds: Double
  /// Against a crash only: the first is written after `seconds`, and none at the end, when there is the model itself.
  public let isSafeguard: Bool

  public init(path: String, seconds: Double = 10, isSafeguard: Bool = false) {
    self.path = path
    self.seconds = seconds
    self.isSafeguard = isSafeguard
  }

  /// Throws ``StorageError/unwritable(path:reason:)`` when nothing can be written there, before hours are spent.
  func check() throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard access(folder, W_OK) == 0 else {
      throw StorageError.unwritable(path: path, reason: String(cString: strerror(errno)))
    }
  }
}

/// Writes what training has after an epoch, at most every so many seconds.
struct CheckpointKeeper {
  let seconds: Double
  /// Whether the last model is written, too.
  let keepsLast: Bool
  let write: (TrainingOutcome) throws -> Void
  private var lastWrite: ContinuousClock.Instant?
  private var hasFailed = false

  init(_ file: CheckpointFile, write: @escaping (TrainingOutcome) throws -> Void) {
    seconds = file.seconds
    keepsLast = !file.isSafeguard
    lastWrite = file.isSafeguard ? .now : nil
    self.write = write
  }

  /// Whether the last one is long enough ago.
  var isDue: Bool { lastWrite.map { ContinuousClock.now - $0 >= .seconds(seconds) } ?? true }

  /// A failure is told once, and training goes on.
  mutating func keep(_ outcome: TrainingOutcome) -> TrainingNotice? {
    do {
      try write(outcome)
      lastWrite = .now
      return nil
    } catch {
      guard !hasFailed else { return nil }
      hasFailed = true
      return .notWritten(reason: (error as? any ExplainedError)?.message ?? "\(error)")
    }
  }
}
