/// One posterior of each row of a batch: which modalities it is of, and what it counts in the loss.
struct FusionTerm {
  /// Empty where the row has no such term.
  let visible: [ModalitySet]
  let weights: [Float]

  /// The terms of training for rows that have the modalities `present`.
  static func training(_ fusion: Fusion, present: [ModalitySet]) -> [FusionTerm] {
    switch fusion {
    case .concat, .poe: return [using(present)]
    case .mope, .mopoe:
      let own = present.map { fusion.subsets(of: $0) }
      let all = Set(own.joined()).sorted { ($0.size, $0.rawValue) < ($1.size, $1.rawValue) }
      return all.map { subset in
        let has = own.map { $0.contains(subset) }
        return FusionTerm(
          visible: has.map { $0 ? subset : [] },
          weights: zip(has, own).map { $0 ? 1 / Float($1.count) : 0 })
      }
    }
  }

  /// The posterior of `visible`, each row counting 1.
  static func using(_ visible: [ModalitySet]) -> FusionTerm {
    FusionTerm(visible: visible, weights: visible.map { $0.isEmpty ? 0 : 1 })
  }

  /// 1 where `modality` is seen.
  func shown(_ modality: Int) -> [Float] { visible.map { $0.has(modality) ? 1 : 0 } }
}

extension [ModalitySet] {
  /// Hides one modality of each row that has several with probability `rate`; the same `key` hides the same.
  func hiding(rate: Double, key: UInt64) -> [ModalitySet] {
    guard rate > 0 else { return self }
    var random = RandomSource(seed: key)
    return map { present in
      let (chance, choice) = (random.uniform(in: 0..<1), random.integer(below: Swift.max(1, present.size)))
      guard present.size > 1, chance < rate else { return present }
      return present.subtracting(ModalitySet([present.members[choice]]))
    }
  }
}
