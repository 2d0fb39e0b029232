import MVAEKit
import Synchronization
import Testing

@testable import Kernel

/// Answers what it is asked from a list.
final class AnsweringOutput: Output {
  let recorded = RecordingOutput()
  private let answers: Mutex<[String?]>
  private let asked = Mutex<[Question]>([])

  init(_ answers: [String?]) { self.answers = Mutex(answers) }

  var questions: [Question] { asked.withLock { $0 } }
  var canAsk: Bool { true }

  func ask(_ question: Question, cancellation: Cancellation) throws -> String? {
    asked.withLock { $0.append(question) }
    return answers.withLock { $0.isEmpty ? nil : $0.removeFirst() }
  }

  func write(_ text: String, to stream: StandardStream) { recorded.write(text, to: stream) }
  func display(_ bundle: MIMEBundle, id: String?) { recorded.display(bundle, id: id) }
  func update(_ bundle: MIMEBundle, id: String) { recorded.update(bundle, id: id) }
  func clear(waits: Bool) { recorded.clear(waits: waits) }
  func page(_ bundle: MIMEBundle) { recorded.page(bundle) }
}

@Suite struct AskVerbTests {
  private static func run(_ code: String, _ output: any Output) throws -> String? {
    let context = ExecutionContext(
      workspace: Workspace(), output: output, cancellation: Cancellation(), registry: .standard)
    return try Evaluator(context: context).run(SourceText(code)).map { MIMEBundle($0).text }
  }

  @Test(arguments: [
    ("Folk", "Folk"), ("8", "8"), (" -2.5 ", "-2.5"), ("1e3", "1000"), ("8 groups", "8 groups"),
    ("nan", "nan"),
    ("+5", "+5"),
  ])
  func answersAreTextsOrNumbers(_ answer: String, _ shown: String) throws {
    #expect(try Self.run("x = ask \"?\"\nx", AnsweringOutput([answer])) == shown)
  }

  @Test func aSecretIsHiddenAndAText() throws {
    let output = AnsweringOutput(["007"])
    #expect(try Self.run("ask \"Key?\" hidden: on", output) == "007")
    #expect(output.questions == [Question(text: "Key? ", isHidden: true)])
  }

  @Test func theDefaultHolds() throws {
    #expect(try Self.run("ask \"?\" default: 8", AnsweringOutput([""])) == "8")
    #expect(try Self.run("ask \"?\" default: [1, 2]", RecordingOutput()) == "[1, 2]")
    #expect(try Self.run("ask \"?\"", AnsweringOutput([""])) == "")
    #expect(
      performing: { try Self.run("ask \"?\"", RecordingOutput()) },
      throws: { ($0 as? Diagnostic)?.id == "NobodyToAsk" })
  }
}
