import Foundation

@testable import MVAEKit

/// A folder of small recordings for tests, removed when it goes.
final class AudioFolder {
  let path: String

  init() throws {
    path = try AudioReference.temporaryFolder("folder")
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// A recording of `seconds`, a tone of `pitch` Hz.
  func addTone(_ name: String, seconds: Double = 0.5, pitch: Double = 440, rate: Int = 8000) throws {
    try makeFolder(of: name)
    let samples = (0..<Int(seconds * Double(rate))).map {
      Float(0.3 * sin(2 * Double.pi * pitch * Double($0) / Double(rate)))
    }
    try AudioFile.write(AudioBuffer(samples: samples, sampleRate: rate), path: path + "/" + name)
  }

  func add(_ name: String, bytes: [UInt8]) throws {
    try makeFolder(of: name)
    try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
  }

  func add(_ name: String, text: String) throws { try add(name, bytes: Array(text.utf8)) }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: path + "/" + name, withDestinationPath: path + "/" + target)
  }

  private func makeFolder(of name: String) throws {
    let folder = URL(fileURLWithPath: path + "/" + name).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }
}

extension Column {
  /// Its text, `nil` when it is a column of numbers.
  var texts: [String?]? {
    if case .text(let values) = content { values } else { nil }
  }

  var numbers: [Double]? {
    if case .numbers(let values) = content { values } else { nil }
  }
}
