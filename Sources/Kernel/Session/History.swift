import Synchronization

/// The cells of this session, for the history requests of consoles.
final class History: Sendable {
  struct Entry: Sendable {
    let line: Int
    let input: String
    let output: String?
  }

  /// One session a process.
  static let session = 1

  private let entries = Mutex<[Entry]>([])

  func add(line: Int, input: String, output: String?) {
    entries.withLock { $0.append(Entry(line: line, input: input, output: output)) }
  }

  /// The answer to a `history_request`: (session, line, input) or (session, line, (input, output)).
  func answer(_ request: JSON) -> JSON {
    let all = entries.withLock { $0 }
    let count = max(0, request["n"]?.integer ?? Int.max)
    let found: [Entry]
    switch request["hist_access_type"]?.string {
    case "range": found = range(request, all)
    case "search": found = search(request, all).suffix(count)
    default: found = all.suffix(count)
    }
    let withOutput = request["output"]?.bool ?? false
    return .array(
      found.map { entry in
        let output = entry.output.map(JSON.string) ?? .null
        let content: JSON = withOutput ? [.string(entry.input), output] : .string(entry.input)
        return [.integer(Self.session), .integer(entry.line), content]
      })
  }

  /// Sessions count from 1, or backwards from the current one, which is 0.
  private func range(_ request: JSON, _ all: [Entry]) -> [Entry] {
    let session = request["session"]?.integer ?? 0
    guard session == 0 || session == Self.session else { return [] }
    let start = request["start"]?.integer ?? 1
    let stop = request["stop"]?.integer ?? Int.max
    return all.filter { $0.line >= start && $0.line < stop }
  }

  private func search(_ request: JSON, _ all: [Entry]) -> [Entry] {
    let pattern = Array((request["pattern"]?.string ?? "*").unicodeScalars)
    let matching = all.filter { Self.matches(Array($0.input.unicodeScalars), pattern) }
    guard request["unique"]?.bool ?? false else { return matching }
    var seen: Set<String> = []
    return matching.reversed().filter { seen.insert($0.input).inserted }.reversed()
  }

  /// Glob: `*` is any run of characters, `?` any one. Linear in text × pattern, whatever is asked.
  private static func matches(_ text: [Unicode.Scalar], _ pattern: [Unicode.Scalar]) -> Bool {
    var position = 0
    var sign = 0
    var star: Int?
    var resume = 0
    while position < text.count {
      if sign < pattern.count, pattern[sign] == "*" {
        star = sign
        resume = position
        sign += 1
      } else if sign < pattern.count, pattern[sign] == "?" || pattern[sign] == text[position] {
        sign += 1
        position += 1
      } else if let star {
        sign = star + 1
        resume += 1
        position = resume
      } else {
        return false
      }
    }
    return pattern[sign...].allSatisfy { $0 == "*" }
  }
}
