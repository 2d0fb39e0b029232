/// Which rows a model learned from and which were held out; a group is never parted.
public struct TrainingSplit: Sendable, Equatable {
  /// Row indices in ascending order.
  public let train: [Int]
  /// Row indices in ascending order; empty without validation. They stop training and choose weights.
  public let validation: [Int]
  /// Row indices in ascending order; empty without test. Nothing but the final measurement sees them.
  public let test: [Int]

  public init(train: [Int], validation: [Int], test: [Int] = []) {
    self.train = train
    self.validation = validation
    self.test = test
  }

  /// Holds out whole groups for test, then of the others for validation, each in an order shuffled by its own stream
  /// of `seed`, until about that fraction of all rows is reached: the test rows stay when only validation changes.
  ///
  /// - Throws: ``TrainingError/oneGroup(rows:)`` or ``TrainingError/tooFewGroups(_:needed:)`` when there are fewer
  ///   groups than parts.
  public init(groups: [String], validation: Double, test: Double = 0, seed: UInt64) throws {
    let members = Self.members(of: groups)
    let parts = 1 + (validation > 0 ? 1 : 0) + (test > 0 ? 1 : 0)
    guard members.count >= parts else {
      throw members.count == 1
        ? TrainingError.oneGroup(rows: groups.count) : .tooFewGroups(members.count, needed: parts)
    }
    let tested = Self.held(members, test, .test, seed: seed, leaving: parts - 1)
    let rest = members.indices.filter { !tested.contains($0) }.map { members[$0] }
    let validated = Self.held(rest, validation, .split, seed: seed, leaving: 1, of: groups.count)
    self.init(
      train: rest.indices.filter { !validated.contains($0) }.flatMap { rest[$0] }.sorted(),
      validation: validated.flatMap { rest[$0] }.sorted(), test: tested.flatMap { members[$0] }.sorted())
  }

  /// Which of `groups` to hold out for about `fraction` of `rows` (all of theirs when not given).
  private static func held(
    _ groups: [[Int]], _ fraction: Double, _ stream: TrainingLoop.Stream, seed: UInt64, leaving: Int,
    of rows: Int? = nil
  ) -> [Int] {
    guard fraction > 0 else { return [] }
    let sizes = groups.map(\.count)
    return held(
      sizes, target: fraction * Double(rows ?? sizes.reduce(0, +)), leaving: leaving,
      random: RandomSource(seed: seed, stream: stream.rawValue))
  }

  /// Indices of the groups to hold out, given their sizes: at least one, and never one of the last `leaving`.
  private static func held(_ sizes: [Int], target: Double, leaving: Int, random: RandomSource) -> [Int] {
    var random = random
    let order = random.permutation(sizes.count)
    let limit = max(1, Int(target.rounded()))
    var held: [Int] = []
    var count = 0
    for index in order where count + sizes[index] <= limit && held.count + leaving < sizes.count {
      held.append(index)
      count += sizes[index]
    }
    if held.isEmpty, let smallest = order.min(by: { sizes[$0] < sizes[$1] }) { held = [smallest] }
    return held
  }

  /// Row indices of each group, groups in the order of their first row.
  private static func members(of groups: [String]) -> [[Int]] {
    var positions: [String: Int] = [:]
    var members: [[Int]] = []
    for (row, group) in groups.enumerated() {
      if let position = positions[group] {
        members[position].append(row)
      } else {
        positions[group] = members.count
        members.append([row])
      }
    }
    return members
  }
}
