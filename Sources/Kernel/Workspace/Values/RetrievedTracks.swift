import MVAEKit

/// What `retrieve` answers: every way between two modalities.
struct RetrievedTracks: WorkspaceValue {
  static var kind: ValueKind { .retrieval }

  let ways: [Retrieval]

  private static let depths = [1, 5, 10]

  var brief: String {
    ways.map { "\($0.from) → \($0.to): recall at 10 \(NumberText.fixed($0.recall(at: 10), 2))" }
      .joined(separator: ", ")
  }

  var byteCount: Int { ways.reduce(0) { $0 + $1.rows.count * 100 } }
  var presentation: Presentation { .table(summary) }
  var memberNames: [String] { ["summary", "tracks"] }

  func member(_ name: String) -> Value? {
    switch name {
    case "summary": .object(summary)
    case "tracks": .object(tracks)
    default: nil
    }
  }

  private var summary: Table {
    let count = ways.first?.rows.count ?? 0
    return Table(
      "Retrieval among \(NumberText.count(count, "track"))",
      columns: ["given", "found"] + Self.depths.flatMap { ["recall at \($0)", "chance at \($0)"] }
        + ["median rank", "mean 1 / rank"],
      rows: ways.map { way in
        [.text(way.from), .text(way.to)]
          + Self.depths.flatMap { [.number(way.recall(at: $0)), .number(way.chance(at: $0))] }
          + [.number(way.medianRank), .number(way.meanReciprocalRank)]
      },
      notes: [
        "each modality alone gives q(z|x); tracks are ranked by the 2-Wasserstein distance of these Gaussians"
      ])
  }

  private var tracks: Table {
    Table(
      "Nearest tracks", columns: ["track", "given", "found", "rank of its own", "nearest"],
      rows: ways.flatMap { way in
        way.rows.ids.indices.map { row in
          [
            .text(way.rows.ids[row]), .text(way.from), .text(way.to), .number(way.ranks[row]),
            .text(way.nearest[row].map { way.rows.ids[$0] }.joined(separator: ", ")),
          ]
        }
      })
  }
}
