import CSndFile
import CSoxr
import Foundation

/// What the values of a feature of a track depend on, as one line of text.
struct FeatureKey: Sendable {
  /// Raised with every change of the code that changes values of any feature of sound.
  static let version = 1

  private let prefix: String
  private let settings: [String]

  /// - Parameter settings: one for each part of a row.
  init(settings: [some Encodable & Sendable], sampleRate: Int) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    self.settings = try settings.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
    // The decoder, the resampler and the processor's instructions decide on last bits.
    let libraries = [sf_version_string(), soxr_version()].map { $0.map { String(cString: $0) } ?? "" }
    prefix =
      "\(Self.version) \(InstructionSet.current.rawValue) \(libraries.joined(separator: " ")) \(sampleRate) Hz"
  }

  var count: Int { settings.count }

  func text(part: Int, fingerprint: String) -> String { "\(prefix)\n\(settings[part])\n\(fingerprint)" }
}
