import FoundationEssentials

extension Request {
  /// When the front end says that it sent it, `nil` when that can't be read.
  var sent: Date? {
    guard let text = (try? JSON(bytes: headerBytes))?["date"]?.string else { return nil }
    let styles = [Date.ISO8601FormatStyle(includingFractionalSeconds: true), Date.ISO8601FormatStyle()]
    return styles.lazy.compactMap { try? $0.parse(text) }.first
  }
}
