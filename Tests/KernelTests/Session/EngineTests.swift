import Foundation
import Testing

@testable import Kernel

/// The order of what a cell sends, its numbers, and what an error or an interrupt does to the cells behind it.
@Suite(.serialized, .timeLimit(.minutes(5))) struct EngineTests {
  @Test func everythingIsInOrder() async throws {
    let front = FrontEnd()
    let id = front.send("print 1\nprint 2\nserve \"a\"\nprint 3\n7")
    #expect(
      try await front.answers(to: id).map(\.brief) == [
        "busy", "input 1", "stdout: 1\n2\n", "display_data: a", "stdout: 3\n", "execute_result: 7",
        "reply: ok 1", "idle",
      ])
  }

  @Test func countsOnlyWhatIsStored() async throws {
    let front = FrontEnd()
    var briefs: [[String]] = []
    for fields in [[:], ["store_history": false], ["silent": true], [:]] as [[String: JSON]] {
      briefs.append(try await front.answers(to: front.send("5", fields)).map(\.brief))
    }
    #expect(briefs[0] == ["busy", "input 1", "execute_result: 5", "reply: ok 1", "idle"])
    #expect(briefs[1] == ["busy", "input 1", "execute_result: 5", "reply: ok 1", "idle"])
    #expect(briefs[2] == ["busy", "reply: ok 1", "idle"])
    #expect(briefs[3] == ["busy", "input 2", "execute_result: 5", "reply: ok 2", "idle"])
    #expect(front.history.answer([:]).array?.count == 2)
  }

  @Test func aSilentCellShowsNothing() async throws {
    let front = FrontEnd()
    let id = front.send("print 1\nserve 2\nx = 3\nspill", ["silent": true])
    #expect(try await front.answers(to: id).map(\.brief) == ["busy", "reply: error 0", "idle"])
    #expect(front.workspace.names == ["x"])
  }

  @Test func anErrorIsTheSameInTheReply() async throws {
    let front = FrontEnd()
    let answers = try await front.answers(to: front.send("print 1\nspill"))
    #expect(
      answers.map(\.brief) == ["busy", "input 1", "stdout: 1\n", "error: Spilled", "reply: error 1", "idle"])
    let error = answers[3].content
    let reply = answers[4].content
    for field in ["ename", "evalue", "traceback"] { #expect(reply[field] == error[field]) }
    #expect(error["evalue"] == "it is spilled")
    let traceback = try #require(error["traceback"]?.array?.first?.string)
    #expect(
      traceback.contains("\u{1B}[") && traceback.contains("^^^^^") && traceback.contains("use a larger cup"))
    #expect(reply["payload"] == [])
    #expect(reply["user_expressions"] == [:])
  }

  @Test func cellsBehindAnErrorAreAborted() async throws {
    let front = FrontEnd(starts: false)
    let ids = [front.send("spill"), front.send("x = 1"), front.send("y = 1")]
    front.engine.start()
    #expect(try await front.answers(to: ids[0]).last?.brief == "idle")
    #expect(try await front.answers(to: ids[1]).map(\.brief) == ["busy", "reply: aborted 1", "idle"])
    #expect(try await front.answers(to: ids[2]).map(\.brief) == ["busy", "reply: aborted 1", "idle"])
    #expect(front.workspace.names == [])
    #expect(
      try await front.answers(to: front.send("x = 1")).map(\.brief) == [
        "busy", "input 2", "reply: ok 2", "idle",
      ])
  }

  /// A cell that fails at once has failed before the next of "Run all" arrives: what it was sent before tells.
  @Test func cellsSentBeforeTheFailureAreAbortedWhenTheyArriveBehindIt() async throws {
    // Dates of the request's own clock and no short limits: a busy machine may take seconds for each line.
    let front = FrontEnd(stragglers: .seconds(6000))
    let before = Date.now
    _ = try await front.answers(to: front.send("spill"))
    let straggler = front.send("x = 1", date: before)
    #expect(try await front.answers(to: straggler).map(\.brief) == ["busy", "reply: aborted 1", "idle"])
    let answer = front.send("y = 1", date: .now + 1)
    #expect(try await front.answers(to: answer).map(\.brief).contains("reply: ok 2"))
    _ = try await front.answers(to: front.send("spill"))
    #expect(try await front.answers(to: front.send("z = 1")).map(\.brief).contains("reply: ok 4"))
    #expect(front.workspace.names == ["y", "z"])
  }

  @Test func aFrontEndWhoseClockIsBehindCanGoOnAfterAFailure() async throws {
    let front = FrontEnd(stragglers: .milliseconds(1))
    let before = Date.now
    _ = try await front.answers(to: front.send("spill"))
    try await Task.sleep(for: .milliseconds(50))
    let late = front.send("w = 1", date: before)
    #expect(try await front.answers(to: late).map(\.brief).contains("reply: ok 2"))
  }

  @Test func theyRunWhenTheRequestSaysSo() async throws {
    let front = FrontEnd(starts: false)
    let first = front.send("spill", ["stop_on_error": false])
    let second = front.send("x = 1")
    front.engine.start()
    #expect(try await front.answers(to: first).map(\.brief).contains("error: Spilled"))
    #expect(try await front.answers(to: second).map(\.brief) == ["busy", "input 2", "reply: ok 2", "idle"])
  }

  @Test func anInterruptStopsTheRunningCell() async throws {
    let front = FrontEnd()
    let id = front.send("x = 1\nsimmer milliseconds: 60000\ny = 2")
    try await front.waitForStart(of: id)
    front.engine.interrupt()
    #expect(
      try await front.answers(to: id).map(\.brief) == [
        "busy", "input 1", "error: Interrupted", "reply: error 1", "idle",
      ])
    #expect(front.workspace.names == ["x"])
  }

  @Test func anIdleEngineIgnoresInterrupts() async throws {
    let front = FrontEnd()
    front.engine.interrupt()
    _ = try await front.answers(to: front.send("1"))
    for _ in 0..<10 { front.engine.interrupt() }
    #expect(try await front.answers(to: front.send("2")).map(\.brief).contains("execute_result: 2"))
  }

  @Test func userExpressionsAreAnsweredOneByOne() async throws {
    let front = FrontEnd()
    let expressions: JSON = ["good": "tally 1 2", "bad": "nothing_yet", "worse": "= )", "none": "stir"]
    let answers = try await front.answers(to: front.send("x = 1", ["user_expressions": expressions]))
    let given = try #require(answers.first { $0.type == "execute_reply" }?.content["user_expressions"])
    #expect(given["good"]?["status"] == "ok")
    #expect(given["good"]?["data"]?["text/plain"] == "3")
    #expect(given["bad"]?["status"] == "error")
    #expect(given["bad"]?["ename"] == "UnknownName")
    #expect(given["worse"]?["status"] == "error")
    #expect(given["none"]?["status"] == "ok")
    #expect(answers.last?.brief == "idle")
  }

  @Test func helpComesAsAPayload() async throws {
    let front = FrontEnd()
    let answers = try await front.answers(to: front.send("tally?"))
    let payload = try #require(answers.first { $0.type == "execute_reply" }?.content["payload"]?.array?.first)
    #expect(payload["source"] == "page")
    #expect(payload["data"]?["text/plain"]?.string?.hasPrefix("tally: Adds numbers.") == true)
    #expect(payload["start"] == 0)
  }

  @Test(arguments: ["", "   ", "# a comment", "\n\n"])
  func anEmptyCellIsACell(_ code: String) async throws {
    let front = FrontEnd()
    #expect(
      try await front.answers(to: front.send(code)).map(\.brief) == [
        "busy", "input 1", "reply: ok 1", "idle",
      ])
  }

  @Test func aThousandCellsKeepTheirOrder() async throws {
    let front = FrontEnd()
    let ids = (0..<1000).map { front.send("\($0)") }
    _ = try await front.answers(to: ids[999])
    #expect(front.received.filter { $0.type == "execute_result" }.map(\.parent) == ids)
  }
}
