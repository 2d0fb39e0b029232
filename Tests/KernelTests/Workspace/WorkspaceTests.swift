import Dispatch
import Testing

@testable import Kernel

@Suite struct WorkspaceTests {
  @Test func namesKeepTheirOrder() {
    let workspace = Workspace()
    for name in ["c", "a", "b", "a"] { workspace.bind(name, to: .text(name)) }
    #expect(workspace.names == ["c", "a", "b"])
    #expect(workspace.forget("a"))
    #expect(!workspace.forget("a"))
    workspace.bind("a", to: .number(1))
    #expect(workspace.entries.map(\.name) == ["c", "b", "a"])
  }

  @Test func theLastResultIsNoName() {
    let workspace = Workspace()
    workspace.keepResult(.number(3))
    #expect(workspace.names == [])
    #expect(workspace.value(of: "_")?.number == 3)
  }

  /// It is read by completion while commands bind: sixteen threads may do what they like.
  @Test func isSafeToShare() {
    let workspace = Workspace()
    DispatchQueue.concurrentPerform(iterations: 16) { index in
      for round in 0..<500 {
        workspace.bind("n\(index)", to: .number(Double(round)))
        _ = workspace.entries
        if round % 7 == 0 { _ = workspace.forget("n\((index + 1) % 16)") }
        workspace.bind("n\(index)", to: .number(499))
      }
    }
    #expect(Set(workspace.names).count == workspace.names.count)
    #expect(workspace.entries.count == workspace.names.count)
  }

  @Test(arguments: [
    (ValueKind.features, "features"), (.images, "images"), (.corpus, "a corpus"),
    (ValueKind(name: "array"), "an array"),
  ])
  func kindsReadWell(_ kind: ValueKind, _ words: String) {
    #expect(kind.withArticle == words)
  }

  @Test func longTextsAreBriefInLists() {
    #expect(
      Value.text(String(repeating: "x", count: 70)).brief == "\"" + String(repeating: "x", count: 60) + "…\"")
    #expect(Value.list([.number(1)]).brief == "1 value")
    #expect(Value.list([]).brief == "0 values")
  }
}
