import Testing

@testable import Kernel

@Suite struct HistoryTests {
  private static let history: History = {
    let history = History()
    for (index, input) in ["a = 1", "print 1", "a = 2", "print 1", "b = [1]"].enumerated() {
      history.add(line: index + 1, input: input, output: index == 4 ? "out" : nil)
    }
    return history
  }()

  private static func lines(_ request: JSON) -> [Int] {
    (history.answer(request).array ?? []).compactMap { $0.array?[1].integer }
  }

  @Test(
    arguments: [
      (["hist_access_type": "tail", "n": 2], [4, 5]), (["hist_access_type": "tail", "n": 0], []),
      (["hist_access_type": "tail", "n": 99], [1, 2, 3, 4, 5]),
      (["hist_access_type": "tail"], [1, 2, 3, 4, 5]),
      (["hist_access_type": "tail", "n": -3], []), ([:], [1, 2, 3, 4, 5]),
      (["hist_access_type": "range", "session": 0, "start": 2, "stop": 4], [2, 3]),
      (["hist_access_type": "range", "session": 1, "start": 4], [4, 5]),
      (["hist_access_type": "range", "session": 7], []),
      (["hist_access_type": "range", "start": 9, "stop": 2], []),
      (["hist_access_type": "range", "stop": .null], [1, 2, 3, 4, 5]),
      (["hist_access_type": "search", "pattern": "a = *"], [1, 3]),
      (["hist_access_type": "search", "pattern": "*1*"], [1, 2, 4, 5]),
      (["hist_access_type": "search", "pattern": "a = ?"], [1, 3]),
      (["hist_access_type": "search", "pattern": "print 1"], [2, 4]),
      (["hist_access_type": "search", "pattern": "print"], []),
      (["hist_access_type": "search", "pattern": ""], []),
      (["hist_access_type": "search", "pattern": "*", "n": 2], [4, 5]),
      (["hist_access_type": "search", "pattern": "?????"], [1, 3]),
      (["hist_access_type": "search", "pattern": "print*", "unique": true], [4]),
      (["hist_access_type": "search", "pattern": "*", "unique": true], [1, 3, 4, 5]),
      (["hist_access_type": "search", "pattern": "*[1]"], [5]),
    ] as [(JSON, [Int])])
  func finds(_ request: JSON, _ expected: [Int]) {
    #expect(Self.lines(request) == expected)
  }

  @Test func outputsComeAlongWhenAskedFor() {
    let plain = Self.history.answer(["hist_access_type": "tail", "n": 1])
    #expect(plain == [[1, 5, "b = [1]"]])
    let paired = Self.history.answer(["hist_access_type": "tail", "n": 2, "output": true])
    #expect(paired == [[1, 4, ["print 1", .null]], [1, 5, ["b = [1]", "out"]]])
  }

  /// A glob of many stars takes time in proportion to text × pattern, not to a power of it.
  @Test(.timeLimit(.minutes(5))) func hostilePatternsEnd() {
    let history = History()
    history.add(line: 1, input: String(repeating: "a", count: 2000), output: nil)
    let pattern = String(repeating: "*a", count: 500) + "b"
    #expect(history.answer(["hist_access_type": "search", "pattern": .string(pattern)]) == [])
  }
}
