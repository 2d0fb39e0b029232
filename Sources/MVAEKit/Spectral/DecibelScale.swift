import CHotLoops
import Foundation

/// What 0 dB stands for, and how far down the scale reaches: `librosa.power_to_db`.
public struct DecibelScale: Sendable, Equatable, Codable {
  public enum Reference: Sendable, Equatable, Codable {
    /// A power; what is below 1e-10 counts as that.
    case power(Float)
    /// The loudest value of the recording.
    case peak

    public static let one = Reference.power(1)
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
      hot_power_to_db(start, count, Self.minimumPower)
      let peak = hot_maximum(start, count)
      let offset = offset(peak: peak)
      if offset == 0, range == nil { return }
      hot_shift_and_floor(start, count, offset, range.map { peak - offset - $0 } ?? -.infinity)
    }
  }

  /// What `decibels` of a recording stand for, without its reference: 10^(dB / 10).
  static func power(of decibels: Double) -> Double { pow(10, decibels / 10) }

  /// What the reference has on a scale whose 0 dB is power 1.
  func offset(peak: Float) -> Float {
    switch reference {
    case .peak: peak
    case .power(let power): power == 1 ? 0 : 10 * log10(max(Self.minimumPower, abs(power)))
    }
  }
}
