/// The FactorVAE score (Kim & Mnih 2018, section 4) of tracks that exist, without a simulator.
///
/// A vote holds one factor fixed: of the tracks with one of its values it takes some, and names the dimension whose
/// variance among them, over that among all tracks, is least. The score is how often a dimension's votes are for the
/// factor that most of its votes are for, found on one half of the votes and counted on the other.
///
/// Where a simulator draws 64 new tracks a vote, here half of a value's tracks are drawn, at most 64, anew each time;
/// values of fewer than 8 tracks take no part. Numbers of more than 20 values are fixed within a twentieth of the tracks, or 16.
struct FactorVotes: Sendable {
  /// Rows of one value.
  private struct Level: Sendable {
    let rows: [Int]
    var drawn: Int { min(FactorVotes.mostRows, rows.count / 2) }
  }

  private let codes: FactorCodes
  /// Of each factor; empty for one without a value of enough tracks.
  private let levels: [[Level]]
  private let live: [Int]
  private let variances: [Double]

  static let mostRows = 64
  static let fewestRows = 8
  static let votes = 5000

  init(_ codes: FactorCodes, _ factors: [KnownFactor]) {
    self.codes = codes
    live = codes.live
    levels = factors.map { factor in
      let numbers = factor.levels
      var rows = [[Int]](repeating: [], count: (numbers.max() ?? -1) + 1)
      for (row, level) in numbers.enumerated() where level >= 0 { rows[level].append(row) }
      return rows.filter { $0.count >= Self.fewestRows }.map { Level(rows: $0) }
    }
    let all = Array(0..<codes.rows)
    variances = live.map { Self.variance(codes, all, $0) }
  }

  /// Factors that can be held fixed.
  var voters: [Int] { levels.indices.filter { !levels[$0].isEmpty } }

  /// Share of right votes; `nil` with fewer than two factors to tell apart, or without a dimension in use.
  func score(seed: UInt64, cancellation: Cancellation) throws -> Double? {
    let voters = voters
    guard voters.count > 1, !live.isEmpty else { return nil }
    var random = RandomSource(seed: seed, stream: 0x766f_7465)
    let learned = try count(voters, &random, cancellation)
    let choices = learned.map { votes in votes.indices.max { votes[$0] < votes[$1] } ?? 0 }
    let judged = try count(voters, &random, cancellation)
    let right = zip(judged, choices).reduce(0) { $0 + $1.0[$1.1] }
    return Double(right) / Double(Self.votes)
  }

  /// How often each dimension was least while each factor was fixed.
  private func count(_ voters: [Int], _ random: inout RandomSource, _ cancellation: Cancellation) throws
    -> [[Int]]
  {
    var votes = [[Int]](repeating: [Int](repeating: 0, count: levels.count), count: live.count)
    for vote in 0..<Self.votes {
      if vote.isMultiple(of: 64) { try cancellation.check() }
      let factor = voters[random.integer(below: voters.count)]
      let level = levels[factor][random.integer(below: levels[factor].count)]
      votes[least(Self.draw(level.drawn, of: level.rows, &random))][factor] += 1
    }
    return votes
  }

  /// The place in `live` of the dimension that varies least among `rows` for what it does among all.
  private func least(_ rows: [Int]) -> Int {
    var best = (place: 0, ratio: Double.infinity)
    for (place, dimension) in live.enumerated() {
      let ratio = Self.variance(codes, rows, dimension) / variances[place]
      if ratio < best.ratio { best = (place, ratio) }
    }
    return best.place
  }

  private static func variance(_ codes: FactorCodes, _ rows: [Int], _ dimension: Int) -> Double {
    var (mean, squares) = (0.0, 0.0)
    for row in rows { mean += codes.value(row, dimension) }
    mean /= Double(max(1, rows.count))
    for row in rows {
      let difference = codes.value(row, dimension) - mean
      squares += difference * difference
    }
    return squares / Double(max(1, rows.count - 1))
  }

  /// `count` of `rows`, none twice.
  private static func draw(_ count: Int, of rows: [Int], _ random: inout RandomSource) -> [Int] {
    var rest = rows
    for place in 0..<count { rest.swapAt(place, place + random.integer(below: rest.count - place)) }
    return Array(rest.prefix(count))
  }
}
