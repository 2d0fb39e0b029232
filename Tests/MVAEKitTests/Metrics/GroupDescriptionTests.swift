import Testing

@testable import MVAEKit

@Suite struct GroupDescriptionTests {
  private let features = FeatureMatrix(
    name: "f",
    rows: TrackTable(ids: (0..<6).map { "t\($0)" }, groups: (0..<6).map { "t\($0)" }, columns: []),
    values: Tensor(shape: [6, 2], values: [0, 5, 1, 5, 2, 5, 10, 5, 11, 5, 15, 5]) ?? Tensor(shape: [0, 2]),
    columnNames: ["loud", "same"])

  private func described(_ assignments: [Int], _ texts: [String?] = [], count: Int = 5) throws
    -> GroupDescription
  {
    try GroupDescription(
      assignments: assignments, space: features.values, features: features, texts: texts, count: count)
  }

  /// Means 1 and 12, pooled variance (2 + 14) / 4: d = −11 / 2. A constant column sets nothing apart.
  @Test func featuresAreCohensD() throws {
    let groups = try described([0, 0, 0, 1, 1, 1]).groups
    #expect(groups.map(\.number) == [0, 1])
    #expect(groups[0].features.map(\.name) == ["loud"])
    #expect(abs(groups[0].features[0].difference + 5.5) < 1e-12)
    #expect(abs(groups[1].features[0].difference - 5.5) < 1e-12)
  }

  /// The middle of 0, 1, 2 is 1; of 10, 11, 15 it is 11, not 12, which no track is.
  @Test func medoidsAreTracksInTheMiddle() throws {
    let groups = try described([0, 0, 0, 1, 1, 1]).groups
    #expect(groups[0].medoids == [1, 0, 2])
    #expect(groups[1].medoids[0] == 4)
    #expect(try described([0, 0, 0, 1, 1, 1], count: 1).groups[1].medoids == [4])
  }

  @Test func noiseComesLastAndHasNoMiddle() throws {
    let groups = try described([-1, 1, 1, 0, 0, -1]).groups
    #expect(groups.map(\.number) == [0, 1, -1])
    #expect(groups[2].rows == [0, 5])
    #expect(groups[2].medoids.isEmpty)
  }

  @Test func wordsAreTheGroupsOwn() throws {
    let texts: [String?] = [
      "the rain and the road", "rain again", nil, "a dancing light", "dancing rain", "light and dancing once",
    ]
    let groups = try described([0, 0, 0, 1, 1, 1], texts, count: 2).groups
    // "rain" is in both, yet twice in the first; "once" and "road" stand in one track only.
    #expect(groups[0].terms == ["rain"])
    #expect(groups[1].terms == ["dancing", "light"])
  }

  @Test func oneGroupIsSetApartByNothing() throws {
    #expect(try described([0, 0, 0, 0, 0, 0]).groups[0].features.isEmpty)
    #expect(throws: ScoreError.lengths(rows: 6, labels: 2)) { try described([0, 1]) }
  }
}
