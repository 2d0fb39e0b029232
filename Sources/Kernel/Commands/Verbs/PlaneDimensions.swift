/// The two dimensions that span a plane.
struct PlaneDimensions {
  let first: Int
  let second: Int

  static let key = Key<[Int]>.integers(
    "dimensions", "the two dimensions or components to draw, from 0", in: 0...511, default: [0, 1])

  /// - Parameters:
  ///   - count: how many there are.
  ///   - owner: what has them: "the latent space".
  init(among count: Int, of owner: String, _ invocation: Invocation) throws {
    let wanted = try invocation.value(Self.key)
    guard wanted.count == 2, wanted[0] != wanted[1] else {
      throw invocation.diagnostic(
        "WrongCount", "a plane has two different dimensions", at: Self.key, hint: "write `[0, 1]`")
    }
    (first, second) = (wanted[0], wanted[1])
    guard max(first, second) < count else {
      throw invocation.diagnostic(
        "OutOfRange", "there is no dimension \(max(first, second)): \(owner) has \(count)", at: Self.key,
        hint: "dimensions go from 0 to \(count - 1)")
    }
  }
}
