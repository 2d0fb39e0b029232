import Plot

/// A drawn chart with a name.
struct Figure: Sendable {
  /// What a notebook gets.
  enum Form: String, Sendable, CaseIterable {
    /// Vectors and pixels, of pictures pixels alone.
    case automatic
    case svg
    case png
    /// A picture in a page, with the sentence that a screen reader speaks.
    case html
    /// A chart to point at, zoom and filter.
    case interactive
  }

  let title: String
  let chart: Chart
  var form = Form.automatic
}

extension Figure: WorkspaceValue {
  static var kind: ValueKind { .figure }
  var brief: String { title }
  var byteCount: Int { 0 }
  var presentation: Presentation { .figure(self) }
}
