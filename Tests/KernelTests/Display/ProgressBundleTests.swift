import MVAEKit
import Testing

@testable import Kernel

@Suite struct ProgressBundleTests {
  private static let halfway = WorkProgress(completed: 10, total: 40, unit: "epochs", detail: "loss <3>")

  @Test func aBarWithWords() throws {
    let bundle = ProgressBundle.running("train basic", Self.halfway, elapsed: 20)
    #expect(bundle.text == "train basic: 10 of 40 epochs, loss <3>, about 60 s left")
    let html = try #require(bundle.data["text/html"]?.string)
    #expect(html.contains("<progress value=\"10\" max=\"40\">"))
    #expect(html.contains("loss &lt;3&gt;"))
  }

  @Test func oneLineAtTheEnd() {
    let bundle = ProgressBundle.finished("train basic", Self.halfway, elapsed: 4)
    #expect(bundle.data == ["text/plain": "train basic: 10 epochs in 4.0 s"])
  }

  @Test func nothingIsPromisedWithoutEvidence() {
    let start = WorkProgress(completed: 0, total: 0, unit: "files")
    #expect(ProgressBundle.running("load", start, elapsed: 100).text == "load: 0 of 0 files")
  }
}
