/// Why a model cannot be evaluated.
public enum EvaluationError: ExplainedError, Equatable {
  case noRows(SplitPart)
  case samples(Int)

  public var message: String {
    switch self {
    case .noRows(let part): "the model has no \(part.rawValue) rows"
    case .samples(let count): "\(count) samples a row; allowed is 1 to 1000000"
    }
  }

  public var hint: String? {
    switch self {
    case .noRows(.validation): "train with validation: 0.1, or evaluate the training rows"
    case .noRows(.test): "train with test: 0.2, or give the features of other tracks"
    case .noRows, .samples: nil
    }
  }

  public var parameter: String? {
    switch self {
    case .noRows: "part"
    case .samples: "samples"
    }
  }
}

/// Rows of a ``TrainingSplit``.
public enum SplitPart: String, Sendable, CaseIterable {
  case train, validation, test, all
}

extension TrainingSplit {
  /// The rows of a part, in ascending order.
  public func rows(_ part: SplitPart) -> [Int] {
    switch part {
    case .train: train
    case .validation: validation
    case .test: test
    case .all: (train + validation + test).sorted()
    }
  }
}
