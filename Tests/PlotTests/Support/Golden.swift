import Foundation
import Testing

@testable import Plot

/// Pictures kept beside the tests, compared as text with embedded images compared by their pixels.
enum Golden {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Golden")

  /// `RECORD_SNAPSHOTS=1` rewrites the kept picture; a CI run never does.
  static func expect(
    _ svg: String, named name: String, ending: String = "svg",
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let file = folder.appendingPathComponent(name + "." + ending)
    let environment = ProcessInfo.processInfo.environment
    if environment["RECORD_SNAPSHOTS"] == "1" {
      guard environment["CI"] != "true" else {
        Issue.record("snapshots are not recorded in CI", sourceLocation: sourceLocation)
        return
      }
      do { try Data(svg.utf8).write(to: file) } catch {
        Issue.record("\(name): \(error)", sourceLocation: sourceLocation)
      }
      return
    }
    guard let kept = try? String(contentsOf: file, encoding: .utf8) else {
      Issue.record(
        "no kept picture \(name); RECORD_SNAPSHOTS=1 makes it", sourceLocation: sourceLocation)
      return
    }
    let (old, new) = (normalised(kept), normalised(svg))
    if old == new { return }
    let pair = zip(old + [""], new + [""]).first { $0 != $1 }
    Issue.record(
      "\(name) differs\nkept: \(pair?.0.prefix(200) ?? "")\nnow:  \(pair?.1.prefix(200) ?? "")",
      sourceLocation: sourceLocation)
  }

  /// Lines with embedded PNGs replaced by a sum of their pixels, since another zlib may compress them otherwise, and with names
  /// that hash the document replaced by zeros.
  private static func normalised(_ svg: String) -> [String] {
    svg.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      unnamed(pixels(String(line)))
    }
  }

  private static func pixels(_ line: String) -> String {
    let marker = "data:image/png;base64,"
    guard let start = line.range(of: marker)?.upperBound,
      let end = line[start...].firstIndex(of: "\""),
      let data = Data(base64Encoded: String(line[start..<end])),
      let image = PNGCodec.decode([UInt8](data)), case .rgba(let bytes) = image.pixels
    else { return line }
    let digest = String(decoding: ContentHash.digits(of: bytes), as: UTF8.self)
    return line[..<start] + "\(image.width)x\(image.height)-\(digest)" + line[end...]
  }

  private static func unnamed(_ line: String) -> String {
    line.replacing(#/p[0-9a-f]{8}-/#, with: "p00000000-")
  }
}
