import Foundation
import Testing

/// Reference arrays and files that lie beside the repository; tests that need them say so when they are
/// absent.
enum AudioReference {
  /// The folder `shared`: from MVAE_SHARED, else beside one of this file's folders.
  static let shared: URL? = {
    let manager = FileManager.default
    if let path = ProcessInfo.processInfo.environment["MVAE_SHARED"] {
      return manager.fileExists(atPath: path + "/data") ? URL(fileURLWithPath: path) : nil
    }
    var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent("shared")
      if manager.fileExists(atPath: candidate.path + "/data") { return candidate }
      folder.deleteLastPathComponent()
    }
    return nil
  }()

  /// The path of `name` under shared/data, or `nil` with a note that the test was skipped.
  static func path(_ name: String) -> String? {
    guard let path = shared?.appendingPathComponent("data/" + name).path,
      FileManager.default.fileExists(atPath: path)
    else {
      print("skipped: shared/data/\(name) is absent")
      return nil
    }
    return path
  }

  /// A .npy array in C order, as doubles (complex values as pairs).
  static func array(_ name: String) throws -> ReferenceArray? {
    guard let path = path(name) else { return nil }
    return try ReferenceArray(npy: [UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
  }

  /// `index.json` of the MATLAB references: name → its scalars.
  static func matlabIndex() throws -> [String: [String: Any]]? {
    guard let path = path("librosa-reference/index.json") else { return nil }
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    return try JSONSerialization.jsonObject(with: data) as? [String: [String: Any]]
  }

  /// A new empty folder, removed by the system with its temporary files.
  static func temporaryFolder(_ name: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("mvae-\(name)-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.path
  }
}

struct ReferenceArray {
  let shape: [Int]
  let values: [Double]

  var floats: [Float] { values.map { Float($0) } }

  struct Unreadable: Error {}

  init(npy bytes: [UInt8]) throws {
    guard bytes.count > 10, bytes[0] == 0x93 else { throw Unreadable() }
    let length = Int(bytes[8]) + Int(bytes[9]) << 8
    let header = String(decoding: bytes[10..<10 + length], as: UTF8.self)
    let type = header.components(separatedBy: "'descr': '")[1].prefix { $0 != "'" }
    let axes = header.components(separatedBy: "'shape': (")[1].prefix { $0 != ")" }
    shape = axes.split(separator: ",").compactMap { Int($0.trimmingCharacters(in: .whitespaces)) }
    let body = Array(bytes[(10 + length)...])
    values = try body.withUnsafeBytes { raw in
      switch type {
      case "<f4": raw.bindMemory(to: Float.self).map { Double($0) }
      case "<f8", "<c16": Array(raw.bindMemory(to: Double.self))
      case "<u2": raw.bindMemory(to: UInt16.self).map { Double($0) }
      case "|u1": raw.map { Double($0) }
      case "<i8": raw.bindMemory(to: Int.self).map { Double($0) }
      default: throw Unreadable()
      }
    }
  }
}

/// The largest absolute difference of two equally long series.
func largestDifference(_ left: [Float], _ right: [Float]) -> Float {
  guard left.count == right.count else { return .infinity }
  return zip(left, right).reduce(0) { Swift.max($0, abs($1.0 - $1.1)) }
}
