import MVAEKit

/// Passes on what a cell shows and keeps the latest of it in the journal.
struct JournaledOutput: Output {
  let base: any Output
  let run: RunRecord

  func write(_ text: String, to stream: StandardStream) {
    run.note(words: text)
    base.write(text, to: stream)
  }

  /// What has an id is progress, which is replaced: only its latest words are worth keeping.
  func display(_ bundle: MIMEBundle, id: String?) {
    if id == nil { run.note(shown: bundle) } else { run.note(progress: bundle.text) }
    base.display(bundle, id: id)
  }

  func update(_ bundle: MIMEBundle, id: String) {
    run.note(progress: bundle.text)
    base.update(bundle, id: id)
  }

  func clear(waits: Bool) {
    run.clear()
    base.clear(waits: waits)
  }

  func page(_ bundle: MIMEBundle) { base.page(bundle) }
  func suggest(_ code: String) { base.suggest(code) }
  var canAsk: Bool { base.canAsk }

  func ask(_ question: Question, cancellation: Cancellation) throws -> String? {
    try base.ask(question, cancellation: cancellation)
  }
}
