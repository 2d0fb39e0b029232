import Testing

@testable import Kernel

/// What waits for the I/O thread: joined where it can be, never out of order.
@Suite struct MailboxTests {
  private static func brief(_ items: [OutboxItem]) -> [String] {
    items.map { item in
      switch item {
      case .frames(_, let frames): "frames \(frames.first?.first ?? 0)"
      case .stream(let text): "\(text.name) \(text.text)"
      case .close: "close"
      }
    }
  }

  @Test func textIsJoinedAndKeepsItsPlace() {
    let mailbox = Mailbox()
    mailbox.post(stream: "stdout", "a", parent: [1])
    mailbox.post(stream: "stdout", "b", parent: [1])
    mailbox.post(stream: "stderr", "c", parent: [1])
    mailbox.post(stream: "stdout", "d", parent: [1])
    mailbox.post(stream: "stdout", "e", parent: [2])
    mailbox.post(.frames(.iopub, [[7]]))
    mailbox.post(stream: "stdout", "f", parent: [2])
    mailbox.post(.close)
    #expect(
      Self.brief(mailbox.take()) == [
        "stdout ab", "stderr c", "stdout d", "stdout e", "frames 7", "stdout f", "close",
      ])
    #expect(Self.brief(mailbox.take()) == [])
    #expect(mailbox.sleepLimit == -1)
  }

  @Test func youngTextWaitsForMore() async throws {
    let mailbox = Mailbox()
    mailbox.post(.frames(.shell, [[1]]))
    mailbox.post(stream: "stdout", "a", parent: [1])
    #expect(Self.brief(mailbox.take()) == ["frames 1"])
    #expect((0...21).contains(mailbox.sleepLimit))
    mailbox.post(stream: "stdout", "b", parent: [1])
    try await Task.sleep(for: Mailbox.streamDelay * 2)
    #expect(mailbox.sleepLimit == 0)
    #expect(Self.brief(mailbox.take()) == ["stdout ab"])
  }

  @Test func muchTextDoesNotWait() {
    let mailbox = Mailbox()
    mailbox.post(stream: "stdout", String(repeating: "x", count: 1 << 19), parent: [1])
    #expect(mailbox.take().count == 1)
  }
}
