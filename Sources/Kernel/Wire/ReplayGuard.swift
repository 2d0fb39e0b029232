/// Remembers the signatures of the last requests, so that a message that someone recorded never runs again.
struct ReplayGuard {
  /// As many as other kernels keep; older ones are forgotten.
  static let capacity = 1 << 16

  private struct Digest: Hashable {
    let first: UInt64
    let second: UInt64

    /// Half of a signature's hexadecimal digits tell it from all others.
    init(_ signature: [UInt8]) {
      first = Self.number(signature.prefix(16))
      second = Self.number(signature.dropFirst(16).prefix(16))
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> UInt64 {
      digits.reduce(0) { $0 << 4 | UInt64($1 & 15) &+ ($1 > 57 ? 9 : 0) }
    }
  }

  private var seen: Set<Digest> = []
  /// In the order of arrival, the oldest at `next` once it is full.
  private var order: [Digest] = []
  private var next = 0

  /// False when a message with this signature came before; an unsigned message always may.
  mutating func admits(_ signature: [UInt8]) -> Bool {
    guard !signature.isEmpty else { return true }
    let digest = Digest(signature)
    guard seen.insert(digest).inserted else { return false }
    if order.count < Self.capacity {
      order.append(digest)
    } else {
      seen.remove(order[next])
      order[next] = digest
      next = (next + 1) % Self.capacity
    }
    return true
  }
}
