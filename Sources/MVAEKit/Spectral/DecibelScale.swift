import CHotLoops
import Foundation

/// What 0 dB stands for, and how far down the scale reaches: `librosa.power_to_db`.
public struct DecibelScale: Sendable, Equatable, Codable {
  public enum Reference: String, Sendable, CaseIterable, Codable {
    /// Power 1.
    case one
    /// The loudest value of the recording.
    case peak
  }

  public var reference: Reference
  /// dB below the loudest value at which everything quieter is cut, `nil` for no cut.
  public var range: Float?

  public init(reference: Reference = .one, range: Float? = 80) {
    self.reference = reference
    self.range = range
  }

  /// Power that silence counts as: -100 dB.
  static let minimumPower: Float = 1e-10

  /// 10 log10(max(1e-10, power)) - reference, then not below peak - range, in place.
  func apply(to values: inout [Float]) {
    let count = values.count
    guard count > 0 else { return }
    values.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      hot_power_to_db(start, start, count, Self.minimumPower)
      let peak = hot_maximum(start, count)
      let offset = reference == .peak ? peak : 0
      if reference == .one, range == nil { return }
      hot_shift_and_floor(start, count, offset, range.map { peak - offset - $0 } ?? -.infinity)
    }
  }
}
