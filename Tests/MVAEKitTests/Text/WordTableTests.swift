import Foundation
import Testing

@testable import MVAEKit

@Suite struct WordTableTests {
  private let folder: TemporaryFolder
  private let words = ["rain", "Sun", "sun", "caf\u{E9}", "new york"]
  private let values: [Float] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

  init() throws { folder = try TemporaryFolder() }

  private func text(_ name: String, _ text: String) throws -> String {
    try folder.write(Array(text.utf8), name)
  }

  private func matrix() throws -> NumpyArray {
    try #require(NumpyArray(shape: [5, 2], values: .floats(values)))
  }

  private func expectTable(_ table: WordTable) throws {
    #expect(table.dimensions == 2)
    let found = try table.embeddings(of: ["Rain, rain; SUN!", "Sun caf\u{E9}", "storm of rain", "?"])
    let expected: [Float] = [7.0 / 3, 10.0 / 3, 5, 6, 1, 2, 0, 0]
    #expect(zip(found.values.values, expected).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(found.unreadableShares[0] == 0 && found.unreadableShares[3] == 1)
    #expect(abs(found.unreadableShares[2] - 2.0 / 3) < 1e-12)
    #expect(abs(found.unreadableShare - 0.25) < 1e-12)
  }

  /// A matrix and its list, in the forms that they come in; a word that is looked up small only is found.
  @Test func tablesOfEveryFormGiveMeans() throws {
    let list = words.joined(separator: "\n") + "\n"
    _ = try text("vocab.txt", list)
    try matrix().write(path: folder.path("m.npy"))
    let first = try WordTable(path: folder.url.path)
    try expectTable(first)
    try expectTable(try WordTable(path: folder.path("m.npy")))
    try FileManager.default.removeItem(atPath: folder.path("m.npy"))
    let tensor = try #require(SafetensorsTensor(name: "embeddings", shape: [5, 2], floats: values))
    try SafetensorsFile(tensors: [tensor]).write(path: folder.path("t.safetensors"))
    let second = try WordTable(path: folder.url.path)
    try expectTable(second)
    #expect(first.identity != second.identity)
    let lines = words.enumerated().map { "\($1) \(values[2 * $0]) \(values[2 * $0 + 1])" }
    try expectTable(try WordTable(path: try text("glove.txt", lines.joined(separator: "\n"))))
    try expectTable(
      try WordTable(path: try text("w2v.txt", "5 2\r\n" + lines.joined(separator: "\r\n") + "\r\n")))
  }

  @Test func filesThatAreNoTablesAreErrors() throws {
    #expect(throws: StorageError.self) { try WordTable(path: folder.path("nothing")) }
    #expect(throws: TextModelError.self) { try WordTable(path: folder.url.path) }
    try matrix().write(path: folder.path("m.npy"))
    #expect(throws: TextModelError.self) { try WordTable(path: folder.url.path) }
    _ = try text("words.txt", "one\ntwo\n")
    let shape = #expect(throws: TextModelError.self) { try WordTable(path: folder.url.path) }
    #expect(shape?.message.contains("[2, 2]") == true)
    for (name, content) in [
      ("empty", ""), ("short.txt", "a 1 2\nb 1\n"), ("words.txt", "a b c\n"), ("nan.txt", "a 1 nan\n"),
    ] {
      let error = #expect(throws: TextModelError.self, "\(name)") {
        try WordTable(path: try text(name, content))
      }
      #expect(error?.parameter == "using")
    }
  }
}
