extension Column {
  var count: Int {
    switch content {
    case .text(let values): values.count
    case .numbers(let values): values.count
    }
  }

  /// Row `row` as a CSV field.
  func field(_ row: Int) -> String {
    switch content {
    case .text(let values): CSVWriter.field(values[row])
    case .numbers(let values): CSVWriter.field(values[row])
    }
  }

  /// As an array: missing text is empty, missing numbers are NaN.
  var array: NumpyArray {
    switch content {
    case .text(let values): NumpyArray(.text(values.map { $0 ?? "" }))
    case .numbers(let values): NumpyArray(.doubles(values))
    }
  }
}

extension TrackTable {
  /// Ids, and groups where they say more than the ids.
  var leadingColumns: [Column] {
    let id = Column(name: "id", content: .text(ids))
    return groups == ids ? [id] : [id, Column(name: "group", content: .text(groups))]
  }
}

extension NumpyArchive {
  /// Appends ids, groups and label columns; a column named like an array that is there already gets a `_` behind.
  mutating func append(rows: TrackTable) {
    for column in rows.leadingColumns + rows.columns {
      var name = column.name
      while names.contains(name) { name += "_" }
      append(name, column.array)
    }
  }
}

extension TrainingHistory {
  /// One row an epoch: reconstruction, divergence, beta, loss (per track) of both parts, seconds.
  public var columns: [Column] {
    func numbers(_ name: String, _ value: (EpochRecord) -> Double?) -> Column {
      Column(name: name, content: .numbers(epochs.map { value($0) ?? .nan }))
    }
    return [
      numbers("epoch") { Double($0.epoch) },
      numbers("reconstruction") { $0.train.reconstruction },
      numbers("divergence") { $0.train.divergence },
      numbers("beta") { $0.beta },
      numbers("loss") { $0.train.loss },
      numbers("validation_reconstruction") { $0.validation?.reconstruction },
      numbers("validation_divergence") { $0.validation?.divergence },
      numbers("validation_loss") { $0.validation?.loss },
      numbers("seconds") { $0.seconds },
    ]
  }
}

extension Comparison {
  /// One row a method; of a score `_sd` is the standard deviation over its runs, `_low` and `_high` bound the 95 %
  /// interval over tracks and runs.
  public var columns: [Column] {
    func numbers(_ name: String, _ value: (ComparisonRow) -> Double?) -> Column {
      Column(name: name, content: .numbers(rows.map { value($0) ?? .nan }))
    }
    let measured = scores.flatMap { score in
      [
        numbers(score.rawValue) { $0[score]?.mean },
        numbers(score.rawValue + "_sd") { $0[score]?.standardDeviation },
        numbers(score.rawValue + "_low") { $0[score]?.interval?.lowerBound },
        numbers(score.rawValue + "_high") { $0[score]?.interval?.upperBound },
      ]
    }
    return [
      Column(name: "method", content: .text(rows.map(\.name))),
      Column(name: "kind", content: .text(rows.map(\.kind.rawValue))),
      numbers("dimensions") { Double($0.dimensions) },
      numbers("active_units") { $0.activeUnits.map(Double.init) },
    ] + measured + [Column(name: "note", content: .text(rows.map(\.note)))]
  }
}
