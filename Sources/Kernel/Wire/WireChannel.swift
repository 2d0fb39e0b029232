/// The five sockets of a kernel.
enum WireChannel: Sendable, CaseIterable {
  case shell
  case control
  case stdin
  case iopub
  case heartbeat
}
