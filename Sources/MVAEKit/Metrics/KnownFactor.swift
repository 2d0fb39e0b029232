/// A property of tracks whose value is known, as codes are judged against it.
///
/// Text is categories. Numbers are themselves where a measure takes numbers; where it takes classes, up to 20 distinct
/// ones are a class each, and more lie in 20 bins of equal width.
public struct KnownFactor: Sendable, Equatable {
  public let name: String
  /// One a row, NaN where nothing is known; `nil` for categories.
  let numbers: [Double]?
  /// The class of each row, numbered from 0; −1 where nothing is known.
  let classes: [Int]
  let classCount: Int
  /// Distinct values.
  public let valueCount: Int

  public var isNumeric: Bool { numbers != nil }

  /// Rows whose value is known.
  var known: [Int] { classes.indices.filter { classes[$0] >= 0 } }

  /// Values of a number that a class each can stand for, and bins of one that has more.
  static let binCount = 20
  /// Rows that must be known for anything to be said.
  static let fewestRows = 10

  /// - Throws: ``FactorOmission`` for a column that tells nothing: of one value, of too few known rows, or where nearly
  ///   every track has a category of its own.
  public init(_ column: Column) throws(FactorOmission) {
    name = column.name
    switch column.content {
    case .numbers(let values):
      let finite = values.map { $0.isFinite ? $0 : .nan }
      let distinct = Set(finite.filter { !$0.isNaN }).sorted()
      numbers = finite
      valueCount = distinct.count
      if distinct.count > Self.binCount, let lowest = distinct.first, let highest = distinct.last {
        let bins = Histogram(from: lowest, to: highest)
        classes = finite.map { $0.isNaN ? -1 : bins.bin(of: $0) }
        classCount = Self.binCount
      } else {
        let index = Dictionary(uniqueKeysWithValues: zip(distinct, distinct.indices))
        classes = finite.map { index[$0] ?? -1 }
        classCount = distinct.count
      }
    case .text(let values):
      let distinct = Set(values.compactMap { $0 }).sorted()
      let index = Dictionary(uniqueKeysWithValues: zip(distinct, distinct.indices))
      numbers = nil
      valueCount = distinct.count
      classes = values.map { $0.flatMap { index[$0] } ?? -1 }
      classCount = distinct.count
    }
    try check()
  }

  private func check() throws(FactorOmission) {
    let rows = known.count
    func leaveOut(_ reason: FactorOmission.Reason) -> FactorOmission {
      FactorOmission(factor: name, reason: reason)
    }
    if rows == 0 || valueCount == 1 { throw leaveOut(rows == 0 ? .unknown(rows: 0) : .constant) }
    if rows < Self.fewestRows { throw leaveOut(.unknown(rows: rows)) }
    if !isNumeric, valueCount * 2 > rows { throw leaveOut(.names(valueCount)) }
  }

  /// Classes with about as many rows each, for measures that hold a factor fixed: every category, every distinct number,
  /// or up to 20 runs of 16 neighbouring numbers or more. −1 where nothing is known.
  var levels: [Int] {
    guard let numbers, valueCount > Self.binCount else { return classes }
    let known = known.sorted { (numbers[$0], $0) < (numbers[$1], $1) }
    let count = min(Self.binCount, max(2, known.count / (2 * FactorVotes.fewestRows)))
    var levels = [Int](repeating: -1, count: numbers.count)
    var first = 0
    for (place, row) in known.enumerated() {
      // Equal numbers stay together, where the first of them is.
      if place > 0, numbers[row] != numbers[known[place - 1]] { first = place }
      levels[row] = first * count / known.count
    }
    return levels
  }
}

/// A column that was not judged, and why.
public struct FactorOmission: Error, Sendable, Equatable {
  public enum Reason: Sendable, Equatable {
    case constant
    case unknown(rows: Int)
    /// So many categories that most tracks have one of their own: titles, ids.
    case names(Int)
  }

  public let factor: String
  public let reason: Reason

  /// "genre (one value)".
  public var words: String {
    switch reason {
    case .constant: "\(factor) (one value)"
    case .unknown(let rows): "\(factor) (known of \(rows) tracks)"
    case .names(let count): "\(factor) (\(count) names, a track or two each)"
    }
  }
}

/// Twenty bins of equal width from the lowest to the highest value, as `numpy.histogram` and `numpy.digitize` have them.
struct Histogram {
  private let lowest: Double
  private let step: Double
  private let count = KnownFactor.binCount

  init(from lowest: Double, to highest: Double) {
    self.lowest = lowest
    step = (highest - lowest) / Double(count)
  }

  /// The bin of each value; one bin for values that are all equal.
  static func bins(_ values: [Double]) -> [Int] {
    guard let lowest = values.min(), let highest = values.max(), highest > lowest else {
      return [Int](repeating: 0, count: values.count)
    }
    let histogram = Histogram(from: lowest, to: highest)
    return values.map(histogram.bin)
  }

  /// The last whose lower edge is not above `value`.
  func bin(of value: Double) -> Int {
    guard step > 0, value.isFinite else { return 0 }
    var bin = Int(min(max((value - lowest) / step, 0), Double(count - 1)))
    // The quotient rounds, the edges decide.
    while bin + 1 < count, edge(bin + 1) <= value { bin += 1 }
    while bin > 0, edge(bin) > value { bin -= 1 }
    return bin
  }

  private func edge(_ index: Int) -> Double { Double(index) * step + lowest }
}
