extension Disentanglement {
  /// - Parameters:
  ///   - codes: shape [rows, dimensions], finite.
  ///   - columns: the factors, a value a row; those that tell nothing are left out and named in ``omissions``.
  ///   - posterior: of the same rows, for the total correlation of q(z) and to tell which dimensions are off: those with
  ///     Var(μ) ≤ 0.01. Without one a dimension is off that never changes.
  ///   - seed: of folds, votes, the shuffled codes and the sample of more than ``mostRows`` rows.
  /// - Throws: ``DisentanglementError``, ``ScoreError/notFinite(row:column:)``, `CancellationError`.
  public static func measure(
    _ codes: FeatureMatrix, factors columns: [Column], posterior: Posterior? = nil, seed: UInt64 = 1,
    threads: Int? = nil, cancellation: Cancellation = Cancellation(),
    progress: @escaping ProgressHandler = { _ in }
  ) throws -> Disentanglement {
    try check(codes, columns)
    let rows = sample(of: codes.rows.count, seed: seed)
    var (factors, omissions): ([KnownFactor], [FactorOmission]) = ([], [])
    for column in columns {
      do { factors.append(try KnownFactor(column.selecting(rows))) } catch { omissions.append(error) }
    }
    guard !factors.isEmpty else { throw DisentanglementError.noFactors(omissions) }
    let live = FactorCodes(
      codes.values.selecting(rows), threshold: posterior == nil ? 0 : Posterior.activityThreshold)
    let judge = FactorJudge(
      factors: factors, groups: rows.map { codes.rows.groups[$0] }, seed: seed, threads: threads,
      cancellation: cancellation)
    let counter = JudgeProgress(total: 2 * factors.count, progress)
    let (own, chance) = (
      try judge.judgement(of: live, counter), try judge.judgement(of: live.shuffled(seed: seed), counter)
    )
    var scores = own.scores(chance)
    scores.append(
      DisentanglementScore(
        measure: .gaussianCorrelation, value: GaussianCorrelation.total(live), chance: nil))
    if let posterior {
      let part = Posterior(
        mean: posterior.mean.selecting(rows), logVariance: posterior.logVariance.selecting(rows))
      let parts = try AggregatePosterior(part, seed: seed, threads: threads, cancellation: cancellation)
      scores.append(
        DisentanglementScore(
          measure: .totalCorrelation, value: parts.totalCorrelation.value, chance: nil))
    }
    return Disentanglement(
      dimensions: codes.columnNames, isLive: live.isLive, factors: own.judged(factors),
      information: own.information, separability: own.separability, importance: own.importance,
      scores: scores, omissions: omissions, entanglements: entanglements(factors), rowsUsed: rows.count,
      rowsGiven: codes.rows.count)
  }

  private static func check(_ codes: FeatureMatrix, _ columns: [Column]) throws {
    let width = codes.values.columns
    guard width <= mostDimensions else { throw DisentanglementError.tooManyDimensions(width) }
    if let index = codes.values.values.firstIndex(where: { !$0.isFinite }) {
      throw ScoreError.notFinite(row: index / width, column: index % width)
    }
    if let wrong = columns.first(where: { $0.rowCount != codes.values.rows }) {
      throw DisentanglementError.rows(codes: codes.values.rows, factors: wrong.rowCount)
    }
  }

  /// All rows in order, or as many as are judged.
  private static func sample(of count: Int, seed: UInt64) -> [Int] {
    guard count > mostRows else { return Array(0..<count) }
    var random = RandomSource(seed: seed, stream: 0x726f_7773)
    return random.permutation(count).prefix(mostRows).sorted()
  }

  /// Pairs of factors with an adjusted mutual information of 0.1 or more.
  private static func entanglements(_ factors: [KnownFactor]) -> [FactorEntanglement] {
    var found: [FactorEntanglement] = []
    for (index, first) in factors.enumerated() {
      for second in factors[(index + 1)...] {
        let rows = first.known.filter { second.classes[$0] >= 0 }
        let shared = Contingency(
          clusters: rows.map { first.classes[$0] }, labels: rows.map { second.classes[$0] })
        guard shared.clusterSizes.count > 1, shared.labelSizes.count > 1 else { continue }
        let strength = shared.adjustedMutualInformation
        if strength >= 0.1 {
          found.append(FactorEntanglement(first: first.name, second: second.name, strength: strength))
        }
      }
    }
    return found.sorted { $0.strength > $1.strength }
  }
}

extension Column {
  fileprivate var rowCount: Int {
    switch content {
    case .text(let values): values.count
    case .numbers(let values): values.count
    }
  }
}
