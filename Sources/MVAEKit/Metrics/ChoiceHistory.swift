/// Which settings of a method were tried against the labels before it was reported.
struct ChoiceHistory {
  private let looks: [LabelLook]
  private let subject: Lineage
  private let k: Int
  /// What stands in the same comparison.
  private let others: [Lineage]

  init(looks: [LabelLook], subject: Lineage, k: Int, others: [Lineage]) {
    self.looks = looks
    self.subject = subject
    self.k = k
    self.others = others
  }

  /// A setting that has the best of the scores seen.
  struct Choice {
    let setting: String
    let value: String
    let tried: Int
  }

  /// From three tried values on; a comparison that shows all of them hides nothing.
  var choices: [Choice] { [clusterCount].compactMap { $0 } + settings }

  private static let fewest = 3

  private var clusterCount: Choice? {
    var best: [Int: Double] = [:]
    for look in looks where look.subject.digest == subject.digest {
      best[look.k] = max(best[look.k] ?? -1, look.adjustedRand)
    }
    guard best.count >= Self.fewest, let own = best[k], best.allSatisfy({ $0.key == k || $0.value < own })
    else {
      return nil
    }
    return Choice(setting: "k", value: "\(k)", tried: best.count)
  }

  /// Training settings, of lineages that differ from this one in nothing else.
  private var settings: [Choice] {
    let shown = Set(others.map(\.digest))
    guard let own = looks.filter({ $0.subject.digest == subject.digest }).map(\.adjustedRand).max() else {
      return []
    }
    var tried: [String: [UInt64: Double]] = [:]
    for look in looks {
      guard let setting = subject.onlyDifference(from: look.subject) else { continue }
      let digest = look.subject.digest
      tried[setting, default: [:]][digest] = max(tried[setting]?[digest] ?? -1, look.adjustedRand)
    }
    return tried.sorted { $0.key < $1.key }.compactMap { setting, scores in
      let isHidden = scores.keys.contains { !shown.contains($0) }
      guard scores.count + 1 >= Self.fewest, isHidden, scores.values.allSatisfy({ $0 < own }) else {
        return nil
      }
      return Choice(setting: setting, value: subject.settings[setting] ?? "default", tried: scores.count + 1)
    }
  }
}
