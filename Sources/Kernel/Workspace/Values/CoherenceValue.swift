import MVAEKit

extension Coherence: WorkspaceValue {
  static var kind: ValueKind { .coherence }

  var brief: String {
    let cross = scores.filter(\.isCross).compactMap(\.accuracy)
    let mean = cross.reduce(0, +) / Double(max(1, cross.count))
    let words = cross.isEmpty ? "" : ", cross coherence \(NumberText.fixed(mean, 2))"
    return "\(modalities.joined(separator: " + ")), \(NumberText.count(rows.count, "track"))\(words)"
  }

  var byteCount: Int { scores.count * rows.count * 16 }
  var presentation: Presentation { .table(table) }
  var memberNames: [String] { ["table", "joint"] }

  func member(_ name: String) -> Value? {
    switch name {
    case "table": .object(table)
    case "joint": joint.map { .number($0) }
    default: nil
    }
  }

  private var table: Table {
    var columns = ["given", "decoded", "log p(x|z)", "with another track's z", "p"]
    if label != nil { columns += ["named right", "on real ones"] }
    return Table(
      "Coherence on \(NumberText.count(rows.count, "track"))", columns: columns, rows: scores.map(row),
      notes: notes)
  }

  private func row(_ score: SubsetScore) -> [Table.CellContent] {
    let given = score.given.members.map { modalities[$0] }.joined(separator: " + ")
    var cells: [Table.CellContent] = [
      .text(given), .text(modalities[score.modality]), .number(Self.mean(score.logLikelihoods)),
      .number(Self.mean(score.shuffled)), .measured(score.p, shown: NumberText.fixed(score.p, 4)),
    ]
    if label != nil {
      cells += [
        score.accuracy.map { .number($0) } ?? .empty, judges[score.modality].map { .number($0) } ?? .empty,
      ]
    }
    return cells
  }

  private var notes: [String] {
    var notes = [
      "nats a track as the network sees the values, all constants included; p of \"another track's z explains it as well\""
    ]
    if let label, let majority {
      notes.append(
        "named right: a linear probe of real features, learned on other tracks, finds the \(label) of what is decoded; "
          + "always saying the most frequent one gives \(NumberText.fixed(majority, 2))")
    }
    if let joint {
      notes.append(
        "joint coherence: of pairs drawn from N(0, 1) \(NumberText.fixed(joint, 2)) are named alike")
    }
    return notes
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(max(1, values.count))
  }
}
