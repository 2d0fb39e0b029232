import MVAEKit
import Testing

@testable import Kernel

/// What would not fit is refused before it is tried.
@Suite struct MemoryNeedTests {
  @Test func theSystemTellsWhatIsLeft() throws {
    let available = try #require(ProcessMemory.available)
    #expect(available > 64 << 20 && available < 1 << 50)
  }

  /// Images of terabytes, weights of 40 GB: on a machine that has them there is nothing to refuse.
  @Test(
    .enabled(if: (ProcessMemory.available ?? .max) < 40 << 30),
    arguments: [
      ("mel = extract mel corpus bands: 512 frames: 4096", "images"),
      (
        "train basic mfcc hidden: [\(Array(repeating: "8192", count: 16).joined(separator: ", "))]", "weights"
      ),
    ])
  func hugeWorkIsRefusedInWords(_ code: String, _ what: String) throws {
    let bench = Bench(.standard)
    try bench.run("corpus = load demo tracks: 4 duration: 0.5\nmfcc = extract mfcc corpus coefficients: 4")
    bench.workspace.bind("corpus", to: try Self.many(bench.workspace.value(of: "corpus")))
    let problem = try #require(bench.problems(code).first)
    #expect(problem.id == "TooLittleMemory", "\(problem)")
    #expect(problem.message.contains(what) && problem.message.contains("GB"), "\(problem.message)")
  }

  /// The same few tracks a hundred thousand times.
  private static func many(_ corpus: Value?) throws -> Value {
    let few = try #require(corpus?.as(Corpus.self))
    return .object(few.selecting(Array(repeating: 0, count: 100_000)))
  }
}
