/// The names by which the rows of a table may mean a track: relative path, the same without extension, file
/// name, stem, and the stem's number without leading zeros, tried in this order.
struct TrackKeys {
  private static let ambiguous = -1

  /// A dictionary for each kind of name; a name that several tracks bear is marked, except for whole paths.
  private var tables: [[String: Int]] = Array(repeating: [:], count: 5)

  init(relativePaths: [String]) {
    for (index, path) in relativePaths.enumerated() {
      for (kind, name) in Self.names(of: path).enumerated() {
        guard let name else { continue }
        tables[kind][name] = tables[kind][name] == nil ? index : Self.ambiguous
      }
    }
  }

  /// The track that `value` means, `nil` for none or several.
  func track(for value: String) -> Int? {
    var text = LabelValues.trim(value).replacing("\\", with: "/")
    while text.hasPrefix("./") { text.removeFirst(2) }
    if text.isEmpty { return nil }
    for table in tables {
      if let index = table[text] { return index == Self.ambiguous ? nil : index }
    }
    if let number = Self.number(text), let index = tables[4][number] {
      return index == Self.ambiguous ? nil : index
    }
    return trackByLastPart(text)
  }

  /// A path from elsewhere ("audio/000/000002.mp3") means the file of that name.
  private func trackByLastPart(_ text: String) -> Int? {
    let parts = text.split(separator: "/")
    let names = Self.names(of: String(parts.last ?? ""))
    for start in parts.indices.dropFirst() {
      let suffix = parts[start...].joined(separator: "/")
      if let index = tables[0][suffix] { return index }
    }
    for kind in [2, 3] {
      if let name = names[kind], let index = tables[kind][name] {
        return index == Self.ambiguous ? nil : index
      }
    }
    return nil
  }

  private static func names(of path: String) -> [String?] {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let stem = stem(of: name)
    let whole = String(path.dropLast(name.count - stem.count))
    return [path, whole, name, stem, number(stem)]
  }

  /// A file name without its extension.
  static func stem(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }

  /// Digits without leading zeros.
  private static func number(_ text: String) -> String? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    let kept = text.drop { $0 == "0" }
    return kept.isEmpty ? "0" : String(kept)
  }
}
