/// A ``Buffer`` that nobody writes any more, so that threads may share it without a copy.
struct FrozenValues: @unchecked Sendable {
  private let buffer: Buffer

  /// `buffer` must not be written from here on.
  init(_ buffer: Buffer) { self.buffer = buffer }

  var count: Int { buffer.count }

  /// The values, to go on with.
  func copy() -> Buffer {
    let copy = Buffer(count: buffer.count)
    copy.base.update(from: buffer.base, count: buffer.count)
    return copy
  }
}
