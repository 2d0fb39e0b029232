import Testing

@testable import Kernel

@Suite struct CurveKeysTests {
  /// The test keys of ZeroMQ RFC 26.
  private static let publicKey = "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID"
  private static let secretKey = "D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs"

  @Test func areReadWhenBothAreThere() throws {
    let keys = try CurveKeys.read(
      ["curve_publickey": .string(Self.publicKey), "curve_secretkey": .string(Self.secretKey)])
    #expect(keys == CurveKeys(publicKey: Self.publicKey, secretKey: Self.secretKey))
    #expect(try CurveKeys.read(["key": "x"]) == nil)
    #expect(try CurveKeys.read(["curve_publickey": .null, "curve_secretkey": .null]) == nil)
  }

  /// Half a pair must not mean that everything runs in the clear.
  @Test(arguments: [
    [publicKey, nil], [nil, secretKey], [publicKey, ""], [publicKey, "short"],
    [publicKey, String(secretKey.dropLast()) + "~"], [publicKey, String(repeating: "é", count: 20)],
  ])
  func halfAPairIsRefused(_ keys: [String?]) {
    let json: JSON = [
      "curve_publickey": keys[0].map { .string($0) } ?? .null,
      "curve_secretkey": keys[1].map { .string($0) } ?? .null,
    ]
    #expect(throws: ConnectionFile.Problem.self) { try CurveKeys.read(json) }
  }
}
