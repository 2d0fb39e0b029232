import Foundation

extension FrameFeature {
  /// The tempo of a recording in beats a minute: one number, not a course.
  ///
  /// `librosa.feature.tempo`: the period that the ``OnsetStrength`` repeats with best over 8 s, favouring 120 beats a
  /// minute by a log-normal prior one octave wide, and nothing from 320 on. Silence has the prior's own tempo.
  public static let tempo = FrameFeature("tempo", .tempo, isPerFrame: false) { setting, mels in
    try TempoAnalyzer(setting, frames: try mels.frames(MelAnalysis()))
  }
}

private final class TempoAnalyzer: FrameAnalyzer {
  private let setting: FrameSetting
  private let frames: MelFrames
  private let tempogram: Tempogram

  init(_ setting: FrameSetting, frames: MelFrames) throws {
    self.setting = setting
    self.frames = frames
    tempogram = try Tempogram(setting)
  }

  func begin(frames count: Int) { frames.begin(frames: count) }
  func take(_ block: FrameBlock) { frames.take(block) }

  func finish(_ samples: [Float], cancellation: Cancellation) throws -> [Float] {
    let onsets = OnsetStrength.values(
      of: frames.decibels(), bands: frames.bank.bands, transform: setting.transform)
    return [Float(try tempogram.tempo(of: onsets, cancellation: cancellation))]
  }
}

/// How much louder a frame is than the one before: the mean over the mel bands of the rise in dB.
///
/// As `librosa.onset.onset_strength`, shifted by half a frame to where the onset is heard.
enum OnsetStrength {
  /// - Parameter spectrogram: bands × frames in dB.
  /// - Returns: a value a frame.
  static func values(of spectrogram: [Float], bands: Int, transform: STFTConfiguration) -> [Double] {
    let frames = spectrogram.count / max(1, bands)
    var rises = [Double](repeating: 0, count: frames)
    let shift = 1 + transform.fft / (2 * transform.hop)
    guard frames > shift else { return rises }
    spectrogram.withUnsafeBufferPointer { values in
      for band in 0..<bands {
        let row = band * frames
        for frame in 0..<frames - shift {
          rises[frame + shift] += Double(max(0, values[row + frame + 1] - values[row + frame]))
        }
      }
    }
    return rises.map { $0 / Double(bands) }
  }
}
