/// Columns of features that are the label under another form.
struct LabelColumns {
  private let features: FeatureMatrix
  private let label: String
  /// The class of each row, −1 without a label.
  private let classes: [Int]
  private let classCount: Int

  init(_ features: FeatureMatrix, labels: [String?], named label: String) {
    self.features = features
    self.label = label.lowercased()
    let names = Set(labels.compactMap { $0 }).sorted()
    let index = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    classes = labels.map { $0.flatMap { index[$0] } ?? -1 }
    classCount = names.count
  }

  /// Names of columns that are called like the label, of which classes explain 99.9 % of the variance, or that share
  /// 98 % of theirs with "is it this class" (of a class of five rows or more).
  var found: [String] {
    guard classCount > 1 else { return [] }
    return features.columnNames.indices.filter { isCalledLikeIt($0) || isExplained($0) }
      .map { features.columnNames[$0] }
  }

  private func isCalledLikeIt(_ column: Int) -> Bool {
    let name = features.columnNames[column].lowercased()
    return name == label || name == "\(label)_id" || name.hasPrefix("\(label)=")
  }

  private func isExplained(_ column: Int) -> Bool {
    let width = features.values.columns
    var counts = [Double](repeating: 0, count: classCount)
    var sums = counts
    for (row, index) in classes.enumerated() where index >= 0 {
      counts[index] += 1
      sums[index] += Double(features.values.values[row * width + column])
    }
    let total = counts.reduce(0, +)
    let mean = sums.reduce(0, +) / max(1, total)
    var variance = 0.0
    for (row, index) in classes.enumerated() where index >= 0 {
      let difference = Double(features.values.values[row * width + column]) - mean
      variance += difference * difference
    }
    guard variance > 0, total >= 10 else { return false }
    let between = (0..<classCount).map { index in
      counts[index] > 0
        ? counts[index] * (sums[index] / counts[index] - mean) * (sums[index] / counts[index] - mean) : 0
    }
    // With one value a class, the classes explain all of it; that needs several rows of each to mean something.
    if between.reduce(0, +) >= 0.999 * variance, total >= 5 * Double(classCount) { return true }
    return (0..<classCount).contains { index in
      let rest = total - counts[index]
      guard counts[index] >= 5, rest >= 5 else { return false }
      return between[index] * total / rest >= 0.98 * variance
    }
  }
}
