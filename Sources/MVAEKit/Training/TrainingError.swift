/// Why a model cannot be trained or used.
public enum TrainingError: ExplainedError, Equatable {
  case parameter(name: String, value: String, allowed: String)
  case tooFewRows(Int)
  case noColumns
  case oneGroup(rows: Int)
  case tooManyWeights(Int)
  /// Too few rows have an image, a text and a label.
  case noMatches(Int, DroppedRows)
  case labelCount(labels: Int, rows: Int)
  /// A side that the convolutions cannot halve.
  case imageSide(height: Int, width: Int, layers: Int)
  case imageShape(expected: [Int], found: [Int])
  /// What the model was trained with and now is not there: "text", "genre".
  case missing(String)
  case unknownClass(String, classes: [String])
  case noLabels
  case needsImages
  case needsVectors
  /// Fewer groups than parts of the split.
  case tooFewGroups(Int, needed: Int)
  /// The model does not hold the features that it was trained on.
  case featuresMissing
  /// The loss or a gradient was no finite number in the first step, at `place` first.
  case diverged(epoch: Int, batch: Int, place: String)

  public var message: String {
    switch self {
    case .parameter(let name, let value, let allowed): "\(name) is \(value), allowed is \(allowed)"
    case .tooFewRows(let count):
      "training needs at least 2 rows, there \(count == 1 ? "is 1" : "are \(count)")"
    case .noColumns: "the features have no columns"
    case .oneGroup(let rows):
      "all \(rows) rows belong to one group (one recording, album or artist), which no split may part"
    case .tooManyWeights(let count): "this model would have \(count) weights, more than 268435456"
    case .noMatches(let count, let dropped):
      "training needs at least 2 rows, \(count) of them had every part: \(dropped.words ?? "")"
    case .labelCount(let labels, let rows): "there are \(labels) labels for \(rows) rows"
    case .imageSide(let height, let width, let layers):
      "images of \(height)×\(width) cannot be halved \(layers) times"
    case .imageShape(let expected, let found):
      "the model was trained on images of \(Self.size(expected)), these are \(Self.size(found))"
    case .missing(let part): "the model was trained with \(part), and none is given"
    case .unknownClass(let name, _): "the model knows no class \(name)"
    case .noLabels: "the model was trained without labels"
    case .needsImages: "this is a model of images, and these are feature vectors"
    case .needsVectors: "this is a model of feature vectors, not of images"
    case .featuresMissing: "the model does not hold the features that it was trained on"
    case .tooFewGroups(let count, let needed):
      "the rows are of \(count) groups (recordings, albums or artists), which no split may part; it needs \(needed)"
    case .diverged(let epoch, let batch, let place):
      "the loss became NaN or infinite in epoch \(epoch), batch \(batch), first in \(place): no good weights to keep"
    }
  }

  public var hint: String? {
    switch self {
    case .parameter, .noColumns, .labelCount, .needsVectors: nil
    case .tooFewRows: "load more tracks"
    case .noMatches: "rows are matched by track id: extract both features from the same corpus"
    case .imageSide(let height, let width, let layers): Self.sideHint(height, width, layers)
    case .imageShape: "extract them with the same bands and frames"
    case .missing(let part): "give the \(part) too"
    case .unknownClass(_, let classes): "it knows " + classes.joined(separator: ", ")
    case .noLabels: "a conditional model has classes to choose from"
    case .needsImages: "give it images, with what else it was trained on"
    case .oneGroup: "train without validation: 0, or give rows their own groups"
    case .featuresMissing:
      "a model's file has no features: give them too, or train it anew"
    case .tooFewGroups: "leave out test: or validation:, or give rows their own groups"
    case .tooManyWeights: "use smaller hidden layers"
    case .diverged: "try a smaller rate"
    }
  }

  public var parameter: String? {
    switch self {
    case .parameter(let name, _, _): name
    case .oneGroup: "validation"
    case .tooFewGroups: "test"
    case .tooManyWeights: "hidden"
    case .diverged: "rate"
    case .labelCount: "labels"
    case .unknownClass, .noLabels: "label"
    case .imageSide: "channels"
    case .featuresMissing, .tooFewRows, .noColumns, .noMatches, .imageShape, .missing, .needsImages,
      .needsVectors:
      nil
    }
  }

  private static func sideHint(_ height: Int, _ width: Int, _ layers: Int) -> String {
    let halvings = min(height, width) > 0 ? min(height.trailingZeroBitCount, width.trailingZeroBitCount) : 0
    let sides = "use images whose sides are multiples of \(1 << layers)"
    return halvings == 0
      ? sides : "give \(halvings == 1 ? "1 layer" : "up to \(halvings) layers") of channels, or \(sides)"
  }

  private static func size(_ sides: [Int]) -> String { sides.map(String.init).joined(separator: "×") }
}

extension TrainingError {
  /// Throws ``parameter(name:value:allowed:)`` for a value that is not valid.
  static func check<Value>(_ name: String, _ value: Value, _ allowed: String, _ isValid: (Value) -> Bool)
    throws
  {
    guard isValid(value) else { throw parameter(name: name, value: "\(value)", allowed: allowed) }
  }
}
