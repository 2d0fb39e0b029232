import Foundation
import MVAEKit
import Synchronization
import Testing

@testable import Kernel

/// A kernel that dies leaves the model that it trained; one that lives leaves nothing.
@Suite struct SafeguardTests {
  private static func folder() -> String { NSTemporaryDirectory() + "safeguard-\(UUID().uuidString)" }

  private static func files(_ folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  }

  /// Looks into a folder whenever a progress is shown.
  private final class LookingOutput: Output {
    let folder: String
    let seen = Mutex<Set<String>>([])
    init(_ folder: String) { self.folder = folder }
    func write(_ text: String, to stream: StandardStream) { look() }
    func display(_ bundle: MIMEBundle, id: String?) { look() }
    func update(_ bundle: MIMEBundle, id: String) { look() }
    func clear(waits: Bool) {}
    func page(_ bundle: MIMEBundle) {}
    private func look() { seen.withLock { $0.formUnion(SafeguardTests.files(folder)) } }
  }

  @Test func aTrainingIsKeptWhileItRuns() throws {
    let folder = Self.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let output = LookingOutput(folder)
    let context = ExecutionContext(
      workspace: Workspace(), output: output, cancellation: Cancellation(), registry: .standard,
      safeguard: Safeguard(folder: folder, owner: "7-1", seconds: 0))
    let code = """
      features = extract mfcc (load demo tracks: 20 duration: 0.5) coefficients: 4
      model = train basic features latent: 2 hidden: [4] epochs: 800 patience: off
      """
    _ = try Evaluator(context: context).run(SourceText(code))
    #expect(output.seen.withLock { $0 }.contains("7-1-1-train-basic.safetensors"))
    #expect(Self.files(folder) == [])
  }

  @Test func whatTheDeadHaveLeftIsFound() throws {
    let folder = Self.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // No process has a number above the system's limit of 4,194,304.
    let names = [
      "9999999-1-1-train-basic.safetensors", "\(getpid())-1-1-train-basic.safetensors", "notes.txt",
    ]
    for name in names { try Data().write(to: URL(filePath: "\(folder)/\(name)")) }
    #expect(Safeguard.left(in: folder) == ["\(folder)/\(names[0])"])
    #expect(Safeguard.left(in: folder + "/none") == [])
  }

  @Test func whereNothingCanBeWrittenNothingIs() {
    #expect(Safeguard(folder: "/proc/nowhere", owner: "1").file("train basic") == nil)
  }
}
