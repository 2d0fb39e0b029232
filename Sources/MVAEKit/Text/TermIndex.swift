/// Numbers terms, as UTF-8 bytes, in the order of their first appearance.
///
/// Swift's strings are equal when they are canonically equivalent; a vocabulary that others share tells apart
/// whatever has other code points. Bytes also sort as code points do.
struct TermIndex: Sendable, Equatable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var hashes: [UInt64] = []
  /// Term + 1 by hash, 0 for none; a power of two long and at most half full.
  private var slots = [Int32](repeating: 0, count: 64)

  init() {}

  /// `nil` when a term appears twice.
  init?(_ terms: [String]) {
    for term in terms {
      let count = self.count
      var term = term
      guard term.withUTF8({ insert($0) }) == count else { return nil }
    }
  }

  var count: Int { ends.count }

  /// The number of `term`, which is added when it is new.
  mutating func insert(_ term: UnsafeBufferPointer<UInt8>) -> Int {
    let hash = Self.hash(term)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if hashes[number] == hash, equals(number, term) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(truncatingIfNeeded: count + 1)
    bytes.append(contentsOf: term)
    ends.append(bytes.count)
    hashes.append(hash)
    if 2 * count > slots.count { grow() }
    return count - 1
  }

  /// The number of `term`, `nil` when it was never added.
  func find(_ term: UnsafeBufferPointer<UInt8>) -> Int? {
    let hash = Self.hash(term)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if hashes[number] == hash, equals(number, term) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  func string(_ number: Int) -> String { String(decoding: bytes[range(number)], as: UTF8.self) }

  func withBytes<Result>(_ number: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range(number)])) }
  }

  /// Whether term `first` comes before term `second` in the order of their code points.
  func precedes(_ first: Int, _ second: Int) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      bytes[range(first)].lexicographicallyPrecedes(bytes[range(second)])
    }
  }

  private func range(_ number: Int) -> Range<Int> {
    (number == 0 ? 0 : ends[number - 1])..<ends[number]
  }

  private func equals(_ number: Int, _ term: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = range(number)
    guard range.count == term.count else { return false }
    var place = range.lowerBound
    for byte in term {
      if bytes[place] != byte { return false }
      place += 1
    }
    return true
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: 2 * slots.count)
    for (number, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(truncatingIfNeeded: number + 1)
    }
  }

  /// FNV-1a (Fowler, Noll & Vo), with its high bits folded into the low ones that choose a slot.
  private static func hash(_ term: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in term { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash ^ hash >> 29
  }
}
