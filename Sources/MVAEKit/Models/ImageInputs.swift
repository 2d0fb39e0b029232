/// Images with the texts and labels of the same tracks, row by row.
public struct ImageInputs: Sendable, Equatable {
  /// Only the rows that every part has, in the images' order.
  public let images: FeatureTensor
  /// The same rows; `nil` without texts.
  public let text: FeatureMatrix?
  /// The label of each row; `nil` without labels.
  public let labels: [String]?
  /// Rows left out, because another part does not have them.
  public let dropped: DroppedRows

  public var rows: TrackTable { images.rows }

  /// Matches rows by track id; a row that has no text or no label is dropped and counted.
  ///
  /// - Parameter labels: one a row of the images, `nil` = missing.
  /// - Throws: ``FeatureError`` for values of a wrong shape or not finite, ``TrainingError/labelCount(labels:rows:)``.
  public init(images: FeatureTensor, text: FeatureMatrix? = nil, labels: [String?]? = nil) throws {
    try images.requireImages()
    try text?.requireMatrix()
    if let labels, labels.count != images.rows.count {
      throw TrainingError.labelCount(labels: labels.count, rows: images.rows.count)
    }
    var textRows: [String: Int] = [:]
    for (row, id) in (text?.rows.ids ?? []).enumerated() where textRows[id] == nil { textRows[id] = row }
    var kept: [Int] = []
    var (withoutText, withoutLabel) = (0, 0)
    for (row, id) in images.rows.ids.enumerated() {
      if text != nil, textRows[id] == nil {
        withoutText += 1
      } else if let labels, labels[row] == nil {
        withoutLabel += 1
      } else {
        kept.append(row)
      }
    }
    let ids = Set(images.rows.ids)
    dropped = DroppedRows(
      withoutText: withoutText, withoutLabel: withoutLabel,
      withoutImage: textRows.keys.filter { !ids.contains($0) }.count)
    self.images = kept.count == images.rows.count ? images : images.selecting(kept)
    self.text = text?.selecting(kept.compactMap { textRows[images.rows.ids[$0]] })
    self.labels = labels.map { labels in kept.compactMap { labels[$0] } }
    try self.images.requireFinite()
    try self.text?.requireFinite()
  }

  /// The rows at `indices`, in that order.
  public func selecting(_ indices: [Int]) -> ImageInputs {
    ImageInputs(
      images: images.selecting(indices), text: text?.selecting(indices),
      labels: labels.map { labels in indices.map { labels[$0] } }, dropped: DroppedRows())
  }

  /// The tracks and labels of inputs whose values are not kept.
  init(emptyImages images: FeatureTensor, text: FeatureMatrix?, labels: [String]?) {
    self.init(images: images, text: text, labels: labels, dropped: DroppedRows())
  }

  private init(images: FeatureTensor, text: FeatureMatrix?, labels: [String]?, dropped: DroppedRows) {
    self.images = images
    self.text = text
    self.labels = labels
    self.dropped = dropped
  }
}

/// How many rows had no partner when features were matched.
public struct DroppedRows: Sendable, Equatable {
  public let withoutText: Int
  public let withoutLabel: Int
  /// Rows of the text that have no image.
  public let withoutImage: Int

  public init(withoutText: Int = 0, withoutLabel: Int = 0, withoutImage: Int = 0) {
    self.withoutText = withoutText
    self.withoutLabel = withoutLabel
    self.withoutImage = withoutImage
  }

  public var total: Int { withoutText + withoutLabel + withoutImage }

  /// "12 tracks without text, 3 without label"; `nil` when none was dropped.
  public var words: String? {
    let parts = [(withoutText, "text"), (withoutLabel, "label"), (withoutImage, "image")]
      .filter { $0.0 > 0 }
    guard let first = parts.first else { return nil }
    let rest = parts.dropFirst().map { ", \($0.0) without \($0.1)" }.joined()
    return "\(first.0) \(first.0 == 1 ? "track" : "tracks") without \(first.1)" + rest
  }
}

extension FeatureTensor {
  /// Throws when the values are no images, one a row of the table.
  func requireImages() throws {
    guard values.shape.count == 3, values.rows == rows.count else {
      throw FeatureError.shape(feature: name, shape: values.shape, rows: rows.count)
    }
  }

  /// Throws when a value is NaN or infinite, naming its row and pixel.
  func requireFinite() throws {
    guard let index = values.values.firstIndex(where: { !$0.isFinite }) else { return }
    let size = max(1, values.columns)
    throw FeatureError.notFinite(
      feature: name, row: rows.ids[index / size], column: pixelName(index % size))
  }
}
