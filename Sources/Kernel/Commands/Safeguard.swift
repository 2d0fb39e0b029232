import FoundationEssentials
import MVAEKit
import Synchronization

/// Keeps the model of a running training in a file, so that a kernel that dies leaves what it had.
///
/// Every shell has its own; what a training wrote is removed when the training ends, whichever way, in a kernel that lives.
final class Safeguard: Sendable {
  private let folder: String
  private let prefix: String
  private let seconds: Double
  private let count = Mutex(0)
  private let written = Mutex<[String]>([])

  /// - Parameters:
  ///   - folder: made when it is needed.
  ///   - owner: the process and its shell, for the names.
  ///   - seconds: between two writes; what trains shorter leaves nothing.
  init(folder: String, owner: String, seconds: Double = 30) {
    self.folder = folder
    self.seconds = seconds
    prefix = owner
  }

  /// Where the training that begins now is kept; `nil` when the folder can't be had.
  func file(_ title: String) -> CheckpointFile? {
    let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
    guard
      (try? FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: attributes)) != nil
    else { return nil }
    let number = count.withLock { count in
      count += 1
      return count
    }
    let words = title.split { !$0.isLetter && !$0.isNumber }.prefix(2).joined(separator: "-")
    let path = "\(folder)/\(prefix)-\(number)-\(words).safetensors"
    written.withLock { $0.append(path) }
    return CheckpointFile(path: path, seconds: seconds, isSafeguard: true)
  }

  /// The training has ended and its model is where it belongs.
  func clear() {
    let paths = written.withLock { written in
      let paths = written
      written = []
      return paths
    }
    for path in paths { try? FileManager.default.removeItem(atPath: path) }
  }

  /// What kernels that died have left, the latest first.
  static func left(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { name in
      guard name.hasSuffix(".safetensors"), let process = name.split(separator: "-").first else {
        return false
      }
      return !FileManager.default.fileExists(atPath: "/proc/\(process)")
    }.sorted().reversed().map { "\(folder)/\($0)" }
  }
}
