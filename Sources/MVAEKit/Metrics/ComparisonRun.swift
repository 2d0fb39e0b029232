extension Comparison {
  /// Clusters every entry and its baselines by K-Means, scores them, and tests which differences are real.
  ///
  /// Entries are standardised by their own `scaling`, baselines always are. Only rows (by id) that all entries have
  /// are used.
  ///
  /// - Parameters:
  ///   - labels: the label of every row of the first entry, `nil` = missing; empty = none to compare with.
  ///   - labelName: what the labels are called: "genre".
  ///   - findings: what an audit of the entries found.
  /// - Throws: ``ComparisonError``, ``FeatureError``; `CancellationError`.
  public static func compare(
    entries: [ComparisonEntry], labels: [String?], labelName: String? = nil, options: ComparisonOptions,
    findings: [AuditFinding] = [], cancellation: Cancellation = Cancellation(),
    progress: @escaping ProgressHandler = { _ in }
  ) throws -> Comparison {
    let shared = try SharedRows(entries, labels: labels)
    try options.validate(rows: shared.rows.count)
    let methods = try ComparisonMethods(
      shared: shared, options: options, cancellation: cancellation, progress: progress
    ).all()
    let judge = ComparisonJudge(shared, labelName: labelName, options: options, cancellation: cancellation)
    let total = methods.reduce(0) { $0 + $1.spaces.count * options.seeds }
    var measured: [MeasuredMethod] = []
    var done = 0
    for method in methods {
      measured.append(
        try judge.measure(method) { count in
          progress(
            WorkProgress(completed: done + count, total: total, unit: "clusterings", detail: method.name))
        })
      done += method.spaces.count * options.seeds
    }
    if options.baselines.contains(.random) { measured.append(try judge.lots()) }
    if options.baselines.contains(.majority), let majority = judge.majority() { measured.append(majority) }
    let evidence = ComparisonEvidence(measured)
    let missing = labels.isEmpty ? 0 : shared.labels.filter { $0 == nil }.count
    let rows = evidence.rows
    return Comparison(
      rows: rows, options: options, labelName: labelName, rowsUsed: shared.rows.count,
      groupsUsed: Set(shared.rows.groups).count,
      rowsNotShared: shared.droppedCount, rowsWithoutLabel: missing, commonSpace: shared.common.name,
      findings: findings,
      conclusions: ComparisonConclusions(
        rows: rows, evidence: evidence, options: options, rowsUsed: shared.rows.count,
        rowsNotShared: shared.droppedCount, rowsWithoutLabel: missing
      ).sentences)
  }
}
