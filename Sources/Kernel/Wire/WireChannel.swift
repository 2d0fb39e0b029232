/// The five sockets of a kernel.
enum WireChannel: Sendable, CaseIterable {
  case shell
  case control
  case stdin
  case iopub
  case heartbeat

  /// How connection files call its port.
  var portName: String { self == .heartbeat ? "hb_port" : "\(self)_port" }

  /// The number that ends its path where there are no ports.
  var ownPort: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }
}
