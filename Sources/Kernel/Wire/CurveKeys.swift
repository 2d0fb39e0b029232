/// The key pair by which a front end and its kernel encrypt their sockets (CurveZMQ), as Z85 text.
struct CurveKeys: Sendable, Equatable {
  let publicKey: String
  let secretKey: String

  /// `nil` when there are none; throws when one is missing or is no key, so that nothing runs in the clear by mistake.
  static func read(_ json: JSON) throws(ConnectionFile.Problem) -> CurveKeys? {
    let names = ["curve_publickey", "curve_secretkey"]
    guard names.contains(where: { json[$0].map { $0 != .null } ?? false }) else { return nil }
    var keys: [String] = []
    for name in names {
      guard let key = json[name]?.string, isKey(key) else { throw .incomplete(name) }
      keys.append(key)
    }
    return CurveKeys(publicKey: keys[0], secretKey: keys[1])
  }

  /// 40 signs of Z85 for 32 bytes (ZeroMQ RFC 32).
  private static func isKey(_ text: String) -> Bool {
    text.utf8.count == 40 && text.utf8.allSatisfy(signs.contains)
  }

  private static let signs = Set(
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#".utf8)
}
