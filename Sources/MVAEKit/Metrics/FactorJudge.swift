import Synchronization

/// Every measure of factors, of one set of codes.
struct FactorJudge: Sendable {
  let factors: [KnownFactor]
  /// Of every row; folds never part one.
  let groups: [String]
  let seed: UInt64
  let threads: Int?
  let cancellation: Cancellation

  func judgement(of codes: FactorCodes, _ progress: JudgeProgress) throws -> FactorJudgement {
    let columns = try Parallel.map(count: factors.count, threads: threads, cancellation: cancellation) {
      index in
      let column = try column(codes, factors[index])
      progress.advance(factors[index].name)
      return column
    }
    let count = codes.columns
    let votes = FactorVotes(codes, factors)
    return FactorJudgement(
      information: FactorTable(columns: columns.map(\.information), dimensions: count),
      separability: FactorTable(columns: columns.map(\.separability), dimensions: count),
      importance: FactorTable(columns: columns.map(\.reading.importance), dimensions: count),
      informativeness: columns.map(\.reading.informativeness),
      votes: try votes.score(seed: seed, cancellation: cancellation))
  }

  private struct JudgedColumn: Sendable {
    let information: [Double]
    let separability: [Double]
    let reading: FactorReading
  }

  private func column(_ codes: FactorCodes, _ factor: KnownFactor) throws -> JudgedColumn {
    let alone = Separability(factor, groups: groups, seed: seed)
    return JudgedColumn(
      information: MutualInformationGap.shares(codes, factor),
      separability: try codes.map { dimension in
        try cancellation.check()
        return alone.value(codes, dimension)
      },
      reading: try FactorReading(codes, factor, groups: groups, seed: seed, cancellation: cancellation))
  }
}

/// What a ``FactorJudge`` found.
struct FactorJudgement: Sendable {
  let information: FactorTable
  let separability: FactorTable
  let importance: FactorTable
  /// Of each factor.
  let informativeness: [Double]
  /// The FactorVAE score.
  let votes: Double?

  /// Beside those of shuffled codes.
  func scores(_ chance: FactorJudgement) -> [DisentanglementScore] {
    DisentanglementMeasure.allCases.compactMap { measure in
      value(measure).map {
        DisentanglementScore(measure: measure, value: $0, chance: chance.value(measure))
      }
    }
  }

  private func value(_ measure: DisentanglementMeasure) -> Double? {
    switch measure {
    case .mig: mean(factorIndices.map { MutualInformationGap.gap(information.column($0)) })
    case .sap: mean(factorIndices.map { MutualInformationGap.gap(separability.column($0)) })
    case .disentanglement: ImportanceEntropy.disentanglement(readImportance)
    case .completeness: ImportanceEntropy.completeness(readImportance)
    case .informativeness: mean(informativeness)
    case .factorVAE: votes
    case .gaussianCorrelation, .totalCorrelation: nil
    }
  }

  func judged(_ factors: [KnownFactor]) -> [JudgedFactor] {
    factors.enumerated().map { index, factor in
      JudgedFactor(
        name: factor.name, isNumeric: factor.isNumeric, valueCount: factor.valueCount,
        rows: factor.known.count, informationGap: MutualInformationGap.gap(information.column(index)),
        separabilityGap: MutualInformationGap.gap(separability.column(index)),
        informativeness: informativeness[index])
    }
  }

  /// Shares times how well the factor is read: one that is not read has no say in what dimensions serve, else a single
  /// weight of chance would count as a pure dimension.
  private var readImportance: FactorTable {
    let weights = informativeness.map { $0 < Self.leastInformativeness ? 0 : $0 }
    return FactorTable(
      columns: factorIndices.map { factor in importance.column(factor).map { $0 * weights[factor] } },
      dimensions: importance.values.count)
  }

  /// Held-out R², or accuracy over chance, below which a factor counts as not read.
  static let leastInformativeness = 0.05

  private var factorIndices: Range<Int> { informativeness.indices }

  private func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(max(1, values.count))
  }
}

/// Counts factors that are done, from whichever thread.
final class JudgeProgress: Sendable {
  private let done = Mutex(0)
  private let total: Int
  private let report: ProgressHandler

  init(total: Int, _ report: @escaping ProgressHandler) {
    (self.total, self.report) = (total, report)
  }

  func advance(_ name: String) {
    let completed = done.withLock { done in
      done += 1
      return done
    }
    report(WorkProgress(completed: completed, total: total, unit: "factors", detail: name))
  }
}
