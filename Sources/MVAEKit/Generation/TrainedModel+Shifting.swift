extension TrainedModel {
  /// The middle of a class in the latent space, over all of the model's tracks that have it.
  ///
  /// - Parameters:
  ///   - column: a label column of ``rows``, text or numbers; the model's own label, else `genre`, else the first
  ///     with 2 to 50 categories if left out.
  ///   - parameter: what the class is called where it was asked for, for errors.
  /// - Throws: ``LatentClassError``.
  public func centroid(of label: String, in column: String? = nil, parameter: String = "label") throws
    -> LatentCentroid
  {
    let classes = try latentClasses(in: column)
    let members = classes.labels.indices.filter { classes.labels[$0] == label }
    guard !members.isEmpty else {
      throw LatentClassError.unknownClass(
        label, column: classes.column, classes: classes.names, parameter: parameter)
    }
    return LatentCentroid(label: label, column: classes.column, means: posterior.mean, rows: members)
  }

  /// The way from one class to another, for ``shifted(_:by:cancellation:)``.
  ///
  /// - Parameter column: as for ``centroid(of:in:parameter:)``.
  /// - Throws: ``LatentClassError``, which names `from` or `to`.
  public func shift(from: String, to: String, in column: String? = nil, strength: Double = 1) throws
    -> LatentShift
  {
    LatentShift(
      from: try centroid(of: from, in: column, parameter: "from"),
      to: try centroid(of: to, in: column, parameter: "to"), strength: strength)
  }

  /// Tracks through μ, along a way of the latent space, and back: features in their own units.
  ///
  /// Where the classes are those of the model's own label, it decodes the second from half of the way on, else each
  /// track's own. An image keeps its own range of values, as in a reconstruction; a shift of strength 0 is one.
  ///
  /// - Throws: ``FeatureError`` or ``TrainingError`` when the features do not fit what it was trained on,
  ///   ``GenerationError``.
  public func shifted(
    _ inputs: ModelInputs, by shift: LatentShift, cancellation: Cancellation = Cancellation()
  ) throws -> ModelFeatures {
    let latents = shift.moved(try encode(inputs, cancellation: cancellation).mean)
    let isOwnLabel = labelName == shift.from.column && shift.strength >= 0.5
    let labels =
      isOwnLabel ? inputs.rows.ids.map { _ in shift.to.label } : labelName.flatMap(inputs.labels)
    let name = "\(inputs.features.name), \(shift.from.label) to \(shift.to.label)"
    if case .images(let images) = inputs {
      let decoded = try decodeImages(latents, labels: labels, text: images.text, cancellation: cancellation)
      return ModelFeatures.images(try self.images().inOwnRanges(decoded, of: images))
        .replacing(name: name, rows: rows(of: inputs, labels))
    }
    return try decodeFeatures(latents, labels: labels, rows: inputs.rows, cancellation: cancellation)
      .replacing(name: name, rows: rows(of: inputs, labels))
  }

  private func rows(of inputs: ModelInputs, _ labels: [String]?) -> TrackTable {
    guard let labels, let labelName else { return inputs.rows }
    return inputs.rows.adding(Column(name: labelName, content: .text(labels)))
  }

  private func latentClasses(in column: String?) throws -> LatentClasses {
    if let rowClasses, let labelName, column == nil || column == labelName {
      return LatentClasses(column: labelName, labels: rowClasses)
    }
    guard let name = column ?? rows.typicalLabel else { throw LatentClassError.noLabels }
    guard let found = rows.column(name) else {
      throw LatentClassError.noColumn(name, columns: rows.columnNames)
    }
    return LatentClasses(column: name, labels: found.classNames)
  }
}

/// The class of every row of a model.
private struct LatentClasses {
  let column: String
  let labels: [String?]

  var names: [String] { Set(labels.compactMap { $0 }).sorted() }
}

extension TrackTable {
  /// `genre`, else the first column of 2 to 50 categories.
  fileprivate var typicalLabel: String? {
    if column("genre") != nil { return "genre" }
    return columns.first { column in
      guard case .text(let values) = column.content else { return false }
      return (2...50).contains(Set(values.compactMap { $0 }).count)
    }?.name
  }
}

extension Column {
  /// Categories as they are, whole numbers without a point.
  fileprivate var classNames: [String?] {
    switch content {
    case .text(let values): values
    case .numbers(let values):
      values.map { value in value.isNaN ? nil : Int(exactly: value).map(String.init) ?? "\(value)" }
    }
  }
}

extension ModelInputs {
  /// The class of each row: given ones, else those of the label's column; `nil` where one is missing.
  fileprivate func labels(_ name: String) -> [String]? {
    switch self {
    case .vectors(_, let labels?): return labels
    case .images(let images) where images.labels != nil: return images.labels
    default:
      guard case .text(let values)? = rows.column(name)?.content else { return nil }
      let known = values.compactMap { $0 }
      return known.count == values.count ? known : nil
    }
  }
}

extension ImageContent {
  /// Images of the typical range, each brought to that of its original.
  fileprivate func inOwnRanges(_ decoded: FeatureTensor, of originals: ImageInputs) -> FeatureTensor {
    let (typical, width) = (scaling.typical, decoded.values.columns)
    var values = decoded.values
    for row in 0..<values.rows {
      let own = ImageScaling.Range(of: originals.images.values.row(row))
      for index in row * width..<(row + 1) * width {
        let share = typical.width > 0 ? (Double(values.values[index]) - typical.lowest) / typical.width : 0
        values.values[index] = Float(share * own.width + own.lowest)
      }
    }
    return FeatureTensor(
      name: decoded.name, rows: decoded.rows, values: values, content: decoded.content,
      recipe: decoded.recipe)
  }
}
