import FoundationEssentials

/// Where a front end expects the kernel: addresses, ports and the signing key.
struct ConnectionFile: Sendable, Equatable {
  enum Problem: Error, CustomStringConvertible {
    case missing(String)
    case unreadable(String)
    case incomplete(String)

    var description: String {
      switch self {
      case .missing(let path): "there is no connection file \(path)"
      case .unreadable(let path): "the connection file \(path) can't be read as JSON"
      case .incomplete(let field): "the connection file has no usable `\(field)`"
      }
    }
  }

  let transport: String
  let address: String
  let key: String
  /// `nil` when the sockets are not encrypted.
  let curve: CurveKeys?
  /// 0 where the system is to choose.
  private let ports: [WireChannel: Int]

  init(path: String) throws(Problem) { try self.init(json: Self.json(path: path)) }

  init(json: JSON) throws(Problem) {
    guard let address = json["ip"]?.string, !address.isEmpty else { throw .incomplete("ip") }
    self.address = address
    transport = try Self.transport(json)
    key = try Self.key(json)
    curve = try CurveKeys.read(json)
    var ports: [WireChannel: Int] = [:]
    for channel in WireChannel.allCases { ports[channel] = try Self.port(channel.portName, in: json) }
    self.ports = ports
  }

  /// For a kernel that chooses its ports itself.
  init(transport: String, address: String, key: String, curve: CurveKeys?) {
    self.transport = transport
    self.address = address
    self.key = key
    self.curve = curve
    ports = [:]
  }

  /// `tcp://127.0.0.1:5001`, or `ipc://path-1`.
  func endpoint(of channel: WireChannel) -> String {
    let port = ports[channel] ?? 0
    return transport == "tcp"
      ? "tcp://\(address):\(port == 0 ? "*" : String(port))"
      : "ipc://\(address)-\(port == 0 ? channel.ownPort : port)"
  }

  // MARK: What both kinds of file have

  static func json(path: String) throws(Problem) -> JSON {
    guard let data = try? Data(contentsOf: URL(filePath: path)) else { throw .missing(path) }
    guard let json = try? JSON(bytes: Array(data)) else { throw .unreadable(path) }
    return json
  }

  static func key(_ json: JSON) throws(Problem) -> String {
    guard json["signature_scheme"]?.string ?? "hmac-sha256" == "hmac-sha256" else {
      throw .incomplete("signature_scheme")
    }
    return json["key"]?.string ?? ""
  }

  static func transport(_ json: JSON) throws(Problem) -> String {
    let transport = json["transport"]?.string ?? "tcp"
    guard transport == "tcp" || transport == "ipc" else { throw .incomplete("transport") }
    return transport
  }

  private static func port(_ name: String, in json: JSON) throws(Problem) -> Int {
    guard let port = json[name]?.integer, (1...65535).contains(port) else { throw .incomplete(name) }
    return port
  }
}
