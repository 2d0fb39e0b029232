/// A channel of names as codes: the distinct names in natural order, noise and missing labels apart.
public struct CategoryColumn: Sendable, Equatable {
  /// Distinct names without noise, in natural order.
  public let names: [String]
  /// One a row: a position in `names`, or `noise`, or `unlabelled`.
  public let codes: [Int]
  /// How many rows each name has.
  public let counts: [Int]
  public let noiseCount: Int
  public let unlabelledCount: Int

  public static let noise = -1
  public static let unlabelled = -2

  /// "-1" and "noise" are what clusterings call noise; nothing and blank text are unlabelled.
  public init(_ labels: [String?]) {
    var seen: [String: Int] = [:]
    var found: [String] = []
    let first = labels.map { label -> Int in
      guard let label, label.contains(where: { !$0.isWhitespace }) else { return Self.unlabelled }
      if let code = seen[label] { return code }
      let code = label == "-1" || label == "noise" ? Self.noise : found.count
      if code >= 0 { found.append(label) }
      seen[label] = code
      return code
    }
    let order = found.indices.sorted { NaturalOrder.precedes(found[$0], found[$1]) }
    var rank = [Int](repeating: 0, count: found.count)
    for (position, code) in order.enumerated() { rank[code] = position }
    var tally = [Int](repeating: 0, count: found.count + 2)
    codes = first.map { code in
      let final = code >= 0 ? rank[code] : code
      tally[final + 2] += 1
      return final
    }
    names = order.map { found[$0] }
    counts = Array(tally.dropFirst(2))
    (unlabelledCount, noiseCount) = (tally[0], tally[1])
  }
}
