import CHotLoops
import Foundation

/// How far a recording is off A = 440 Hz.
public enum Tuning: Sendable, Equatable, Codable {
  /// In fractions of a semitone.
  case semitones(Double)
  /// Found from the recording's own peaks, to 1/100 of a semitone; every frame is transformed twice.
  case estimated
}

extension FrameFeature {
  /// The strength of the twelve pitch classes, the strongest 1.
  ///
  /// `librosa.feature.chroma_stft` (Ellis 2007): the power spectrum through ``ChromaBank``, each frame divided by its
  /// maximum.
  public static func chroma(tuning: Tuning = .semitones(0)) -> FrameFeature {
    FrameFeature("chroma", .chroma(tuning), rowNames: PitchClass.names.map { "chroma_\($0)" }) { setting, _ in
      try ChromaAnalyzer(tuning: tuning, setting: setting)
    }
  }

  /// Where the chord lies in the space of fifths, minor and major thirds: six numbers in -1...1.
  ///
  /// Harte et al. (2006) as `librosa.feature.tonnetz`, of the chroma of ``chroma(tuning:)`` (librosa takes that of a
  /// constant-Q transform unless it is given one).
  public static func tonnetz(tuning: Tuning = .semitones(0)) -> FrameFeature {
    FrameFeature("tonnetz", .tonnetz(tuning), rowNames: Tonnetz.names.map { "tonnetz_\($0)" }) { setting, _ in
      TonnetzAnalyzer(chroma: try ChromaAnalyzer(tuning: tuning, setting: setting))
    }
  }
}

/// The names of the twelve tones, from C.
public enum PitchClass {
  public static let names = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"]
  /// As musicians write them.
  public static let symbols = ["C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B"]
}

private final class ChromaAnalyzer: FrameAnalyzer {
  private let setting: FrameSetting
  private var bank: ChromaBank?
  private var estimate: TuningEstimate?
  private var series = FrameSeries(rows: 12)
  private let lanes = AlignedMemory<Float>(count: 12 * FrameBlock.lanes)

  init(tuning: Tuning, setting: FrameSetting) throws {
    self.setting = setting
    switch tuning {
    case .semitones(let tuning):
      bank = try ChromaBank(sampleRate: setting.sampleRate, fft: setting.transform.fft, tuning: tuning)
    case .estimated: estimate = TuningEstimate(setting)
    }
  }

  func begin(frames: Int) {
    series.begin(frames: frames)
    guard estimate != nil else { return }
    estimate = TuningEstimate(setting)
    bank = nil
  }

  func take(_ block: FrameBlock) {
    guard let bank else {
      estimate?.take(block)
      return
    }
    hot_lane_bank(bank.weights, bank.classes, bank.bins, block.power.start, lanes.start)
    hot_lane_normalise(lanes.start, bank.classes)
    for row in 0..<bank.classes { series.put(lanes.start + row * FrameBlock.lanes, row: row, of: block) }
  }

  func endPass() -> Bool {
    guard bank == nil, let estimate else { return false }
    bank = try? ChromaBank(
      sampleRate: setting.sampleRate, fft: setting.transform.fft, tuning: estimate.tuning)
    return bank != nil
  }

  func finish(_ samples: [Float], cancellation: Cancellation) -> [Float] { series.values }
}

private final class TonnetzAnalyzer: FrameAnalyzer {
  private let chroma: ChromaAnalyzer

  init(chroma: ChromaAnalyzer) { self.chroma = chroma }

  func begin(frames: Int) { chroma.begin(frames: frames) }
  func take(_ block: FrameBlock) { chroma.take(block) }
  func endPass() -> Bool { chroma.endPass() }

  func finish(_ samples: [Float], cancellation: Cancellation) -> [Float] {
    Tonnetz.values(of: chroma.finish(samples, cancellation: cancellation))
  }
}

/// Chroma as points on three circles: of fifths, of minor and of major thirds.
enum Tonnetz {
  static let names = ["fifth_x", "fifth_y", "minor_x", "minor_y", "major_x", "major_y"]

  /// Semitones of a turn of the circle, in twelfths of a full one, and the circle's radius.
  private static let circles: [(turns: Double, radius: Double)] = [(7, 1), (9, 1), (4, 0.5)]

  /// radius · sin and cos(2π · turns · class / 12).
  private static let weights: [[Double]] = circles.flatMap { circle in
    [row(circle.turns, circle.radius, phase: 0.5), row(circle.turns, circle.radius, phase: 0)]
  }

  private static func row(_ turns: Double, _ radius: Double, phase: Double) -> [Double] {
    (0..<12).map { index in
      let angle: Double = turns / 6 * Double(index) - phase
      return radius * cos(Double.pi * angle)
    }
  }

  /// - Parameter chroma: 12 × frames.
  /// - Returns: 6 × frames.
  static func values(of chroma: [Float]) -> [Float] {
    let frames = chroma.count / 12
    var result = [Float](repeating: 0, count: 6 * frames)
    for frame in 0..<frames {
      let column = (0..<12).map { Double(chroma[$0 * frames + frame]) }
      let sum = column.reduce(0) { $0 + abs($1) }
      let scale = sum < Double(Float.leastNormalMagnitude) ? 1 : 1 / sum
      for (row, weights) in weights.enumerated() {
        let value = zip(weights, column).reduce(0) { $0 + $1.0 * $1.1 }
        result[row * frames + frame] = Float(value * scale)
      }
    }
    return result
  }
}
