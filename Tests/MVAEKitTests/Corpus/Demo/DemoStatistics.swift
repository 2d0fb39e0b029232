/// What the tests of the demo corpus measure with, written plainly.
enum DemoStatistics {
  /// Pearson's correlation.
  static func correlation(_ first: [Double], _ second: [Double]) -> Double {
    let (a, b) = (centred(first), centred(second))
    let product = zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
    return product / (squares(a) * squares(b)).squareRoot()
  }

  private static func centred(_ values: [Double]) -> [Double] {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.map { $0 - mean }
  }

  private static func squares(_ values: [Double]) -> Double { values.reduce(0) { $0 + $1 * $1 } }

  /// The adjusted Rand index (Hubert & Arabie 1985).
  static func adjustedRand(_ first: [Int], _ second: [Int]) -> Double {
    func pairs(_ count: Int) -> Double { Double(count * (count - 1)) / 2 }
    func counts(_ keys: [Int]) -> [Int] {
      Array(keys.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }.values)
    }
    let joint = counts(zip(first, second).map { $0 * 1000 + $1 }).reduce(0) { $0 + pairs($1) }
    let left = counts(first).reduce(0) { $0 + pairs($1) }
    let right = counts(second).reduce(0) { $0 + pairs($1) }
    let expected = left * right / pairs(first.count)
    return (joint - expected) / ((left + right) / 2 - expected)
  }

  static func squaredDistance(_ first: [Double], _ second: [Double]) -> Double {
    zip(first, second).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }

  static func mean(_ points: [[Double]]) -> [Double] {
    guard let first = points.first else { return [] }
    return first.indices.map { column in
      points.reduce(0) { $0 + $1[column] } / Double(points.count)
    }
  }

  /// Accuracy of the nearest class mean, each fifth of the groups classified by the other four.
  static func centroidAccuracy(_ points: [[Double]], labels: [String], groups: [String]) -> Double {
    let names = Array(Set(groups)).sorted()
    let folds = groups.map { (names.firstIndex(of: $0) ?? 0) % 5 }
    var hits = 0
    for fold in 0..<5 {
      let training = points.indices.filter { folds[$0] != fold }
      let centres = Dictionary(grouping: training) { labels[$0] }
        .map { (label: $0.key, centre: mean($0.value.map { points[$0] })) }
        .sorted { $0.label < $1.label }
      for index in points.indices where folds[index] == fold {
        let nearest = centres.min {
          squaredDistance($0.centre, points[index]) < squaredDistance($1.centre, points[index])
        }
        if nearest?.label == labels[index] { hits += 1 }
      }
    }
    return Double(hits) / Double(points.count)
  }
}
