/// How a value came to be: the operation, its settings, and what it was made from, back to the data.
///
/// What an audit reads: it never has to trust a name.
public final class Lineage: Sendable {
  /// "train basic", "extract mfcc", "load demo".
  public let operation: String
  /// Settings as words, by their label.
  public let settings: [String: String]
  public let inputs: [Lineage]
  /// Label columns that were given to what it made; not those that a result was only scored against.
  public let labelsRead: Set<String>
  /// How much of the labels the texts that it read hold, by label column.
  public let texts: [TextEvidence]
  /// Equal for values that were made in the same way from the same data.
  public let digest: UInt64

  public init(
    operation: String, settings: [String: String] = [:], inputs: [Lineage] = [],
    labelsRead: Set<String> = [], texts: [TextEvidence] = []
  ) {
    self.operation = operation
    self.settings = settings
    self.inputs = inputs
    self.labelsRead = labelsRead
    self.texts = texts
    let words =
      [operation] + settings.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
      + inputs.map { String($0.digest) }
    digest = Self.hash(words)
  }

  /// It and all that it was made from, each once.
  public var ancestry: [Lineage] {
    var found: [Lineage] = []
    var seen: Set<UInt64> = []
    var open = [self]
    while let next = open.popLast() {
      guard seen.insert(next.digest).inserted else { continue }
      found.append(next)
      open += next.inputs
    }
    return found
  }

  /// The one setting in which it differs from `other`, made from the same data by the same operation; `nil` when it is
  /// the same, or differs in more.
  public func onlyDifference(from other: Lineage) -> String? {
    guard operation == other.operation, inputs.map(\.digest) == other.inputs.map(\.digest) else { return nil }
    let names = Set(settings.keys).union(other.settings.keys).filter { settings[$0] != other.settings[$0] }
    return names.count == 1 ? names.first : nil
  }

  /// FNV-1a over the words, each ended by a zero.
  private static func hash(_ words: [String]) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for word in words {
      for byte in Array(word.utf8) + [0] {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
      }
    }
    return hash
  }
}

/// A score against labels that was computed and shown: whoever has seen it may have chosen by it.
public struct LabelLook: Sendable {
  /// What was clustered.
  public let subject: Lineage
  public let k: Int
  /// The label column.
  public let label: String
  public let adjustedRand: Double

  public init(subject: Lineage, k: Int, label: String, adjustedRand: Double) {
    self.subject = subject
    self.k = k
    self.label = label
    self.adjustedRand = adjustedRand
  }
}

/// How often tracks' texts hold the words of their own label.
public struct TextEvidence: Sendable, Equatable {
  /// The label column.
  public let label: String
  /// Tracks with a text and a label.
  public let tracks: Int
  /// The share of them whose text has the words of their label.
  public let ownShare: Double
  /// The mean share of them whose text has the words of another label.
  public let otherShare: Double

  public init(label: String, tracks: Int, ownShare: Double, otherShare: Double) {
    self.label = label
    self.tracks = tracks
    self.ownShare = ownShare
    self.otherShare = otherShare
  }

  /// Of one column; whole words, in any case, of 5000 texts at most, evenly chosen. `nil` without a text that has a label,
  /// or with one label only.
  ///
  /// - Parameters:
  ///   - texts: one a track, `nil` = none.
  ///   - labels: one a track, `nil` = missing.
  public init?(label: String, texts: [String?], labels: [String?]) {
    let known = texts.indices.filter { texts[$0] != nil && labels[$0] != nil }
    let classes = Set(labels.compactMap { $0 }).sorted()
    guard (2...500).contains(classes.count), !known.isEmpty else { return nil }
    let wanted = classes.map(Self.words)
    let step = max(1, known.count / 5000)
    var (tracks, own, other) = (0, 0, 0)
    for row in stride(from: 0, to: known.count, by: step).map({ known[$0] }) {
      let words = Self.words(texts[row] ?? "")
      let (set, line) = (Set(words), " " + words.joined(separator: " ") + " ")
      let held = classes.indices.filter { index in
        guard let first = wanted[index].first, set.contains(first) else { return false }
        return wanted[index].count == 1 || line.contains(" \(wanted[index].joined(separator: " ")) ")
      }
      let isOwn = held.contains { classes[$0] == labels[row] }
      tracks += 1
      own += isOwn ? 1 : 0
      other += held.count - (isOwn ? 1 : 0)
    }
    self.init(
      label: label, tracks: tracks, ownShare: Double(own) / Double(tracks),
      otherShare: Double(other) / Double(tracks * (classes.count - 1)))
  }

  private static func words(_ text: String) -> [Substring] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }
  }
}
