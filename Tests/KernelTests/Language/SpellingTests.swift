import Testing

@testable import Kernel

@Suite struct SpellingTests {
  private static let words = [
    "latent", "hidden", "epochs", "batch", "rate", "beta", "seed", "validation", "patience",
  ]

  @Test(
    arguments: [
      ("latnet", "latent"), ("latent", "latent"), ("Latent", "latent"), ("epoch", "epochs"),
      ("btach", "batch"),
      ("bet", "beta"), ("vali", "validation"), ("hiden", "hidden"), ("sede", "seed"), ("rat", "rate"),
    ] as [(String, String)])
  func nearWordsAreFound(_ typed: String, _ meant: String) {
    #expect(Spelling.nearest(to: typed, among: Self.words) == meant)
    #expect(Spelling.hint(for: typed, among: Self.words) == "did you mean `\(meant)`?")
  }

  @Test(arguments: ["", "x", "zz", "perplexity", "k", "🎵", String(repeating: "x", count: 10_000)])
  func farWordsAreNot(_ typed: String) {
    #expect(Spelling.hint(for: typed, among: Self.words) == nil)
  }

  @Test func noCandidates() {
    #expect(Spelling.nearest(to: "a", among: [String]()) == nil)
  }
}
