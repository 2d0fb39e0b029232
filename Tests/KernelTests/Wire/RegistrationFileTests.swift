import Testing

@testable import Kernel

/// The file and the one message of the handshake (protocol 5.6).
@Suite struct RegistrationFileTests {
  private static let whole: [String: JSON] = [
    "kernel_id": "k7", "transport": "tcp", "registration_ip": "127.0.0.1", "registration_port": 51587,
    "signature_scheme": "hmac-sha256", "key": "secret",
  ]

  private static func file(_ changes: [String: JSON] = [:]) throws -> RegistrationFile {
    try RegistrationFile(json: .object(whole.merging(changes) { $1 }))
  }

  @Test func tellsWhereToGo() throws {
    #expect(RegistrationFile.describes(.object(Self.whole)))
    #expect(!RegistrationFile.describes(["shell_port": 5]))
    let file = try Self.file()
    #expect(file.endpoint == "tcp://127.0.0.1:51587")
    #expect(file.connection.endpoint(of: .shell) == "tcp://127.0.0.1:*")
    #expect(file.connection.key == "secret")
    #expect(try Self.file(["registration_port": "51587"]) == file)
    let local = try Self.file(["transport": "ipc", "registration_ip": "/run/a", "registration_port": 1])
    #expect(local.endpoint == "ipc:///run/a-1")
    #expect(Set(WireChannel.allCases.map(local.connection.endpoint)).count == 5)
  }

  @Test func theMessageIsTheOneOfTheProtocol() throws {
    let file = try Self.file()
    let frames = file.frames(ports: [.shell: 1, .control: 2, .stdin: 3, .iopub: 4, .heartbeat: 5])
    #expect(frames.count == 3 && frames[0] == Array("<IDS|MSG>".utf8))
    #expect(Signer(key: "secret").verifies(frames[1], of: [frames[2]]))
    #expect(
      try JSON(bytes: frames[2]) == [
        "kernel_id": "k7", "shell_port": "1", "control_port": "2", "stdin_port": "3", "iopub_port": "4",
        "hb_port": "5",
      ])
  }

  @Test func onlyASignedReceiptCounts() throws {
    let file = try Self.file()
    let receipt = Array("ACK".utf8)
    let signature = Signer(key: "secret").signature(of: [receipt])
    #expect(file.accepts([MessageCodec.delimiter, signature, receipt]))
    #expect(file.accepts([[7], MessageCodec.delimiter, signature, receipt]))
    #expect(!file.accepts([MessageCodec.delimiter, signature, Array("NAK".utf8)]))
    #expect(!file.accepts([MessageCodec.delimiter, signature]))
    #expect(!file.accepts([signature, receipt]))
    #expect(!file.accepts([]))
  }

  @Test(
    arguments: [
      ("kernel_id", .null), ("registration_ip", ""), ("registration_port", 0), ("registration_port", "x"),
      ("transport", "pigeon"), ("signature_scheme", "none"), ("curve_publickey", "short"),
    ] as [(String, JSON)])
  func whatCannotBeUsedIsNamed(_ field: String, _ value: JSON) {
    #expect(performing: { try Self.file([field: value]) }, throws: { "\($0)".contains("`\(field)`") })
  }
}
