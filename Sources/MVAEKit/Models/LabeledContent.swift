/// What a trained model knows of its label, if it has one.
protocol LabeledContent {
  /// The classes, in the order of their one-hot columns; empty without a label.
  var classes: [String] { get }
  /// What the label is called: "genre".
  var labelName: String { get }
}

extension LabeledContent {
  /// The column of a class.
  ///
  /// - Throws: ``TrainingError/unknownClass(_:classes:)``, ``TrainingError/noLabels``.
  func index(of label: String) throws -> Int {
    guard !classes.isEmpty else { throw TrainingError.noLabels }
    guard let index = classes.firstIndex(of: label) else {
      throw TrainingError.unknownClass(label, classes: classes)
    }
    return index
  }

  /// The columns of the classes of `count` rows; none for a model without a label.
  ///
  /// - Throws: ``TrainingError/missing(_:)`` without labels, ``TrainingError``.
  func indices(of labels: [String]?, count: Int) throws -> [Int] {
    guard !classes.isEmpty else { return [] }
    guard let labels else { throw TrainingError.missing(labelName) }
    guard labels.count == count else { throw TrainingError.labelCount(labels: labels.count, rows: count) }
    let columns = Dictionary(uniqueKeysWithValues: zip(classes, classes.indices))
    return try labels.map { try columns[$0] ?? index(of: $0) }
  }
}
