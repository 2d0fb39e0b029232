import MVAEKit
import Testing

@testable import Kernel

/// `play` of what is no recording: log-mel images.
@Suite struct PlayVerbTests {
  private let bench: Bench

  init() throws {
    bench = Bench(.standard)
    try bench.run("c = load demo tracks: 3 duration: 2 genres: 2\nmel = extract mel c bands: 16 frames: 16")
  }

  private func clip(_ code: String) throws -> Clip {
    try bench.run("heard = \(code)")
    return try #require(bench.workspace.value(of: "heard")?.as(Clip.self))
  }

  @Test func anImageIsHeardAtItsLength() throws {
    let clip = try clip("play mel[1] iterations: 2")
    #expect(abs(clip.audio.duration - 2) < 0.03)
    #expect(clip.audio.samples.contains { abs($0) > 0.001 })
    #expect(clip.audio.samples.allSatisfy { abs($0) <= 1 })
    #expect(try self.clip("play mel[1] iterations: 2").audio == clip.audio)
    #expect(try self.clip("play mel[1] iterations: 2 seed: 2").audio != clip.audio)
    #expect(try self.clip("play mel[1] iterations: 1 seconds: 0.5").audio.duration == 0.5)
  }

  @Test func severalImagesAreSeveralPlayers() throws {
    try bench.run("heard = play mel iterations: 1")
    #expect(bench.workspace.value(of: "heard")?.itemCount == 3)
  }

  /// Images that a model makes know how its inputs were made.
  @Test func samplesOfAModelAreHeard() throws {
    try bench.run(
      """
      mel = extract mel c bands: 16 frames: 16
      model = train multimodal mel epochs: 1 latent: 2 validation: 0
      clips = sample model count: 1
      """)
    #expect(abs(try clip("play clips[0] iterations: 1").audio.duration - 2) < 0.03)
  }
}
