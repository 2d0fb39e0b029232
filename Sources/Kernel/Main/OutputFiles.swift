import ArgumentParser
import FoundationEssentials
import Synchronization

/// Writes a script's figures and sounds to a folder, named by statement: `003.svg`, `003.png`, `004-2.wav`.
final class OutputFiles: Sendable {
  private let folder: String
  private let counts = Mutex<[Int: Int]>([:])

  /// - Parameter folder: made when it is not there.
  init(folder: String) throws {
    self.folder = folder
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw ValidationError("The folder \(folder) can't be made.")
    }
  }

  func write(_ bundle: MIMEBundle, statement: Int) {
    let sounds = Self.sounds(in: bundle)
    for sound in sounds { write([File(ending: "wav", content: sound)], statement) }
    let figure = [
      bundle.data["image/svg+xml"]?.string.map { File(ending: "svg", content: Data($0.utf8)) },
      bundle.data["image/png"]?.string.flatMap { Data(base64Encoded: $0) }.map {
        File(ending: "png", content: $0)
      },
    ].compactMap { $0 }
    if !figure.isEmpty { write(figure, statement) }
  }

  private struct File {
    let ending: String
    let content: Data
  }

  /// Players carry their sound in the page, as everything a notebook shows.
  private static func sounds(in bundle: MIMEBundle) -> [Data] {
    let html = bundle.data["text/html"]?.string ?? ""
    return html.split(separator: "data:audio/wav;base64,", omittingEmptySubsequences: false).dropFirst()
      .compactMap {
        Data(base64Encoded: String($0.prefix { $0 != "\"" }))
      }
  }

  private func write(_ files: [File], _ statement: Int) {
    let count = counts.withLock { counts in
      counts[statement, default: 0] += 1
      return counts[statement, default: 1]
    }
    let number = String(statement)
    let padded = String(repeating: "0", count: max(0, 3 - number.count)) + number
    for file in files {
      let path = "\(folder)/\(padded)\(count > 1 ? "-\(count)" : "").\(file.ending)"
      do {
        try file.content.write(to: URL(filePath: path), options: .atomic)
      } catch {
        TerminalOutput.writeError("mvae: \(path) can't be written\n")
      }
    }
  }
}
