import Testing

@testable import Kernel

@Suite struct RunJournalTests {
  @Test func aRunTellsHowItGoes() {
    let journal = RunJournal()
    let run = journal.begin("x = 1")
    #expect(journal.isBusy && run.summary.state == .running && run.summary.progress == "")
    let output = JournaledOutput(base: RecordingOutput(), run: run)
    output.write("one\ntwo\n", to: .stdout)
    #expect(run.summary.progress == "two")
    output.display(MIMEBundle(text: "3 of 9"), id: "p")
    output.update(MIMEBundle(text: "4 of 9"), id: "p")
    #expect(run.summary.progress == "4 of 9")
    output.display(MIMEBundle(text: "figure"), id: nil)
    #expect(run.shown.map(\.text) == ["figure"])
    run.end(.failed, error: "it is spilled")
    #expect(!journal.isBusy && run.summary.state == .failed && run.summary.progress == "it is spilled")
    let seconds = run.summary.seconds
    #expect(run.summary.seconds == seconds, "its time stands still")
  }

  @Test func theOldestAreForgottenButNoneThatRuns() {
    let journal = RunJournal()
    let running = journal.begin("first")
    for index in 0..<200 { journal.begin("\(index)").end(.finished) }
    #expect(journal.runs.count == RunJournal.limit && journal.runs.first === running)
    #expect(journal.run(201)?.code == "199" && journal.run(3) == nil)
  }

  @Test func whatIsShownIsBounded() {
    let journal = RunJournal()
    let megabyte = MIMEBundle(text: String(repeating: "x", count: 1 << 20))
    for _ in 0..<20 {
      let run = journal.begin("x")
      for _ in 0..<12 { run.note(shown: megabyte) }
      for _ in 0..<1000 { run.note(words: String(repeating: "y", count: 5000)) }
      #expect(run.shown.count == 8 && run.isIncomplete && run.words.utf8.count <= 32_768)
      run.end(.finished)
    }
    journal.begin("last").end(.finished)
    let bytes = journal.runs.reduce(0) { $0 + $1.shownBytes }
    #expect(bytes <= RunJournal.shownLimit && bytes > RunJournal.shownLimit / 2)
    #expect(journal.runs.first?.isIncomplete == true)
  }

  @Test(arguments: [
    ("show runs", true), (" show  runs ;", true), ("show run number: 3", true), ("show run", true),
    ("show runs\nx = 1", false), ("show spectrogram x", false), ("show", false), ("x = 1 # show runs", false),
    ("", false),
  ])
  func aLookIsKnown(_ code: String, _ isLook: Bool) { #expect(RunsVerb.isLook(code) == isLook) }
}
