import Foundation

/// One Swift file of the package, as text without comments and quoted texts.
struct SwiftSource: Sendable {
  /// "Kernel/Commands/Binder.swift", beneath `Sources`.
  let path: String
  let code: String
  let lineCount: Int

  /// The package's folder.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
    .standardized

  /// Every Swift file of a target.
  static func files(of target: String) -> [SwiftSource] {
    let sources = root.appending(path: "Sources").path()
    let paths =
      (FileManager.default.enumerator(atPath: sources + "/" + target)?.allObjects as? [String]) ?? []
    return paths.filter { $0.hasSuffix(".swift") }.sorted().compactMap { name in
      guard let text = try? String(contentsOfFile: "\(sources)/\(target)/\(name)", encoding: .utf8) else {
        return nil
      }
      return SwiftSource(
        path: "\(target)/\(name)", code: bare(text),
        lineCount: text.split(separator: "\n", omittingEmptySubsequences: false).count)
    }
  }

  var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// The folder right beneath the target.
  var folder: String { String(path.split(separator: "/")[1]) }

  var imports: [String] {
    lines.compactMap { line in
      let words = line.split(separator: " ")
      guard let place = words.firstIndex(of: "import"), place + 1 < words.count, place <= 1 else {
        return nil
      }
      return String(words[place + 1])
    }
  }

  /// Types declared at the top level that other files can see.
  var types: [String] {
    lines.compactMap { line in
      let words = line.split(separator: " ").drop { ["public", "final", "indirect", "@main"].contains($0) }
      guard words.count > 1, let first = words.first,
        ["struct", "class", "enum", "actor", "protocol", "typealias"].contains(first), line.first != " "
      else { return nil }
      return words.dropFirst().first.map { String($0.prefix { $0.isLetter || $0.isNumber }) }
    }
  }

  var words: Set<String> { Set(code.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)) }

  private var lines: [Substring] { code.split(separator: "\n") }

  /// Without comments and quoted texts; what is interpolated into a text goes with it.
  private static func bare(_ text: String) -> String {
    var inBlock = false
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
      if line.contains("\"\"\"") {
        inBlock.toggle()
        return ""
      }
      return inBlock ? "" : bare(line: line)
    }
    return lines.joined(separator: "\n")
  }

  private static func bare(line: Substring) -> String {
    var result = ""
    var isQuoted = false
    var previous: Character = " "
    for character in line {
      if character == "\"", previous != "\\" { isQuoted.toggle() }
      if !isQuoted, character == "/", previous == "/" {
        result.removeLast()
        break
      }
      if !isQuoted, character != "\"" { result.append(character) }
      previous = previous == "\\" && character == "\\" ? " " : character
    }
    return result
  }
}
