/// What a trained model of feature vectors knows beside its weights.
public struct VectorContent: Sendable, LabeledContent {
  public let network: BasicVAE
  public internal(set) var configuration: BasicTrainingConfiguration
  /// What it was trained on, in the original units; only rows that have a label, if it has one.
  public let features: FeatureMatrix
  /// Standardises columns whose features ask for it, by the training rows; the identity for others.
  public let scaler: FeatureScaler
  /// The label of each row; `nil` without labels.
  public let labels: [String]?
  /// The classes of the label, in the order of its one-hot columns.
  public let classes: [String]
  /// What the label is called: "genre".
  public let labelName: String
  /// Rows left out, because they have no label.
  public let dropped: DroppedRows

  init(
    network: BasicVAE, configuration: BasicTrainingConfiguration, inputs: LabeledVectors, labelName: String,
    train: [Int]
  ) {
    self.network = network
    self.configuration = configuration
    features = inputs.features
    labels = inputs.labels
    classes = inputs.classes
    dropped = inputs.dropped
    self.labelName = labelName
    let isRaw = network.architecture.likelihood.needsRawValues || inputs.features.scaling == .none
    scaler =
      isRaw
      ? .identity(columns: network.inputs) : FeatureScaler(fitting: inputs.features.values, rows: train)
  }

  /// Features and labels as the network sees them.
  ///
  /// - Parameters:
  ///   - labels: of each row; without them those of the column ``labelName`` of the features' table.
  ///   - place: where they are to be read; `nil` = wherever they enter.
  /// - Throws: ``FeatureError`` or ``TrainingError`` when they do not fit what it was trained on.
  func scaled(_ features: FeatureMatrix, labels: [String]?, in place: ConditionPlace? = .encoder) throws
    -> ScaledVectors
  {
    try features.requireMatrix()
    guard features.columnNames == self.features.columnNames, features.values.columns == network.inputs else {
      throw FeatureError.columns(expected: self.features.columnNames, found: features.columnNames)
    }
    try features.requireFinite()
    return ScaledVectors(
      values: scaler.scale(features.values).values,
      labels: try indices(labels ?? column(of: features.rows), count: features.rows.count, in: place))
  }

  /// The columns of the classes, as far as the network reads them at `place` (`nil` = anywhere).
  func indices(_ labels: [String]?, count: Int, in place: ConditionPlace?) throws -> [Int] {
    if let place, network.architecture.labelColumns(in: place) == 0 { return [] }
    return try indices(of: labels, count: count)
  }

  /// The labels that a table holds; `nil` unless every row has one.
  func column(of rows: TrackTable) -> [String]? {
    guard case .text(let values)? = rows.column(labelName)?.content else { return nil }
    let present = values.compactMap { $0 }
    return present.count == values.count ? present : nil
  }
}

/// Vectors with their labels; rows without a label are dropped.
struct LabeledVectors {
  let features: FeatureMatrix
  let labels: [String]?
  let dropped: DroppedRows

  /// - Throws: ``TrainingError/labelCount(labels:rows:)``.
  init(_ features: FeatureMatrix, labels: [String?]? = nil) throws {
    try features.requireMatrix()
    guard let labels else {
      self.features = features
      self.labels = nil
      dropped = DroppedRows()
      return
    }
    guard labels.count == features.rows.count else {
      throw TrainingError.labelCount(labels: labels.count, rows: features.rows.count)
    }
    let kept = labels.indices.filter { labels[$0] != nil }
    self.features = kept.count == labels.count ? features : features.selecting(kept)
    self.labels = labels.compactMap { $0 }
    dropped = DroppedRows(withoutLabel: labels.count - kept.count)
  }

  var classes: [String] { Set(labels ?? []).sorted() }
}

/// Standardised vectors, row-major, and classes: what a network works on.
struct ScaledVectors {
  var values: [Float]
  /// Columns of the classes; empty where none are read.
  var labels: [Int]

  /// Lays the rows at `indices` into `pass`.
  func lay(_ indices: ArraySlice<Int>, into pass: BasicVAEPass) {
    pass.input(rows: indices.count).copy(rows: indices, of: values)
    layLabels(indices, into: pass)
  }

  /// The same without the vectors.
  func layLabels(_ indices: ArraySlice<Int>, into pass: BasicVAEPass) {
    let oneHot = pass.labels(rows: indices.count)
    if oneHot.columns > 0, !labels.isEmpty { oneHot.lay(oneHot: indices.map { labels[$0] }) }
  }
}
