/// Rows drawn in a few dimensions, with what made them, how well they keep neighbourhoods, and where new rows lie.
public struct Projection: Sendable {
  public enum Method: Sendable {
    case pca(PrincipalComponents)
    case tsne(TSNE)
    case umap(UMAP)

    /// As the field writes it.
    public var name: String {
      switch self {
      case .pca: "PCA"
      case .tsne: "t-SNE"
      case .umap: "UMAP"
      }
    }
  }

  public let method: Method
  /// The features that were projected, in words.
  public let source: String
  /// Shape [rows, dimensions]; not scaled again by methods that measure distances.
  public let coordinates: FeatureMatrix
  /// `nil` where it was not measured, or for too few rows.
  public let quality: MapQuality?
  /// Names of the columns that were projected.
  public let columnNames: [String]
  private let scaler: FeatureScaler?

  /// Projects `features`, scaled as they ask for, by what `fit` makes of them.
  ///
  /// - Throws: what `fit` throws; `CancellationError`.
  public init(
    _ features: FeatureMatrix, source: String, labels: [String?]? = nil, measures: Bool = true,
    cancellation: Cancellation = Cancellation(), fit: (Tensor) throws -> Method
  ) throws {
    try features.requireMatrix()
    try features.requireFinite()
    let scaler = features.scaling == .standard ? FeatureScaler(fitting: features.values) : nil
    let values = scaler?.scale(features.values) ?? features.values
    method = try fit(values)
    let map = try Self.coordinates(method, of: values, cancellation)
    quality =
      measures ? try Self.quality(of: map, showing: values, labels: labels, cancellation) : nil
    coordinates = Self.matrix(map, method, rows: features.rows)
    columnNames = features.columnNames
    self.source = source
    self.scaler = scaler
  }

  /// Where other rows of the same columns lie, with the fitted ones in place.
  ///
  /// - Throws: ``FeatureError`` for other columns; ``ProjectionError``, ``NeighborError``; `CancellationError`.
  public func place(
    _ features: FeatureMatrix, cancellation: Cancellation = Cancellation(),
    progress: @escaping ProgressHandler = { _ in }
  ) throws -> FeatureMatrix {
    try features.requireMatrix()
    try features.requireFinite()
    guard features.columnNames == columnNames else {
      throw ProjectionError.otherColumns(expected: columnNames, found: features.columnNames)
    }
    let values = scaler?.scale(features.values) ?? features.values
    let map =
      switch method {
      case .pca(let components): try components.project(values, cancellation: cancellation)
      case .tsne(let tsne): try tsne.place(values, cancellation: cancellation, progress: progress)
      case .umap(let umap): try umap.place(values, cancellation: cancellation, progress: progress)
      }
    return Self.matrix(map, method, rows: features.rows)
  }

  private static func coordinates(
    _ method: Method, of values: Tensor, _ cancellation: Cancellation
  ) throws -> Tensor {
    switch method {
    case .pca(let components): try components.project(values, cancellation: cancellation)
    case .tsne(let tsne): tsne.coordinates
    case .umap(let umap): umap.coordinates
    }
  }

  private static func quality(
    of map: Tensor, showing values: Tensor, labels: [String?]?, _ cancellation: Cancellation
  ) throws -> MapQuality? {
    let k = min(10, (values.rows - 1) / 2)
    guard k >= 1 else { return nil }
    return try MapQuality(of: map, showing: values, k: k, labels: labels, cancellation: cancellation)
  }

  private static func matrix(_ map: Tensor, _ method: Method, rows: TrackTable) -> FeatureMatrix {
    FeatureMatrix(
      name: method.name, rows: rows, values: map,
      columnNames: (1...max(1, map.columns)).map { "\(method.name) \($0)" }, scaling: .none)
  }
}
