import MVAEKit

/// What `impute` answers, with the tracks and words that it is told by.
struct ImputedTracks: WorkspaceValue {
  static var kind: ValueKind { .imputation }

  let imputation: Imputation
  /// The tracks that the model knows.
  let known: TrackTable
  /// "lyrics".
  let target: String
  /// Of lyrics that were made of words.
  let words: ImputedWords?
  /// What such imputations missed on tracks that were held out; `nil` when there are none.
  let errors: ImputationErrors?

  var brief: String {
    "\(target) of \(NumberText.count(imputation.rows.count, "track")) from \(imputation.given)"
  }

  var byteCount: Int { 4 * 3 * imputation.features.values.values.count }

  var presentation: Presentation {
    guard case .images(let images) = imputation.features else { return .table(table) }
    return .stack([.table(table), images.presentation])
  }

  var memberNames: [String] { ["features", "deviation", "spread", "tracks"] }

  func member(_ name: String) -> Value? {
    switch name {
    case "features": imputation.features.value
    case "deviation": imputation.deviation.value
    case "spread": imputation.spread.value
    case "tracks": .object(table)
    default: nil
    }
  }

  private var table: Table {
    var columns = ["track", "left open", "most like", "similarity"]
    if words != nil { columns += ["words that stand out", "topics"] }
    return Table(
      "Imputed \(target), from \(imputation.given) (\(imputation.draws) draws each)", columns: columns,
      rows: imputation.rows.ids.indices.map(row), notes: notes)
  }

  private func row(_ index: Int) -> [Table.CellContent] {
    let near = imputation.neighbors[index]
    let names = near.map { name($0.row) }.joined(separator: ", ")
    let open = imputation.openShares.map { shares -> Table.CellContent in
      .measured(shares[index], shown: "\(NumberText.fixed(100 * min(9.99, shares[index]), 0)) %")
    }
    var cells: [Table.CellContent] = [
      .text(imputation.rows.ids[index]), open ?? .empty, .text(names),
      near.first.map { .number($0.similarity) } ?? .empty,
    ]
    if let words {
      cells += [
        .text(words.standing(out: imputation.features, row: index)),
        .text(words.topics(of: imputation.features, row: index)),
      ]
    }
    return cells
  }

  private func name(_ row: Int) -> String {
    let id = known.ids.indices.contains(row) ? known.ids[row] : "\(row)"
    guard let title = known.column("title")?.texts[row] else { return id }
    return "\(id) (\(title))"
  }

  private var notes: [String] {
    guard imputation.openShares != nil else {
      return ["an opened model does not hold the tracks that the imagined ones could be compared with"]
    }
    return missNotes + [
      "left open: the deviation squared, of the variance of \(target) over all tracks",
      "most like: known tracks by the cosine of their real \(target) and the imagined ones, the first one's shown",
    ]
  }

  private var missNotes: [String] {
    guard let errors else {
      return [
        "deviation: the draws of z alone, far too little: no track was held out of training to learn the error from"
      ]
    }
    let check = errors.coverage.map { share in
      "; \(NumberText.fixed(100 * share, 0)) % of the values of other held-out tracks lie within one (normal errors: 68 %)"
    }
    return [
      "on tracks held out of training such imputations miss \(NumberText.fixed(100 * errors.miss, 0)) % of the variance of "
        + "\(target) (100 %: no better than its mean)",
      "deviation: how the draws of z differ and what they missed on held-out tracks\(check ?? "")",
    ]
  }
}

/// Imagined lyrics in words.
struct ImputedWords: Sendable, Equatable {
  let encoder: LyricsEncoder
  /// The mean of the lyrics that the model knows, which words stand out from.
  private let mean: [Double]
  /// How far each component of theirs spreads.
  private let deviations: [Double]

  init(encoder: LyricsEncoder, known: ModelFeatures) {
    self.encoder = encoder
    let scaler = FeatureScaler(fitting: known.values)
    (mean, deviations) = (scaler.means, scaler.deviations)
  }

  /// The words whose weight rises most above that of all lyrics.
  func standing(out features: ModelFeatures, row: Int, count: Int = 6) -> String {
    encoder.terms(along: direction(features, row), count: count).map(\.term).joined(separator: ", ")
  }

  /// The components that go furthest from those of all lyrics, each by the words at that end of it.
  func topics(of features: ModelFeatures, row: Int, count: Int = 2) -> String {
    let turns = zip(direction(features, row), deviations).map { $0 / $1 }
    let furthest = turns.indices.sorted {
      abs(turns[$0]) == abs(turns[$1]) ? $0 < $1 : abs(turns[$0]) > abs(turns[$1])
    }
    return furthest.prefix(count).compactMap { dimension in
      let terms = (try? encoder.topTerms(dimension: dimension, count: .max)) ?? []
      let own = terms.lazy.filter { $0.weight * turns[dimension] > 0 }.prefix(3).map(\.term)
      return own.isEmpty ? nil : own.joined(separator: "/")
    }.joined(separator: ", ")
  }

  private func direction(_ features: ModelFeatures, _ row: Int) -> [Double] {
    guard mean.count == features.values.columns else { return mean.map { _ in 0 } }
    return zip(features.values.row(row), mean).map { Double($0) - $1 }
  }
}
