import Testing

@testable import Kernel

@Suite struct ReplayGuardTests {
  private static func signature(_ number: Int) -> [UInt8] {
    Signer(key: "k").signature(of: [Array("\(number)".utf8)])
  }

  @Test func aSignatureIsAdmittedOnce() {
    var replays = ReplayGuard()
    let first = (0..<100).filter { !replays.admits(Self.signature($0)) }
    let again = (0..<100).filter { replays.admits(Self.signature($0)) }
    #expect(first == [] && again == [])
  }

  /// Without a key there is nothing to know a message by.
  @Test func unsignedMessagesPass() {
    var replays = ReplayGuard()
    let admitted = (0..<3).map { _ in replays.admits([]) }
    #expect(admitted == [true, true, true])
  }

  @Test func onlyTheLatestAreRemembered() {
    var replays = ReplayGuard()
    for number in 0...ReplayGuard.capacity { _ = replays.admits(Self.signature(number)) }
    // The oldest has made room.
    let admitted = [ReplayGuard.capacity, 1, 0].map { replays.admits(Self.signature($0)) }
    #expect(admitted == [false, false, true])
  }
}
