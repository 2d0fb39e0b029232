extension Workspace {
  /// The value of a name, or of its members and items, as far as it is known without running anything.
  func knownValue(of expression: Expression) -> Value? {
    switch expression {
    case .name(let name): value(of: name.name)
    case .member(let base, let name, _): knownValue(of: base)?.member(name.name)
    case .index(let base, let index, _): knownValue(of: base).flatMap { Self.item(index, of: $0) }
    case .group(let inner, _): knownValue(of: inner)
    case .list(let elements, _): .list(elements.compactMap(knownValue))
    default: nil
    }
  }

  /// One item where the text names it; a part of a value has the members and columns of the whole.
  private static func item(_ index: Expression, of value: Value) -> Value? {
    switch index {
    case .number(let number, _):
      guard let position = Int(exactly: number), let count = value.itemCount else { return nil }
      let place = position < 0 ? position &+ count : position
      return (0..<count).contains(place) ? value.item(at: place) : nil
    case .string(let name, _, _): return value.item(named: name)
    case .range, .list: return value.itemCount == nil ? nil : value
    default: return nil
    }
  }
}
