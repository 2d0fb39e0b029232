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
  private let ports: [WireChannel: Int]

  init(path: String) throws(Problem) {
    guard let data = try? Data(contentsOf: URL(filePath: path)) else { throw .missing(path) }
    guard let json = try? JSON(bytes: Array(data))
    else {
      throw .unreadable(path)
    }
    try self.init(json: json)
  }

  init(json: JSON) throws(Problem) {
    guard let address = json["ip"]?.string, !address.isEmpty else { throw .incomplete("ip") }
    let scheme = json["signature_scheme"]?.string ?? "hmac-sha256"
    guard scheme == "hmac-sha256" else { throw .incomplete("signature_scheme") }
    let transport = json["transport"]?.string ?? "tcp"
    guard transport == "tcp" || transport == "ipc" else { throw .incomplete("transport") }
    self.address = address
    self.transport = transport
    key = json["key"]?.string ?? ""
    ports = [
      .shell: try Self.port("shell_port", in: json), .control: try Self.port("control_port", in: json),
      .stdin: try Self.port("stdin_port", in: json), .iopub: try Self.port("iopub_port", in: json),
      .heartbeat: try Self.port("hb_port", in: json),
    ]
  }

  /// `tcp://127.0.0.1:5001`, or `ipc://path-1`.
  func endpoint(of channel: WireChannel) -> String {
    "\(transport)://\(address)\(transport == "tcp" ? ":" : "-")\(ports[channel] ?? 0)"
  }

  private static func port(_ name: String, in json: JSON) throws(Problem) -> Int {
    guard let port = json[name]?.integer, (1...65535).contains(port) else { throw .incomplete(name) }
    return port
  }
}
