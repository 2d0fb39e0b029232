import Plot

/// A drawn chart with a name.
struct Figure: Sendable {
  let title: String
  let chart: Chart
}

extension Figure: WorkspaceValue {
  static var kind: ValueKind { .figure }
  var brief: String { title }
  var byteCount: Int { 0 }
  var presentation: Presentation { .chart(chart) }
}
