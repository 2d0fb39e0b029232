import Foundation
import Testing

@testable import Kernel

@Suite struct WireDateTests {
  @Test(arguments: [
    (0, 0, "1970-01-01T00:00:00.000000Z"), (951_827_696, 7, "2000-02-29T12:34:56.000007Z"),
    (1_795_374_980, 123_456, "2026-11-22T19:16:20.123456Z"),
    (4_102_444_799, 999_999, "2099-12-31T23:59:59.999999Z"),
  ])
  func isWrittenByTheStandard(_ seconds: Int, _ microseconds: Int, _ text: String) {
    #expect(WireDate.text(seconds: seconds, microseconds: microseconds) == text)
  }

  @Test func nowIsNow() throws {
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    let date = try style.parse(WireDate.now())
    #expect(abs(date.timeIntervalSinceNow) < 5)
  }
}
