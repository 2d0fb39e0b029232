import Foundation
import Testing

@testable import Kernel

@Suite struct ConnectionFileTests {
  private static let whole: [String: JSON] = [
    "ip": "127.0.0.1", "transport": "tcp", "key": "secret", "signature_scheme": "hmac-sha256",
    "shell_port": 5001,
    "control_port": 5002, "stdin_port": 5003, "iopub_port": 5004, "hb_port": 5005, "kernel_name": "mvae",
  ]

  private static func file(_ changes: [String: JSON] = [:]) throws -> ConnectionFile {
    try ConnectionFile(json: .object(whole.merging(changes) { $1 }))
  }

  @Test func endpointsOverTCP() throws {
    let file = try Self.file()
    #expect(file.key == "secret")
    #expect(file.endpoint(of: .shell) == "tcp://127.0.0.1:5001")
    #expect(file.endpoint(of: .control) == "tcp://127.0.0.1:5002")
    #expect(file.endpoint(of: .stdin) == "tcp://127.0.0.1:5003")
    #expect(file.endpoint(of: .iopub) == "tcp://127.0.0.1:5004")
    #expect(file.endpoint(of: .heartbeat) == "tcp://127.0.0.1:5005")
  }

  @Test func endpointsOverIPC() throws {
    let file = try Self.file(["transport": "ipc", "ip": "/run/kernel", "shell_port": 1])
    #expect(file.endpoint(of: .shell) == "ipc:///run/kernel-1")
  }

  @Test func whatMayBeLeftOut() throws {
    let file = try ConnectionFile(
      json: .object(Self.whole.filter { !["transport", "key", "signature_scheme"].contains($0.key) }))
    #expect(file.key == "")
    #expect(file.endpoint(of: .shell) == "tcp://127.0.0.1:5001")
  }

  @Test(arguments: ["ip", "shell_port", "control_port", "stdin_port", "iopub_port", "hb_port"])
  func whatMustBeThereIsNamed(_ field: String) {
    #expect(
      performing: { try ConnectionFile(json: .object(Self.whole.filter { $0.key != field })) },
      throws: {
        "\($0)".contains("`\(field)`")
      })
  }

  @Test(
    arguments: [
      ("signature_scheme", "hmac-md5"), ("transport", "pigeon"), ("shell_port", "5001"), ("shell_port", 0),
      ("shell_port", -1), ("shell_port", 70_000), ("shell_port", 1.5), ("ip", ""), ("ip", 5),
    ] as [(String, JSON)])
  func whatCannotBeUsedIsNamed(_ field: String, _ value: JSON) {
    #expect(performing: { try Self.file([field: value]) }, throws: { "\($0)".contains("`\(field)`") })
  }

  @Test(arguments: [nil, "", "not json", "[", "[]", "5"] as [String?])
  func filesThatAreNoneAreRefused(_ content: String?) throws {
    let path = NSTemporaryDirectory() + "connection-\(UUID().uuidString).json"
    defer { try? FileManager.default.removeItem(atPath: path) }
    if let content { try content.write(toFile: path, atomically: true, encoding: .utf8) }
    #expect(throws: ConnectionFile.Problem.self) { try ConnectionFile(path: path) }
  }

  @Test func aFolderIsRefused() {
    #expect(throws: ConnectionFile.Problem.self) { try ConnectionFile(path: NSTemporaryDirectory()) }
  }
}
