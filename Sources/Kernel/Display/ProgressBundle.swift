import MVAEKit

/// One line of progress that is replaced in place.
enum ProgressBundle {
  static func running(_ title: String, _ progress: WorkProgress, elapsed: Double) -> MIMEBundle {
    let words = line(title, progress, elapsed)
    var bundle = MIMEBundle(text: words)
    let bar = "<progress value=\"\(progress.completed)\" max=\"\(max(1, progress.total))\"></progress>"
    bundle.data["text/html"] = .string("<div>\(bar) \(HTMLRenderer.escape(words))</div>")
    return bundle
  }

  static func finished(_ title: String, _ progress: WorkProgress, elapsed: Double) -> MIMEBundle {
    MIMEBundle(text: "\(title): \(progress.completed) \(progress.unit) in \(NumberText.seconds(elapsed))")
  }

  private static func line(_ title: String, _ progress: WorkProgress, _ elapsed: Double) -> String {
    let detail = progress.detail.isEmpty ? "" : ", \(progress.detail)"
    return
      "\(title): \(progress.completed) of \(progress.total) \(progress.unit)\(detail)\(left(progress, elapsed))"
  }

  private static func left(_ progress: WorkProgress, _ elapsed: Double) -> String {
    guard progress.completed > 0, progress.completed < progress.total, elapsed > 1 else { return "" }
    let remaining = elapsed * Double(progress.total - progress.completed) / Double(progress.completed)
    return ", about \(NumberText.seconds(remaining)) left"
  }
}
