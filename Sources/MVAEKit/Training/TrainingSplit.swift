/// Which rows a model learned from and which were held out; a group is never parted.
public struct TrainingSplit: Sendable, Equatable {
  /// Row indices in ascending order.
  public let train: [Int]
  /// Row indices in ascending order; empty without validation.
  public let validation: [Int]

  public init(train: [Int], validation: [Int]) {
    self.train = train
    self.validation = validation
  }

  /// Holds out whole groups, in an order shuffled by `random`, until about `fraction` of the rows is reached.
  ///
  /// - Throws: ``TrainingError/oneGroup(rows:)`` when there is but one group to part.
  public init(groups: [String], fraction: Double, random: RandomSource) throws {
    guard fraction > 0 else {
      self.init(train: Array(groups.indices), validation: [])
      return
    }
    let members = Self.members(of: groups)
    guard members.count > 1 else { throw TrainingError.oneGroup(rows: groups.count) }
    let held = Self.held(members.map(\.count), target: fraction * Double(groups.count), random: random)
    let validation = held.flatMap { members[$0] }.sorted()
    let isHeld = Set(validation)
    self.init(train: groups.indices.filter { !isHeld.contains($0) }, validation: validation)
  }

  /// Indices of the groups to hold out, given their sizes: at least one, never all.
  private static func held(_ sizes: [Int], target: Double, random: RandomSource) -> [Int] {
    var random = random
    let order = random.permutation(sizes.count)
    let limit = max(1, Int(target.rounded()))
    var held: [Int] = []
    var count = 0
    for index in order where count + sizes[index] <= limit && held.count + 1 < sizes.count {
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
