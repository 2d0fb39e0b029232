import MVAEKit

/// `show cache` and `clear cache`: the features of files that are kept on the disk.
enum CacheVerbs {
  static let show = Command(
    "show", "cache", summary: "Where features of files are kept, how many, and how much room they take.",
    details: [
      "`extract` keeps the features of every file, each by its settings, and takes them from there when the file is "
        + "unchanged; `cache: off` does neither. The folder is `mvae/features` in `XDG_CACHE_HOME` or `~/.cache`. Beyond the "
        + "limit (2 GB, or `MVAE_CACHE_MB` megabytes) what was used longest ago is removed."
    ],
    examples: [.init("show cache", "its folder, size and limit")], isShowing: true
  ) { invocation in
    guard let cache = invocation.context.cache else { return .text(Self.absent) }
    let contents = cache.contents
    let row: [Table.CellContent] = [
      .number(Double(contents.entries)), size(contents.bytes), size(cache.limit),
    ]
    return .object(
      Table("", columns: ["entries", "size", "limit"], rows: [row], notes: ["in \(cache.folder)"]))
  }

  static func clear(_ invocation: Invocation) throws -> Value? {
    guard let cache = invocation.context.cache else { return .text(absent) }
    let removed = cache.clear()
    let entries = NumberText.count(removed.entries, "entry", "entries")
    return .text("\(entries) removed, \(NumberText.bytes(removed.bytes))")
  }

  private static let absent = "no features are kept: MVAE_CACHE_MB is 0, or there is no home folder"

  private static func size(_ bytes: Int) -> Table.CellContent {
    .measured(Double(bytes), shown: NumberText.bytes(bytes))
  }
}
