import Foundation
import Testing

@testable import Kernel

/// The lines of the language that documents and notebooks show can be typed as they stand.
@Suite struct DocumentCellTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
    .standardized

  private static func files(_ folder: String, _ ending: String) -> [String] {
    let path = root.appending(path: folder).path()
    return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).filter {
      $0.hasSuffix(ending)
    }.sorted()
      .map { folder + "/" + $0 }
  }

  /// Cells of one document follow each other: a name that one binds is known in the next.
  private static func expectRight(_ cells: [String], _ document: String) {
    var names: Set<String> = []
    for cell in cells {
      let source = SourceText(cell)
      let parsed = Parser.parse(source)
      let found = CellCheck(parsed: parsed, source: source).problems(registry: .standard, names: Array(names))
      let renderer = DiagnosticRenderer(source: source, name: document)
      #expect(found == nil, "\(found.map { renderer.render($0).joined(separator: "\n") } ?? "")")
      names.formUnion(parsed.cell.statements.compactMap { $0.target?.name })
    }
  }

  @Test(arguments: files("notebooks", ".ipynb"))
  func notebooks(_ path: String) throws {
    let notebook = try JSON(bytes: Array(Data(contentsOf: Self.root.appending(path: path))))
    let cells = (notebook["cells"]?.array ?? []).filter { $0["cell_type"] == "code" }
    #expect(!cells.isEmpty)
    Self.expectRight(
      cells.map { cell in
        cell["source"]?.string ?? (cell["source"]?.array ?? []).compactMap(\.string).joined()
      }, path)
    let kernel = notebook["metadata"]?["kernelspec"]
    #expect(kernel?["name"] == "mvae")
    #expect(kernel?["display_name"] == "MVAE")
  }

  /// A fenced block without another language's name, in which some line is a command.
  private static func isOurs(_ fence: Substring, _ block: String) -> Bool {
    guard fence == "```" || fence == "```mvae" else { return false }
    return block.split(separator: "\n").contains { line in
      let parsed = Parser.parse(SourceText(String(line)))
      guard parsed.diagnostics.isEmpty,
        case .expression(.command(let call))? = parsed.cell.statements.first?.body
      else { return false }
      return Registry.standard.verb(call.verb.name) != nil
    }
  }

  @Test(arguments: (files(".", ".md") + files("docs", ".md")))
  func documents(_ path: String) throws {
    let text = try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
    var cells: [String] = []
    var fence: Substring?
    var block: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("```") else {
        block.append(line)
        continue
      }
      let whole = block.joined(separator: "\n")
      if let opening = fence, Self.isOurs(opening, whole) { cells.append(whole) }
      fence = fence == nil ? line : nil
      block = []
    }
    #expect(path != "./README.md" || cells.count >= 2)
    Self.expectRight(cells, path)
  }
}
