/// Where a kernel that chooses its ports itself tells them (the handshake of protocol 5.6).
struct RegistrationFile: Sendable, Equatable {
  let kernelID: String
  let transport: String
  let address: String
  let port: Int
  /// The kernel's own side: the same key, ports of the system's choice.
  let connection: ConnectionFile
  private let signer: Signer

  static func == (left: RegistrationFile, right: RegistrationFile) -> Bool {
    left.kernelID == right.kernelID && left.endpoint == right.endpoint && left.connection == right.connection
  }

  /// Whether a file that a front end wrote is of this kind.
  static func describes(_ json: JSON) -> Bool { json["registration_port"] != nil }

  init(json: JSON) throws(ConnectionFile.Problem) {
    guard let address = json["registration_ip"]?.string, !address.isEmpty else {
      throw .incomplete("registration_ip")
    }
    guard let id = json["kernel_id"]?.string else { throw .incomplete("kernel_id") }
    let written = json["registration_port"]
    guard let port = written?.integer ?? written?.string.flatMap({ Int($0) }), (1...65535).contains(port)
    else { throw .incomplete("registration_port") }
    self.address = address
    self.port = port
    kernelID = id
    transport = try ConnectionFile.transport(json)
    let key = try ConnectionFile.key(json)
    signer = Signer(key: key)
    connection = ConnectionFile(
      transport: transport,
      address: transport == "tcp" ? json["ip"]?.string ?? "127.0.0.1" : "\(address)-\(id)",
      key: key, curve: try CurveKeys.read(json))
  }

  var endpoint: String { "\(transport)://\(address)\(transport == "tcp" ? ":" : "-")\(port)" }

  /// The one message of the handshake: a delimiter, a signature and the ports.
  func frames(ports: [WireChannel: Int]) -> [[UInt8]] {
    var content: [String: JSON] = ["kernel_id": .string(kernelID)]
    for (channel, port) in ports { content[channel.portName] = .string(String(port)) }
    let bytes = JSON.object(content).bytes
    return [MessageCodec.delimiter, signer.signature(of: [bytes]), bytes]
  }

  /// Whether an answer is a receipt that the holder of the key signed.
  func accepts(_ answer: [[UInt8]]) -> Bool {
    guard let mark = answer.firstIndex(of: MessageCodec.delimiter), answer.count >= mark + 3 else {
      return false
    }
    return signer.verifies(answer[mark + 1], of: [answer[mark + 2]])
  }
}
