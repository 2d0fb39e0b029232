import Testing

@testable import MVAEKit

/// Every rule with something planted, and with a near miss that must not be called.
@Suite struct LeakageAuditTests {
  private let rows = 120

  /// Blobs that have little to do with the genres.
  private func features(
    seed: UInt64 = 5, columns: [Column] = [], adding extra: [String: [Float]] = [:]
  ) -> FeatureMatrix {
    let blobs = SyntheticFeatures.blobs(rows: rows, columns: 6, clusters: 3, seed: seed, groupSize: 2)
    let names = extra.keys.sorted()
    var values: [Float] = []
    for row in 0..<rows {
      values += blobs.values.row(row)
      values += names.compactMap { extra[$0]?[row] }
    }
    let table = TrackTable(
      ids: blobs.rows.ids, groups: blobs.rows.groups,
      columns: [Column(name: "genre", content: .text(genres))] + columns)
    return FeatureMatrix(
      name: "blobs", rows: table,
      values: Tensor(shape: [rows, 6 + names.count], values: values) ?? blobs.values,
      columnNames: blobs.columnNames + names)
  }

  private var genres: [String?] { (0..<rows).map { "g\(($0 / 2) % 4)" } }

  private func train(_ features: FeatureMatrix, beta: Double = 1, seed: UInt64 = 1) throws -> TrainedModel {
    try BasicVAE.train(
      features: features,
      configuration: BasicTrainingConfiguration(
        latent: 4, schedule: TrainingSchedule(epochs: 3, beta: beta, seed: seed, validation: 0.25)))
  }

  private func audit(
    _ entry: ComparisonEntry, _ lineage: Lineage? = nil, k: Int = 4, looks: [LabelLook] = []
  ) -> [AuditFinding.Rule] {
    LeakageAudit([.init(entry: entry, lineage: lineage)], label: "genre", k: k, looks: looks)
      .findings().map(\.rule)
  }

  private func audit(_ features: FeatureMatrix) -> [AuditFinding.Rule] {
    audit(ComparisonEntry(name: "f", features: features))
  }

  // MARK: The label among the features

  @Test func labelsAmongFeaturesAreFound() {
    let numbers = genres.map { Float($0?.suffix(1) ?? "") ?? 0 }
    #expect(audit(features(adding: ["code": numbers])) == [.labelAmongFeatures])
    #expect(audit(features(adding: ["isG2": numbers.map { $0 == 2 ? 1 : 0 }])) == [.labelAmongFeatures])
    let noisy = numbers.enumerated().map { $1 + ($0.isMultiple(of: 2) ? 0.01 : -0.01) }
    #expect(audit(features(adding: ["noisy": noisy])) == [.labelAmongFeatures])
    #expect(audit(features(adding: ["Genre": [Float](repeating: 1, count: rows)])) == [.labelAmongFeatures])
  }

  @Test func columnsThatOnlyFollowTheLabelAreNot() {
    let numbers = genres.map { Float($0?.suffix(1) ?? "") ?? 0 }
    // r² about 0.9: a good feature.
    let good = numbers.enumerated().map { $1 + Float($0 % 7 - 3) * 0.18 }
    #expect(audit(features(adding: ["good": good])).isEmpty)
    #expect(audit(features(adding: ["constant": [Float](repeating: 1, count: rows)])).isEmpty)
    #expect(audit(features(adding: ["genre_mix": good])).isEmpty)
  }

  // MARK: Texts made from the label

  private func lineage(_ texts: [String?]) -> Lineage {
    let evidence = TextEvidence(
      label: "genre", texts: texts, labels: (0..<40).map { ["Rock", "Hip-Hop"][$0 % 2] })
    return Lineage(operation: "extract lyrics", texts: [evidence].compactMap { $0 })
  }

  @Test func textsMadeFromTheLabelAreFound() {
    let made = (0..<40).map { Optional("a \(["ROCK", "hip hop"][$0 % 2]) song, number \($0)") }
    let entry = ComparisonEntry(name: "words", features: features())
    #expect(audit(entry, lineage(made)) == [.textHoldsLabel])
    let model = Lineage(operation: "train basic", inputs: [lineage(made)])
    #expect(audit(entry, model) == [.textHoldsLabel])
  }

  @Test func textsThatSpeakOfGenresAreNot() {
    let entry = ComparisonEntry(name: "words", features: features())
    // Everyone sings of rock, and few name their own genre.
    let all = (0..<40).map { Optional("we will rock you, hip hop \($0)") }
    #expect(audit(entry, lineage(all)).isEmpty)
    let few = (0..<40).map { Optional($0 < 6 ? ["rock", "hip hop"][$0 % 2] : "rocking in a rockery") }
    #expect(audit(entry, lineage(few)).isEmpty)
  }

  // MARK: Clips across splits

  @Test func clipsAcrossTheSplitAreFound() throws {
    let blobs = features()
    let loose = TrackTable(
      ids: (0..<rows).map { "r\($0 / 4)_\($0 % 4)" }, groups: (0..<rows).map { "c\($0)" },
      columns: blobs.rows.columns)
    let parted = FeatureMatrix(
      name: "clips", rows: loose, values: blobs.values, columnNames: blobs.columnNames)
    #expect(audit(ComparisonEntry(name: "m", model: try train(parted))) == [.groupAcrossSplit])
    let artists = Column(name: "artist", content: .text((0..<rows).map { "artist \($0 / 12)" }))
    let shared = features(columns: [artists])
    #expect(audit(ComparisonEntry(name: "m", model: try train(shared))) == [.groupAcrossSplit])
  }

  @Test func groupsThatAreKeptTogetherAreNot() throws {
    let artists = Column(name: "artist", content: .text((0..<rows).map { "artist \($0 / 2)" }))
    #expect(audit(ComparisonEntry(name: "m", model: try train(features(columns: [artists])))).isEmpty)
  }

  @Test func copiesAcrossTheSplitAreFound() throws {
    let blobs = features()
    let doubled = blobs.values.selecting((0..<rows).map { $0 % (rows / 2) })
    let groups = TrackTable(
      ids: blobs.rows.ids, groups: (0..<rows).map { "c\($0)" }, columns: blobs.rows.columns)
    let copies = FeatureMatrix(name: "copies", rows: groups, values: doubled, columnNames: blobs.columnNames)
    #expect(audit(ComparisonEntry(name: "m", model: try train(copies))) == [.copiesAcrossSplit])
    // Many equal rows, as of tracks without a text, are no copies.
    var empty = blobs.values
    for index in 0..<(40 * 6) { empty.values[index] = 0 }
    let silent = FeatureMatrix(name: "silent", rows: groups, values: empty, columnNames: blobs.columnNames)
    #expect(audit(ComparisonEntry(name: "m", model: try train(silent))).isEmpty)
  }

  // MARK: Chosen by the score

  private let space = Lineage(operation: "train basic", settings: ["beta": "1"])

  private func look(_ subject: Lineage, k: Int = 4, _ rand: Double, label: String = "genre") -> LabelLook {
    LabelLook(subject: subject, k: k, label: label, adjustedRand: rand)
  }

  @Test func kChosenByARIIsFound() {
    let entry = ComparisonEntry(name: "m", features: features())
    let looks = [look(space, k: 3, 0.2), look(space, k: 4, 0.5), look(space, k: 5, 0.4)]
    #expect(audit(entry, space, looks: looks) == [.chosenByScore])
    let message = LeakageAudit([.init(entry: entry, lineage: space)], label: "genre", k: 4, looks: looks)
      .findings()[0].message
    #expect(message.hasPrefix("`k: 4` of m is the one of 3 tried values that agreed best with `genre`"))
  }

  @Test func kThatIsNotTheBestOfSeveralIsNot() {
    let entry = ComparisonEntry(name: "m", features: features())
    // Two values are no search; not the best; another space; other labels.
    #expect(audit(entry, space, looks: [look(space, k: 3, 0.2), look(space, k: 4, 0.5)]).isEmpty)
    let others = [look(space, k: 3, 0.6), look(space, k: 4, 0.5), look(space, k: 5, 0.4)]
    #expect(audit(entry, space, looks: others).isEmpty)
    let elsewhere = Lineage(operation: "train basic", settings: ["beta": "2"], inputs: [space])
    let looks = [look(space, k: 3, 0.2), look(space, k: 4, 0.5), look(space, k: 5, 0.4)]
    #expect(audit(entry, elsewhere, looks: looks).isEmpty)
    let styles = (3...5).map { look(space, k: $0, $0 == 4 ? 0.5 : 0.1, label: "style") }
    #expect(audit(entry, space, looks: styles).isEmpty)
  }

  @Test func aSettingChosenByARIIsFoundUnlessAllAreShown() {
    let entry = ComparisonEntry(name: "m", features: features())
    let tried = ["0.5", "2", "4"].map { Lineage(operation: "train basic", settings: ["beta": $0]) }
    let looks = tried.map { look($0, 0.3) } + [look(space, 0.5)]
    #expect(audit(entry, space, looks: looks) == [.chosenByScore])
    let shown = LeakageAudit(
      (tried + [space]).map { LeakageAudit.Subject(entry: entry, lineage: $0) }, label: "genre", k: 4,
      looks: looks)
    #expect(shown.findings().isEmpty)
    let seeds = [Lineage(operation: "train basic", settings: ["beta": "1", "seed": "2"])]
    #expect(audit(entry, space, looks: seeds.map { look($0, 0.3) } + [look(space, 0.5)]).isEmpty)
  }

  // MARK: All together

  @Test func aModelThatWasGivenTheLabelIsSaid() throws {
    let told = Lineage(operation: "train conditional", labelsRead: ["genre"])
    let latents = Lineage(operation: "encode", inputs: [told])
    #expect(audit(ComparisonEntry(name: "f", features: features()), latents) == [.labelGiven])
    let other = Lineage(operation: "train conditional", labelsRead: ["style"])
    #expect(audit(ComparisonEntry(name: "f", features: features()), other).isEmpty)
  }

  /// Ten honest runs on other data and seeds: no false alarm.
  @Test func cleanRunsRaiseNoAlarm() throws {
    for seed in UInt64(1)...10 {
      let features = features(seed: seed)
      let model = try train(features, seed: seed)
      let text = lineage((0..<40).map { Optional("words of song \($0 * Int(seed))") })
      let model1 = Lineage(operation: "train basic", settings: ["seed": "\(seed)"], inputs: [text])
      let looks = [look(model1, k: 4, 0.3), look(text, k: 4, 0.2)]
      #expect(audit(ComparisonEntry(name: "m", model: model), model1, looks: looks).isEmpty)
    }
  }

  /// β = 200 leaves nothing in the latents: flagged for every one of 20 seeds.
  @Test func collapsedModelsAreFlaggedForEverySeed() throws {
    let features = features()
    var options = ComparisonOptions(k: 3, seeds: 1)
    options.baselines = []
    options.generates = false
    options.replicates = 10
    for seed in UInt64(1)...20 {
      let model = try BasicVAE.train(
        features: features,
        configuration: BasicTrainingConfiguration(
          latent: 4, schedule: TrainingSchedule(epochs: 30, rate: 5e-3, beta: 200, seed: seed)))
      let comparison = try Comparison.compare(
        entries: [.init(name: "m", model: model)], labels: genres, options: options)
      #expect(comparison.rows[0].isCollapsed, "seed \(seed)")
      #expect(comparison.summary.contains("m uses"))
    }
  }
}
