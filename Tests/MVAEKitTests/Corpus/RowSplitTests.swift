import Testing

@testable import MVAEKit

@Suite struct RowSplitTests {
  /// 60 artists of 1 to 9 tracks, four genres.
  private func table() -> TrackTable {
    var random = RandomSource(seed: 3)
    var artists: [String] = []
    var genres: [String?] = []
    for artist in 0..<60 {
      for _ in 0...random.integer(below: 9) {
        artists.append("a\(artist)")
        genres.append(["rock", "jazz", "folk", "pop"][artist % 4])
      }
    }
    return TrackTable(
      ids: artists.indices.map { "t\($0)" }, groups: artists,
      columns: [
        Column(name: "artist", content: .text(artists)), Column(name: "genre", content: .text(genres)),
        Column(
          name: "split",
          content: .text(genres.indices.map { ["training", "validation", "test", nil][$0 % 4] })),
      ])
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func noArtistIsParted(seed: UInt64) throws {
    let table = table()
    let split = try RowSplit(table, by: .column("artist"), stratify: "genre", seed: seed)
    let parts = [split.train, split.validation, split.test]
    #expect(parts.flatMap { $0 }.sorted() == Array(0..<table.count))
    #expect(split.partedGroups(of: table) == 0)
    for (part, wanted) in zip(parts, [0.8, 0.1, 0.1]) {
      // Half of the largest group, 9 of about 300 rows, either way.
      #expect(abs(Double(part.count) / Double(table.count) - wanted) < 0.02, "\(part.count)")
      let genres = try table.categories(of: "genre")
      #expect(Set(part.map { genres[$0] }).count == 4)
    }
    #expect(split == (try RowSplit(table, by: .column("artist"), stratify: "genre", seed: seed)))
    #expect(split != (try RowSplit(table, by: .column("artist"), stratify: "genre", seed: seed + 9)))
  }

  @Test func partsAreNeverEmpty() throws {
    let three = TrackTable(
      ids: (0..<12).map { "\($0)" }, groups: (0..<12).map { ["x", "y", "z"][$0 < 10 ? 0 : $0 - 9] },
      columns: [])
    let split = try RowSplit(three, by: .group, fractions: [0.9, 0.05, 0.05], seed: 1)
    #expect(split.train.count == 10 && split.validation.count == 1 && split.test.count == 1)
    let halves = try RowSplit(three, by: .track, fractions: [0.5, 0.5], seed: 1)
    #expect(halves.train.count == 6 && halves.validation.isEmpty && halves.test.count == 6)
    #expect(halves.partedGroups(of: three) == 1)
    let few = #expect(throws: RowChoiceError.self) {
      try RowSplit(three.selecting([0, 1, 2]), by: .group, seed: 1)
    }
    #expect(few == .tooFewGroups(1, parts: 3, unit: "group"))
    for wrong in [[0.5], [0.5, 0.4], [1.5, -0.5], [0, 0.5, 0.5], [0.25, 0.25, 0.25, 0.25]] {
      let error = #expect(throws: RowChoiceError.self) {
        try RowSplit(three, by: .track, fractions: wrong, seed: 1)
      }
      #expect(error?.parameter == "fractions")
    }
  }

  @Test func officialParts() throws {
    let table = table()
    let split = try RowSplit(official: table)
    #expect(split.train.prefix(2) == [0, 4] && split.validation[0] == 1 && split.test[0] == 2)
    #expect(split.leftOut.prefix(2) == [3, 7])
    let none = TrackTable(ids: ["a"], groups: ["a"], columns: [])
    #expect(throws: RowChoiceError.noOfficialSplit(available: [])) { try RowSplit(official: none) }
  }

  @Test func samplesKeepShares() throws {
    let table = table()
    let genres = try table.categories(of: "genre")
    let rows = try table.sample(count: 50, by: "genre", seed: 1)
    #expect(rows.count == 50 && rows == rows.sorted() && Set(rows).count == 50)
    for genre in Set(genres) {
      let share = 50 * Double(genres.count { $0 == genre }) / Double(table.count)
      #expect(abs(Double(rows.count { genres[$0] == genre }) - share) < 1)
    }
    #expect(rows == (try table.sample(count: 50, by: "genre", seed: 1)))
    #expect(rows != (try table.sample(count: 50, by: "genre", seed: 2)))
    #expect(try table.sample(count: table.count, seed: 1) == Array(0..<table.count))
    let many = #expect(throws: RowChoiceError.self) { try table.sample(count: 9999, seed: 1) }
    #expect(many?.parameter == "count")
    #expect(throws: RowChoiceError.self) { try table.sample(count: 1, by: "gnre", seed: 1) }
  }
}
