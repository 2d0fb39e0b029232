import MVAEKit
import Testing

@testable import Kernel

/// `compare`, what it says before its table, and how values remember what they were made from.
@Suite(.serialized) struct CompareVerbTests {
  private func bench(_ more: String = "") throws -> Bench {
    let bench = Bench(.standard)
    try bench.run(
      """
      corpus = load demo tracks: 48 duration: 1 genres: 4
      mfcc = extract mfcc corpus coefficients: 4
      basic = train basic mfcc latent: 3 epochs: 4
      \(more)
      """)
    return bench
  }

  private func findings(_ code: String, _ bench: Bench) throws -> [AuditFinding] {
    try bench.run("found = \(code)")
    return try #require(bench.workspace.value(of: "found")?.as(Comparison.self)).findings
  }

  @Test func theTableHasBaselinesIntervalsAndWords() throws {
    let bench = try bench()
    let text = try #require(try bench.run("compare basic k: 4 seeds: 2"))
    for words in [
      "Clusters, k = 4, 2 seeds", "autoencoder of basic", "PCA 3 of mfcc", "raw mfcc", "random clusters",
      "majority class", "What the spaces tell and make", "Linear probe", "Variance missed (dB) ↓",
      "48 tracks",
    ] {
      #expect(text.contains(words), "\(words)")
    }
    #expect(!text.contains("Before you read the scores"))
  }

  @Test func baselinesAreChosen() throws {
    let bench = try bench()
    try bench.run("table = compare basic k: 4 seeds: 2 baselines: [raw, majority]")
    let table = try #require(bench.workspace.value(of: "table")?.as(Comparison.self))
    #expect(table.rows.map(\.name) == ["basic", "raw mfcc", "majority class"])
  }

  @Test func trainingAgainIsAnnounced() throws {
    let bench = try bench()
    let text = try #require(try bench.run("compare basic k: 4 seeds: 2 retrain: 2 baselines: raw"))
    #expect(text.contains("2 seeds, 2 trainings"))
    let isTold = bench.output.events.contains { event in
      if case .stderr(let text) = event {
        text.contains("training comes first and takes ")
      } else {
        false
      }
    }
    #expect(isTold)
  }

  @Test func scoresAndFindingsAreTables() throws {
    let bench = try bench("cvae = train conditional mfcc labels: genre latent: 3 epochs: 2")
    try bench.run("table = compare cvae k: 4 seeds: 2")
    let scores = try #require(try bench.run("table.scores"))
    for column in ["ari_low", "ari_high", "probe", "synthetic", "frechet"] {
      #expect(scores.contains(column), "\(column)")
    }
    #expect(try #require(try bench.run("table.findings")).contains("labelGiven"))
  }

  // MARK: Leaks

  @Test func labelsThatAModelWasGivenAreSaidFirst() throws {
    let bench = try bench("cvae = train conditional mfcc labels: genre latent: 3 epochs: 2")
    let text = try #require(try bench.run("compare [basic, cvae] k: 4 seeds: 2"))
    #expect(text.hasPrefix("Before you read the scores"))
    #expect(text.contains("\ncvae was given the label `genre` in training"))
    // What is made of it was given them, too; another label is another matter.
    #expect(try findings("compare cvae.latents k: 4 seeds: 2", bench).map(\.rule) == [.labelGiven])
    #expect(try findings("compare (encode cvae mfcc) k: 4 seeds: 2", bench).map(\.rule) == [.labelGiven])
    #expect(try findings("compare cvae labels: key k: 4 seeds: 2", bench).isEmpty)
  }

  @Test func kChosenByTheScoreIsFound() throws {
    let bench = try bench()
    for k in 2...5 { try bench.run("groups = cluster kmeans basic k: \(k)") }
    let looks = bench.workspace.looks
    #expect(looks.map(\.k) == [2, 3, 4, 5])
    let best = try #require(looks.max { $0.adjustedRand < $1.adjustedRand })
    let found = try findings("compare basic k: \(best.k) seeds: 2", bench)
    #expect(found.map(\.rule) == [.chosenByScore])
    let other = try #require(looks.min { $0.adjustedRand < $1.adjustedRand })
    #expect(try findings("compare basic k: \(other.k) seeds: 2", bench).isEmpty)
    #expect(try findings("compare mfcc k: \(best.k) seeds: 2", bench).isEmpty)
  }

  @Test func textsMadeFromTheLabelAreFound() throws {
    let bench = try bench()
    let corpus = try #require(bench.workspace.value(of: "corpus")?.as(Corpus.self))
    let genres = try #require(corpus.table.column("genre")).texts
    let tracks = zip(corpus.tracks, genres).map { track, genre in
      Track(
        id: track.id, title: track.title, group: track.group, duration: track.duration, labels: track.labels,
        text: "\(track.id) is \(genre ?? "") music", source: track.source)
    }
    let told = Corpus(
      name: "told", tracks: tracks, labelNames: corpus.table.columnNames, primaryLabel: "genre")
    bench.workspace.bind("told", to: .object(told))
    try bench.run("words = extract lyrics told dimensions: 3\nplain = extract lyrics corpus dimensions: 3")
    let found = try findings("compare words k: 4 seeds: 2", bench)
    // Components of such texts are the label, too.
    #expect(found.last?.rule == .textHoldsLabel)
    #expect(try findings("compare plain k: 4 seeds: 2", bench).isEmpty)
  }

  // MARK: Lineage

  @Test func valuesRememberWhatTheyWereMadeFrom() throws {
    let bench = try bench(
      "again = train basic mfcc latent: 3 epochs: 4\nother = train basic mfcc latent: 2 epochs: 4")
    let basic = try #require(bench.workspace.lineage(of: "basic"))
    #expect(basic.ancestry.map(\.operation) == ["train basic", "extract mfcc", "load demo"])
    #expect(basic.settings == ["latent": "3", "epochs": "4"])
    #expect(bench.workspace.lineage(of: "again")?.digest == basic.digest)
    let other = try #require(bench.workspace.lineage(of: "other"))
    #expect(basic.onlyDifference(from: other) == "latent")
    // A name that is bound anew does not change what was made of it.
    try bench.run("mfcc = extract mfcc corpus coefficients: 5")
    #expect(bench.workspace.lineage(of: "basic")?.digest == basic.digest)
    try bench.run("third = train basic mfcc latent: 3 epochs: 4")
    #expect(bench.workspace.lineage(of: "third")?.digest != basic.digest)
  }

  @Test func partsAndNestedCommandsHaveALineage() throws {
    let bench = try bench()
    try bench.run(
      "part = basic.latents\nfew = mfcc[0..<20]\nnested = train basic (extract mfcc corpus) epochs: 1")
    let part = try #require(bench.workspace.lineage(of: "part"))
    #expect(part.operation == "member" && part.settings == ["member": "latents"])
    #expect(bench.workspace.lineage(of: "few")?.operation == "item")
    #expect(
      bench.workspace.lineage(of: "nested")?.ancestry.map(\.operation) == [
        "train basic", "extract mfcc", "load demo",
      ])
    try bench.run("train basic mfcc epochs: 1")
    #expect(bench.workspace.lineage(of: "_")?.operation == "train basic")
  }
}

/// `describe` of groups.
@Suite(.serialized) struct DescribeGroupsTests {
  @Test func groupsAreDescribedWithWordsAndTracksToPlay() throws {
    let bench = Bench(.standard)
    try bench.run(
      """
      corpus = load demo tracks: 48 duration: 1 genres: 4
      mfcc = extract mfcc corpus coefficients: 4
      tempo = extract tempo corpus
      groups = cluster kmeans mfcc k: 3
      found = describe groups features: tempo corpus: corpus count: 3
      """)
    let text = try #require(try bench.run("found"))
    for words in ["Groups of mfcc", "set apart by", "words", "in the middle", "tempo"] {
      #expect(text.contains(words), "\(words)")
    }
    let medoids = try #require(try bench.run("found.medoids"))
    #expect(medoids.contains("3 tracks"))
    let plain = try #require(try bench.run("describe groups"))
    #expect(plain.contains("mfcc") && plain.contains("with `corpus:` there are words"))
    let part = bench.problems("describe groups features: (extract mfcc corpus[0..<5])")
    #expect(part.first?.message == "these features do not have every track of the clustering")
    #expect(bench.problems("describe (train basic mfcc epochs: 1) corpus: corpus").first?.id == "Conflict")
  }
}
