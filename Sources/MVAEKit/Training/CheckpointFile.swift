import Foundation

/// Where training writes its weights after whole epochs, so that a process that is killed leaves something.
public struct CheckpointFile: Sendable, Equatable {
  /// A safetensors file, which is written beside and renamed.
  public let path: String
  /// Least time between two writes; 0 = after every epoch.
  public let seconds: Double

  public init(path: String, seconds: Double = 10) {
    self.path = path
    self.seconds = seconds
  }

  /// Throws ``StorageError/unwritable(path:reason:)`` when nothing can be written there, before hours are spent.
  func check() throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard access(folder, W_OK) == 0 else {
      throw StorageError.unwritable(path: path, reason: String(cString: strerror(errno)))
    }
  }

  /// Writes every weight by its name, with the epoch they are of.
  func write(_ values: [Float], of weights: [Weight], epoch: Int, model: String) throws {
    let tensors = weights.compactMap { weight in
      SafetensorsTensor(
        name: weight.name, shape: weight.shape,
        floats: Array(values[weight.offset..<weight.offset + weight.count]))
    }
    try SafetensorsFile(tensors: tensors, metadata: ["epoch": "\(epoch)", "model": model]).write(path: path)
  }
}

/// Writes what training has, at most every so many seconds.
struct CheckpointKeeper {
  let file: CheckpointFile
  let weights: [Weight]
  /// What the network is called in the file.
  let model: String
  private var lastWrite: ContinuousClock.Instant?
  private var hasFailed = false

  init(_ file: CheckpointFile, weights: [Weight], model: String) {
    self.file = file
    self.weights = weights
    self.model = model
  }

  /// Writes unless it did so lately; a failure is told once, and training goes on.
  mutating func keep(_ values: Buffer, epoch: Int, isLast: Bool = false) -> TrainingNotice? {
    if !isLast, let lastWrite, ContinuousClock.now - lastWrite < .seconds(file.seconds) { return nil }
    do {
      try file.write(values.values, of: weights, epoch: epoch, model: model)
      lastWrite = .now
      return nil
    } catch {
      guard !hasFailed else { return nil }
      hasFailed = true
      return .notWritten(reason: (error as? any ExplainedError)?.message ?? "\(error)")
    }
  }
}
