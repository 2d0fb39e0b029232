/// Where a running cell's words and figures go.
protocol Output: Sendable {
  func write(_ text: String, to stream: StandardStream)
  /// Publishes a figure, clip or progress at once; with an id it can be replaced later.
  func display(_ bundle: MIMEBundle, id: String?)
  func update(_ bundle: MIMEBundle, id: String)
  /// Removes what the cell has shown, at once or when the next output comes.
  func clear(waits: Bool)
  /// Help that front ends show in a pager.
  func page(_ bundle: MIMEBundle)
}

enum StandardStream: String, Sendable {
  case stdout
  case stderr
}
