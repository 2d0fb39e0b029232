import CSodium

/// Signs messages with HMAC-SHA256 over their JSON frames, as hexadecimal digits; an empty key signs nothing.
struct Signer: Sendable {
  private let key: [UInt8]

  init(key: String) { self.key = Array(key.utf8) }

  var isKeyed: Bool { !key.isEmpty }

  func signature(of frames: some Sequence<[UInt8]>) -> [UInt8] {
    guard !key.isEmpty else { return [] }
    var state = crypto_auth_hmacsha256_state()
    crypto_auth_hmacsha256_init(&state, key, key.count)
    for frame in frames { crypto_auth_hmacsha256_update(&state, frame, UInt64(frame.count)) }
    var digest = [UInt8](repeating: 0, count: Int(crypto_auth_hmacsha256_BYTES))
    crypto_auth_hmacsha256_final(&state, &digest)
    return digest.flatMap { [Self.digits[Int($0 >> 4)], Self.digits[Int($0 & 15)]] }
  }

  /// Compared in constant time, so that the time taken tells nothing.
  func verifies(_ signature: [UInt8], of frames: some Sequence<[UInt8]>) -> Bool {
    guard !key.isEmpty else { return true }
    let expected = self.signature(of: frames)
    return expected.count == signature.count && sodium_memcmp(expected, signature, expected.count) == 0
  }

  private static let digits = Array("0123456789abcdef".utf8)
}
