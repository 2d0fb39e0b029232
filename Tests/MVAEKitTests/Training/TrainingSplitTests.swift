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
}
