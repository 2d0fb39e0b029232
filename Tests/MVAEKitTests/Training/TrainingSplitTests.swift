import Testing

@testable import MVAEKit

@Suite struct TrainingSplitTests {
  @Test func groupsAreNeverParted() throws {
    let groups = (0..<100).map { "g\($0 / 5)" }
    let split = try TrainingSplit(groups: groups, validation: 0.2, seed: 1)
    #expect(split.validation.count == 20)
    #expect((split.train + split.validation).sorted() == Array(0..<100))
    #expect(Set(split.train.map { groups[$0] }).isDisjoint(with: Set(split.validation.map { groups[$0] })))
  }

  @Test func seedsChooseOtherGroups() throws {
    let groups = (0..<60).map { "g\($0)" }
    let first = try TrainingSplit(groups: groups, validation: 0.2, seed: 1)
    let same = try TrainingSplit(groups: groups, validation: 0.2, seed: 1)
    let other = try TrainingSplit(groups: groups, validation: 0.2, seed: 2)
    #expect(first == same)
    #expect(first != other)
  }

  /// One huge group must not become the validation set when a small one exists.
  @Test func unevenGroupsLeaveRowsToTrainOn() throws {
    let groups = [String](repeating: "big", count: 97) + ["a", "a", "a"]
    let split = try TrainingSplit(groups: groups, validation: 0.01, seed: 3)
    #expect(split.validation == [97, 98, 99])
    let two = try TrainingSplit(groups: ["a", "b"], validation: 0.9, seed: 3)
    #expect(two.train.count == 1)
    #expect(two.validation.count == 1)
  }

  @Test func noFractionHoldsOutNothing() throws {
    let split = try TrainingSplit(groups: ["a", "a"], validation: 0, seed: 1)
    #expect(split == TrainingSplit(train: [0, 1], validation: []))
  }

  @Test func oneGroupCannotBeSplit() {
    #expect(throws: TrainingError.oneGroup(rows: 3)) {
      try TrainingSplit(groups: ["a", "a", "a"], validation: 0.1, seed: 1)
    }
  }

  /// Three parts, no group in two of them; the test rows do not depend on the validation fraction.
  @Test func testRowsAreHeldOutByGroup() throws {
    let groups = (0..<200).map { "g\($0 / 4)" }
    let split = try TrainingSplit(groups: groups, validation: 0.1, test: 0.2, seed: 4)
    #expect(split.test.count == 40)
    #expect(split.validation.count == 20)
    #expect((split.train + split.validation + split.test).sorted() == Array(0..<200))
    let parts = [split.train, split.validation, split.test].map { Set($0.map { groups[$0] }) }
    #expect(parts[0].isDisjoint(with: parts[1]) && parts[0].isDisjoint(with: parts[2]))
    #expect(parts[1].isDisjoint(with: parts[2]))
    let other = try TrainingSplit(groups: groups, validation: 0.4, test: 0.2, seed: 4)
    #expect(other.test == split.test)
    #expect(try TrainingSplit(groups: groups, validation: 0.1, test: 0.2, seed: 5).test != split.test)
    #expect(try TrainingSplit(groups: groups, validation: 0, test: 0.2, seed: 4).test == split.test)
  }

  @Test func everyPartNeedsAGroup() throws {
    #expect(throws: TrainingError.tooFewGroups(2, needed: 3)) {
      try TrainingSplit(groups: ["a", "b"], validation: 0.1, test: 0.1, seed: 1)
    }
    let three = try TrainingSplit(groups: ["a", "b", "c"], validation: 0.9, test: 0.9, seed: 1)
    #expect([three.train.count, three.validation.count, three.test.count] == [1, 1, 1])
  }

  /// What is held out changes no weight: other values in the test rows give the same model.
  @Test func testRowsAreNeverLearned() throws {
    let features = SyntheticFeatures.blobs(rows: 120, columns: 5, clusters: 3)
    var schedule = TrainingSchedule(epochs: 5, batch: 16, validation: 0.2)
    schedule.test = 0.2
    let configuration = BasicTrainingConfiguration(latent: 2, schedule: schedule)
    let first = try BasicVAE.train(features: features, configuration: configuration)
    var values = features.values
    for row in first.split.test { for column in 0..<5 { values.values[row * 5 + column] += 9 } }
    let changed = FeatureMatrix(
      name: features.name, rows: features.rows, values: values, columnNames: features.columnNames)
    let second = try BasicVAE.train(features: changed, configuration: configuration)
    #expect(first.split.test.count == 24)
    #expect(first.weightValues == second.weightValues)
    #expect(first.history.epochs == second.history.epochs)
    #expect(try #require(second.history.test).loss > 2 * #require(first.history.test).loss)
  }
}
