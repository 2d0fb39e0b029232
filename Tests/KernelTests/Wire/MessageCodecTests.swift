import Testing

@testable import Kernel

@Suite struct MessageCodecTests {
  private static let key = "a0436f6c-1916"
  private static let codec = MessageCodec(session: "ours", key: key)
  private static let delimiter = Array("<IDS|MSG>".utf8)

  /// The frames of a client, written with blanks that no writer of ours would make.
  private static func frames(
    header: String = "{\"msg_id\": \"m1\",  \"msg_type\": \"execute_request\", \"session\": \"s\", \"x\": 1}",
    content: String = "{\"code\": \"print 1\"}", key: String = key
  ) -> [[UInt8]] {
    let parts = [header, "{}", "{}", content].map { Array($0.utf8) }
    return [[1, 2, 3], [0xFF]] + [delimiter, Signer(key: key).signature(of: parts)] + parts
  }

  @Test func readsARequestAsItCame() throws {
    let frames = Self.frames()
    let request = try Self.codec.request(from: frames + [[9, 9], []], on: .shell)
    #expect(request.identities == [[1, 2, 3], [0xFF]])
    #expect(request.headerBytes == frames[4])
    #expect(request.type == "execute_request")
    #expect(request.messageID == "m1")
    #expect(request.session == "s")
    #expect(request.content["code"] == "print 1")
    #expect(request.channel == .shell)
  }

  /// RFC 4231, test case 2: the signature is that of the world's HMAC-SHA256.
  @Test func signsAsTheStandardSays() {
    let signature = Signer(key: "Jefe").signature(of: [
      Array("what do ya want ".utf8), Array("for nothing?".utf8),
    ])
    #expect(
      String(decoding: signature, as: UTF8.self)
        == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
  }

  @Test func whatItWritesItReads() throws {
    let parent = Array("{ \"msg_id\" : \"m1\" }".utf8)
    let message = OutgoingMessage(
      type: "stream", content: ["text": "é🎵", "nan": .number(.nan)], metadata: ["a": 1], parent: parent,
      identities: [[7]], buffers: [[1, 2], []])
    let frames = Self.codec.frames(for: message)
    #expect(frames.count == 1 + 1 + 1 + 4 + 2)
    #expect(frames[4] == parent)
    #expect(Array(frames[7...]) == [[1, 2], []])
    let read = try Self.codec.request(from: frames, on: .iopub)
    #expect(read.type == "stream")
    #expect(read.content == ["text": "é🎵", "nan": .null])
    let header = try JSON(bytes: frames[3])
    #expect(header["version"]?.string == "5.6")
    #expect(header["session"]?.string == "ours")
    let date = try #require(header["date"]?.string)
    #expect(date.hasSuffix("Z") && date.contains("T"))
  }

  @Test func withoutAParentThereIsAnEmptyObject() {
    let frames = Self.codec.frames(for: OutgoingMessage(type: "status", content: [:]))
    #expect(frames[3] == Array("{}".utf8))
  }

  @Test func everyMessageHasItsOwnID() throws {
    let ids = try (0..<1000).map { _ in
      try Self.codec.request(
        from: Self.codec.frames(for: OutgoingMessage(type: "a", content: [:])), on: .shell
      )
      .messageID
    }
    #expect(Set(ids).count == 1000)
  }

  @Test func aForeignSignatureIsRefused() {
    let empty = Self.frames().enumerated().map { $0.offset == 3 ? [] : $0.element }
    for frames in [Self.frames(key: "other"), empty] {
      #expect(throws: MessageCodec.Rejection.wrongSignature) {
        try Self.codec.request(from: frames, on: .shell)
      }
    }
  }

  @Test(arguments: 0..<4)
  func aChangeInAnySignedFrameIsRefused(_ part: Int) {
    var frames = Self.frames()
    frames[4 + part].append(UInt8(ascii: " "))
    #expect(throws: MessageCodec.Rejection.wrongSignature) {
      try Self.codec.request(from: frames, on: .shell)
    }
  }

  @Test func withoutAKeyNothingIsSigned() throws {
    let open = MessageCodec(session: "ours", key: "")
    #expect(open.frames(for: OutgoingMessage(type: "a", content: [:]))[1] == [])
    #expect(try open.request(from: Self.frames(key: "whatever"), on: .shell).type == "execute_request")
  }

  @Test(arguments: 0..<8)
  func truncatedFramesAreRefused(_ count: Int) {
    let frames = Array(Self.frames().prefix(count))
    let expected: MessageCodec.Rejection = count < 3 ? .noDelimiter : .truncated
    #expect(throws: expected) { try Self.codec.request(from: frames, on: .shell) }
  }

  @Test(
    arguments: [
      ("not json", "{}", "header"), ("{}", "{}", "header"), ("[]", "{}", "header"), ("null", "{}", "header"),
      ("{\"msg_id\": 5, \"msg_type\": \"a\"}", "{}", "header"),
      ("{\"msg_id\": \"5\", \"msg_type\": null}", "{}", "header"),
      ("{\"msg_id\": \"5\", \"msg_type\": \"a\"}", "[]", "content"),
      ("{\"msg_id\": \"5\", \"msg_type\": \"a\"}", "", "content"),
      ("{\"msg_id\": \"5\", \"msg_type\": \"a\"}", "{\"a\": [[[", "content"),
    ] as [(String, String, String)])
  func malformedJSONIsRefused(_ header: String, _ content: String, _ part: String) {
    let frames = Self.frames(header: header, content: content)
    #expect(throws: MessageCodec.Rejection.malformed(part)) {
      try Self.codec.request(from: frames, on: .shell)
    }
  }
}
