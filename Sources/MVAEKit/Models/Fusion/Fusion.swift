/// How the encoders of several modalities make one posterior q(z|x), and what training averages over.
public enum Fusion: String, Sendable, CaseIterable, Codable {
  /// The codes side by side before common heads, a missing one 0 and told by a bit of its own.
  case concat
  /// The product of the modalities' posteriors and the prior (Wu & Goodman 2018): one term, that of all that is there.
  case poe
  /// A mixture of the modalities' own posteriors, each of which decodes all (Shi et al. 2019): a term a modality.
  case mope
  /// A mixture of the products of every subset (Sutter, Daunhawer & Vogt 2021): a term a subset.
  case mopoe

  /// "concatenated codes".
  public var words: String {
    switch self {
    case .concat: "concatenated codes"
    case .poe: "a product of experts"
    case .mope: "a mixture of experts"
    case .mopoe: "a mixture of products of experts"
    }
  }

  /// Whether each modality has a posterior of its own.
  var hasExperts: Bool { self != .concat }

  /// The subsets that training encodes of a row with the modalities `present`.
  func subsets(of present: ModalitySet) -> [ModalitySet] {
    switch self {
    case .concat, .poe: present.isEmpty ? [] : [present]
    case .mope: present.members.map { ModalitySet([$0]) }
    case .mopoe: present.subsets
    }
  }

  /// Whether the prior N(0, 1) is one more expert of a product of `count`: Wu & Goodman's has it always, the products in
  /// a mixture where there is more than one expert, so that a modality alone is its own posterior.
  func hasPrior(experts count: Int) -> Bool { self == .poe || count > 1 }
}

/// Some of a model's modalities, by their positions.
public struct ModalitySet: OptionSet, Sendable, Hashable {
  public let rawValue: Int

  public init(rawValue: Int) { self.rawValue = rawValue }

  public init(_ members: some Sequence<Int>) {
    self.init(rawValue: members.reduce(0) { $0 | 1 << $1 })
  }

  /// The first `count`.
  public static func all(_ count: Int) -> ModalitySet { ModalitySet(0..<count) }

  public func has(_ modality: Int) -> Bool { rawValue & 1 << modality != 0 }

  /// Ascending.
  public var members: [Int] { (0..<rawValue.bitWidth - 1).filter(has) }

  public var size: Int { rawValue.nonzeroBitCount }

  /// Every subset but the empty one: smaller ones first.
  var subsets: [ModalitySet] {
    guard rawValue > 0 else { return [] }
    return (1...rawValue).filter { $0 & ~rawValue == 0 }.map(ModalitySet.init(rawValue:)).sorted {
      ($0.size, $0.rawValue) < ($1.size, $1.rawValue)
    }
  }
}
