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

  @Test func youngTextWaitsForMore() {
    let mailbox = Mailbox(streamDelay: .milliseconds(999))
    mailbox.post(.frames(.shell, [[1]]))
    mailbox.post(stream: "stdout", "a", parent: [1])
    #expect(Self.brief(mailbox.take()) == ["frames 1"])
    #expect((1...1000).contains(mailbox.sleepLimit))
    mailbox.post(stream: "stdout", "b", parent: [1])
    #expect(Self.brief(mailbox.take()) == [])
    // Posting anything else ends the wait.
    mailbox.post(.frames(.shell, [[2]]))
    #expect(Self.brief(mailbox.take()) == ["stdout ab", "frames 2"])
  }

  @Test func oldTextIsSent() {
    let mailbox = Mailbox(streamDelay: .zero)
    mailbox.post(stream: "stdout", "a", parent: [1])
    #expect(mailbox.sleepLimit <= 1)
    #expect(Self.brief(mailbox.take()) == ["stdout a"])
    #expect(mailbox.sleepLimit == -1)
  }

  @Test func muchTextDoesNotWait() {
    let mailbox = Mailbox(streamDelay: .seconds(600))
    mailbox.post(stream: "stdout", String(repeating: "x", count: 1 << 19), parent: [1])
    #expect(mailbox.take().count == 1)
  }
}
