import Foundation
import Testing

@testable import Kernel

/// The file of all cells.
@Suite struct HistoryStoreTests {
  private static func path() -> String { NSTemporaryDirectory() + "history-\(UUID().uuidString).sqlite" }

  private static func remove(_ path: String) {
    for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + ending) }
  }

  private static func inputs(_ history: History, _ request: JSON) -> [String] {
    (history.answer(request).array ?? []).compactMap { $0.array?[2].string }
  }

  @Test func sessionsFollowEachOther() {
    let path = Self.path()
    defer { Self.remove(path) }
    for name in ["a", "b", "c"] {
      let history = History(path: path)
      history.add(line: 1, input: "\(name) = 1", output: nil)
      history.add(line: 2, input: "\(name)", output: "1")
      history.flush()
    }
    let history = History(path: path)
    #expect(Self.inputs(history, ["n": 3]) == ["b", "c = 1", "c"])
    #expect(Self.inputs(history, ["hist_access_type": "range", "session": 2]) == ["b = 1", "b"])
    #expect(Self.inputs(history, ["hist_access_type": "range", "session": 0]) == [], "it has no cells yet")
    history.add(line: 1, input: "d", output: nil)
    #expect(Self.inputs(history, ["hist_access_type": "range", "session": 0]) == ["d"])
    #expect(Self.inputs(history, ["hist_access_type": "range", "session": -1, "start": 2]) == ["c"])
    #expect(
      Self.inputs(history, ["hist_access_type": "search", "pattern": "? = 1", "n": 2]) == ["b = 1", "c = 1"])
  }

  @Test func textsComeBackAsTheyWere() {
    let history = History()
    let texts = [
      "", "é👨‍👩‍👧‍👦", "a\u{0}b", "'; DROP TABLE cell; --", "\n\n", String(repeating: "x", count: 1 << 20),
    ]
    for (index, text) in texts.enumerated() { history.add(line: index + 1, input: text, output: nil) }
    #expect(Self.inputs(history, [:]) == texts)
  }

  @Test func aFileThatIsNoneIsLeftAlone() throws {
    let path = Self.path()
    defer { Self.remove(path) }
    let garbage = Data(repeating: 7, count: 5000)
    try garbage.write(to: URL(filePath: path))
    let history = History(path: path)
    history.add(line: 1, input: "a", output: nil)
    #expect(Self.inputs(history, [:]) == ["a"])
    #expect(try Data(contentsOf: URL(filePath: path)) == garbage)
  }
}
