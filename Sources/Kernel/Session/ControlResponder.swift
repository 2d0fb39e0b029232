/// Answers at once, on the I/O thread, what takes no time and must never wait.
struct ControlResponder {
  let info: JSON
  let ports: [WireChannel: Int]
  private let usage = ProcessUsage()

  init(info: JSON, ports: [WireChannel: Int]) {
    self.info = info
    self.ports = ports
  }

  /// `nil` for what somebody else answers.
  func answer(_ request: Request) -> JSON? {
    switch request.type {
    case "kernel_info_request" where request.channel == .control: info
    case "connect_request": connection
    case "usage_request": usage.content
    case "debug_request" where request.channel == .control: debugRefusal(request.content)
    default: nil
    }
  }

  /// Long out of use, and cheap.
  private var connection: JSON {
    var content: [String: JSON] = ["status": "ok"]
    for (channel, port) in ports { content[channel.portName] = .integer(port) }
    return .object(content)
  }

  /// The protocol of debuggers knows how to say no; `kernel_info` does not offer one.
  private func debugRefusal(_ content: JSON) -> JSON {
    [
      "type": "response", "success": false, "request_seq": content["seq"] ?? 0, "seq": 0,
      "command": content["command"] ?? "", "message": "mvae has no debugger", "body": [:], "status": "error",
      "ename": "NoDebugger", "evalue": "mvae has no debugger", "traceback": [],
    ]
  }
}
