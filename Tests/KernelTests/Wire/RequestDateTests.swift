import Foundation
import Testing

@testable import Kernel

@Suite struct RequestDateTests {
  private static func sent(_ header: String) -> Date? {
    Request(
      channel: .shell, identities: [], headerBytes: Array(header.utf8), type: "", messageID: "", session: "",
      content: [:]
    ).sent
  }

  @Test(arguments: [
    ("2026-11-22T19:16:20.123456Z", 0.123), ("2026-11-22T19:16:20.123Z", 0.123), ("2026-11-22T19:16:20Z", 0),
    ("2026-11-22T19:16:20.5+00:00", 0.5), ("2026-11-22T20:16:20.5+01:00", 0.5),
  ])
  func readsWhatFrontEndsWrite(_ text: String, _ fraction: Double) throws {
    let date = try #require(Self.sent("{\"date\": \"\(text)\"}"))
    // 2026-11-22T19:16:20Z in seconds since 1970; front ends write milliseconds or finer.
    #expect(abs(date.timeIntervalSince1970 - (1_795_374_980 + fraction)) < 0.001)
  }

  @Test(arguments: ["{}", "{\"date\": 5}", "{\"date\": \"yesterday\"}", "{\"date\": \"\"}", "nonsense"])
  func nothingReadableIsNoDate(_ header: String) {
    #expect(Self.sent(header) == nil)
  }
}
