import Foundation
import Testing

/// Whether texts are well-formed XML: by xmllint where it is installed, else by a small check of tags and escapes.
enum WellFormed {
  static func expect(_ documents: [String], sourceLocation: SourceLocation = #_sourceLocation) {
    let linter = "/usr/bin/xmllint"
    if FileManager.default.isExecutableFile(atPath: linter) {
      let message = lint(documents, with: linter)
      #expect(message == "", sourceLocation: sourceLocation)
    }
    for document in documents {
      #expect(firstFault(in: document) == nil, sourceLocation: sourceLocation)
    }
  }

  private static func lint(_ documents: [String], with linter: String) -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("plot-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      var paths: [String] = []
      for (index, document) in documents.enumerated() {
        let file = folder.appendingPathComponent("\(index).svg")
        try Data(document.utf8).write(to: file)
        paths.append(file.path)
      }
      let process = Process()
      process.executableURL = URL(fileURLWithPath: linter)
      process.arguments = ["--noout", "--huge"] + paths
      let errors = Pipe()
      process.standardError = errors
      try process.run()
      let data = errors.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return String(decoding: data, as: UTF8.self)
    } catch {
      return "\(error)"
    }
  }

  /// Tags open and close in order, and `&` begins one of the escapes.
  static func firstFault(in document: String) -> String? {
    var open: [Substring] = []
    var rest = Substring(document)
    while let start = rest.firstIndex(of: "<") {
      let text = rest[..<start]
      if text.contains(">") { return "loose > in \(text.prefix(60))" }
      if hasLooseAmpersand(text) { return "loose & in \(text.prefix(60))" }
      guard let end = rest[start...].firstIndex(of: ">") else { return "open tag" }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("/") {
        guard open.popLast() == tag.dropFirst() else { return "unexpected </\(tag)>" }
      } else if !tag.hasSuffix("/") {
        open.append(tag.prefix { $0 != " " })
      }
    }
    return open.isEmpty ? nil : "unclosed \(open)"
  }

  private static func hasLooseAmpersand(_ text: Substring) -> Bool {
    text.split(separator: "&", omittingEmptySubsequences: false).dropFirst().contains { part in
      !["amp;", "lt;", "gt;", "quot;"].contains { part.hasPrefix($0) }
    }
  }
}
