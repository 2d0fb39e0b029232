/// Something about a comparison that its reader must know before its figures.
public struct AuditFinding: Sendable, Equatable {
  public enum Rule: String, Sendable, CaseIterable {
    /// The model was trained with the labels that it is scored against.
    case labelGiven
    /// A column of the features is the label.
    case labelAmongFeatures
    /// Texts hold the words of their track's label.
    case textHoldsLabel
    /// Tracks of one artist, album or recording were trained on and held out.
    case groupAcrossSplit
    /// Held-out tracks are copies of tracks that were trained on.
    case copiesAcrossSplit
    /// A setting is the one of several that scored best against the labels.
    case chosenByScore
  }

  public let rule: Rule
  /// What the method is called.
  public let method: String
  public let message: String

  public init(rule: Rule, method: String, message: String) {
    self.rule = rule
    self.method = method
    self.message = message
  }
}

/// Looks for labels and tracks that leak into what is scored: it reads how values came to be, and the data themselves.
///
/// Each rule has a threshold, stated beside it; below it nothing is said.
public struct LeakageAudit: Sendable {
  /// One method under audit.
  public struct Subject: Sendable {
    public let entry: ComparisonEntry
    /// `nil` when it is not known how it came to be.
    public let lineage: Lineage?

    public init(entry: ComparisonEntry, lineage: Lineage?) {
      self.entry = entry
      self.lineage = lineage
    }
  }

  private let subjects: [Subject]
  private let label: String
  private let k: Int
  private let looks: [LabelLook]

  /// - Parameters:
  ///   - label: the column that methods are scored against.
  ///   - k: clusters of the comparison.
  ///   - looks: scores against labels that were shown before.
  public init(_ subjects: [Subject], label: String, k: Int, looks: [LabelLook]) {
    self.subjects = subjects
    self.label = label
    self.k = k
    self.looks = looks.filter { $0.label == label }
  }

  /// In the order of methods and rules.
  public func findings() -> [AuditFinding] {
    subjects.flatMap { subject in
      [labelGiven(subject)].compactMap { $0 } + features(subject) + texts(subject) + splits(subject)
        + choices(subject)
    }
  }

  private func finding(_ rule: AuditFinding.Rule, _ subject: Subject, _ message: String) -> AuditFinding {
    AuditFinding(rule: rule, method: subject.entry.name, message: message)
  }

  /// Always said.
  private func labelGiven(_ subject: Subject) -> AuditFinding? {
    let isGiven =
      subject.entry.model?.labelName == label
      || subject.lineage?.ancestry.contains { $0.labelsRead.contains(label) } == true
    guard isGiven else { return nil }
    return finding(
      .labelGiven, subject,
      "\(subject.entry.name) was given the label `\(label)` in training, so its agreement with it is no discovery; "
        + "it cannot be best at it")
  }

  private func features(_ subject: Subject) -> [AuditFinding] {
    let features = subject.entry.source ?? subject.entry.matrix
    guard let column = features.rows.column(label), case .text(let labels) = column.content else { return [] }
    return LabelColumns(features, labels: labels, named: label).found.map { name in
      finding(
        .labelAmongFeatures, subject,
        "the column `\(name)` of \(features.name), which \(subject.entry.name) sees, is the label `\(label)`: "
          + "leave it out")
    }
  }

  /// From 20 % of the texts on, and three times as often as other labels' words.
  private func texts(_ subject: Subject) -> [AuditFinding] {
    let evidence = (subject.lineage?.ancestry ?? []).flatMap(\.texts).filter {
      $0.label == label && $0.tracks >= 5 && $0.ownShare >= 0.2 && $0.ownShare >= 3 * $0.otherShare
    }
    return evidence.prefix(1).map { found in
      finding(
        .textHoldsLabel, subject,
        "\(Self.percent(found.ownShare)) of the texts that \(subject.entry.name) reads hold the words of their own "
          + "`\(label)` (other labels' words: \(Self.percent(found.otherShare))): the texts may be made from the label"
      )
    }
  }

  private func splits(_ subject: Subject) -> [AuditFinding] {
    guard let model = subject.entry.model, model.hasFeatures else { return [] }
    let sides = SplitSides(model)
    var found = sides.sharedGroups(except: label).map { shared in
      finding(
        .groupAcrossSplit, subject,
        "\(Self.percent(shared.share)) of the tracks held out from \(subject.entry.name) share their \(shared.name) "
          + "with tracks that it was trained on: its validation is not independent")
    }
    if let copies = sides.copies {
      found.append(
        finding(
          .copiesAcrossSplit, subject,
          "\(copies) of the tracks held out from \(subject.entry.name) are copies of tracks that it was trained on"
        ))
    }
    return found
  }

  private func choices(_ subject: Subject) -> [AuditFinding] {
    guard let lineage = subject.lineage else { return [] }
    let history = ChoiceHistory(looks: looks, subject: lineage, k: k, others: subjects.compactMap(\.lineage))
    return history.choices.map { choice in
      finding(
        .chosenByScore, subject,
        "`\(choice.setting): \(choice.value)` of \(subject.entry.name) is the one of \(choice.tried) tried values that "
          + "agreed best with `\(label)`: chosen by the score that is reported; choose without labels, or report "
          + "on other tracks")
    }
  }

  static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}
