/// Turns the text of a table's column into labels.
enum LabelValues {
  /// Numbers when every value present is one, else text; empty text is missing.
  ///
  /// Codes with leading zeros ("007") stay text. Where all else is a number, NaN, NA, null and None are
  /// missing.
  static func typed(_ values: [String?]) -> [LabelValue?] {
    let trimmed = values.map { $0.map(trim).flatMap { $0.isEmpty ? nil : $0 } }
    var numbers: [Double?] = []
    numbers.reserveCapacity(trimmed.count)
    for value in trimmed {
      guard let value else {
        numbers.append(nil)
        continue
      }
      if missing.contains(value.lowercased()) {
        numbers.append(nil)
      } else if let number = number(value) {
        numbers.append(number)
      } else {
        return trimmed.map { $0.map { .text($0) } }
      }
    }
    guard numbers.contains(where: { $0 != nil }) else { return trimmed.map { $0.map { .text($0) } } }
    return numbers.map { $0.map { .number($0) } }
  }

  /// A decimal number; no hexadecimal, no infinity, no leading zeros.
  static func number(_ text: String) -> Double? {
    let digits = text.utf8
    let isPlain = digits.allSatisfy { byte in
      (48...57).contains(byte) || [43, 45, 46, 69, 101].contains(byte)
    }
    guard isPlain, let value = Double(text), value.isFinite else { return nil }
    let whole = digits.drop { $0 == 43 || $0 == 45 }.prefix { (48...57).contains($0) }
    return whole.count > 1 && whole.first == 48 ? nil : value
  }

  static func trim(_ text: String) -> String {
    guard let first = text.utf8.first, let last = text.utf8.last, first <= 32 || last <= 32 else {
      return text
    }
    let kept = text.drop { $0.isWhitespace }
    guard let end = kept.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(kept[...end])
  }

  private static let missing: Set<String> = ["nan", "na", "n/a", "null", "none"]

  /// The column that colours and scores default to: a known name, else the text column with the fewest
  /// values, at least 2 and at most 32.
  static func primary(names: [String], values: (String) -> [LabelValue?]) -> String? {
    for known in ["genre", "style", "label", "class", "category", "mood"] {
      if let name = names.first(where: { $0.lowercased() == known }) { return name }
    }
    var best: (name: String, count: Int)?
    for name in names {
      let present = values(name).compactMap { $0 }
      guard present.allSatisfy({ if case .text = $0 { true } else { false } }) else { continue }
      let count = Set(present).count
      if (2...32).contains(count), count < present.count, count < best?.count ?? .max { best = (name, count) }
    }
    return best?.name
  }
}
