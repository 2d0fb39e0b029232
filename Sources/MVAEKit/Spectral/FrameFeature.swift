/// Something that is read off the frames of a recording: its centroid, its chroma, its tempo.
///
/// Several features share one decoding and one Fourier transform of every frame.
public struct FrameFeature: Sendable {
  /// "chroma".
  public let name: String
  /// What each row is called: "chroma_C", …
  public let rowNames: [String]
  /// Whether a row has a value a frame, or one value for the whole recording.
  public let isPerFrame: Bool
  let definition: Definition
  let analyzer: Maker

  typealias Maker = @Sendable (FrameSetting, SharedMelFrames) throws -> any FrameAnalyzer

  init(
    _ name: String, _ definition: Definition, rowNames: [String]? = nil, isPerFrame: Bool = true,
    analyzer: @escaping Maker
  ) {
    self.name = name
    self.definition = definition
    self.rowNames = rowNames ?? [name]
    self.isPerFrame = isPerFrame
    self.analyzer = analyzer
  }
}

/// How the frames lie that features are read off.
struct FrameSetting: Sendable, Equatable {
  let transform: STFTConfiguration
  /// In Hz.
  let sampleRate: Int

  /// Hz from one bin to the next.
  var binWidth: Double { Double(sampleRate) / Double(transform.fft) }
}

/// Reads one feature off the blocks of a recording; scratch memory of one thread, used for one after another.
protocol FrameAnalyzer: AnyObject {
  /// What the user should know about the settings.
  var notes: [String] { get }
  /// Whether it looks at spectra, or at samples alone.
  var readsSpectra: Bool { get }
  func begin(frames: Int)
  func take(_ block: FrameBlock)
  /// Called when every block was taken; `true` asks for all of them once more.
  func endPass() -> Bool
  /// rows × frames, or a value a row.
  func finish(_ samples: [Float], cancellation: Cancellation) throws -> [Float]
}

extension FrameAnalyzer {
  var notes: [String] { [] }
  var readsSpectra: Bool { true }
  func begin(frames: Int) {}
  func take(_ block: FrameBlock) {}
  func endPass() -> Bool { false }
}

/// Rows of values, a value a frame, that are filled block by block.
struct FrameSeries {
  let rows: Int
  private(set) var frames = 0
  private(set) var values: [Float] = []

  init(rows: Int) { self.rows = rows }

  /// Blocks fill every value, so that the memory of the recording before serves again as it is.
  mutating func begin(frames: Int) {
    self.frames = frames
    guard values.count != rows * frames else { return }
    values.removeAll(keepingCapacity: true)
    values.append(contentsOf: repeatElement(0, count: rows * frames))
  }

  /// Gives `body` where the values of each row of `block` begin, and how far it is to the next row.
  mutating func fill(
    _ block: FrameBlock, _ body: (_ first: UnsafeMutablePointer<Float>, _ stride: Int) -> Void
  ) {
    let frames = frames
    values.withUnsafeMutableBufferPointer { values in
      if let base = values.baseAddress { body(base + block.first, frames) }
    }
  }

  /// Power to dB, in place.
  mutating func convert(to scale: DecibelScale) { scale.apply(to: &values) }

  /// Lays `lanes` (one value a frame of `block`) into a row.
  mutating func put(_ lanes: UnsafePointer<Float>, row: Int = 0, of block: FrameBlock) {
    let start = row * frames + block.first
    values.withUnsafeMutableBufferPointer { values in
      guard let base = values.baseAddress else { return }
      (base + start).update(from: lanes, count: block.count)
    }
  }

  mutating func put(_ lanes: UnsafePointer<Double>, row: Int = 0, of block: FrameBlock) {
    for lane in 0..<block.count { values[row * frames + block.first + lane] = Float(lanes[lane]) }
  }
}
