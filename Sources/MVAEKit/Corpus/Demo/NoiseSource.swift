/// White noise in (-1, 1) by xorshift32 (Marsaglia 2003): fast enough to be drawn a sample at a time.
struct NoiseSource: Sendable {
  private var state: UInt32

  init(_ random: inout RandomSource) {
    state = UInt32(truncatingIfNeeded: random.next()) | 1
  }

  mutating func next() -> Float {
    state ^= state << 13
    state ^= state >> 17
    state ^= state << 5
    return Float(Int32(bitPattern: state)) * 0x1p-31
  }
}
