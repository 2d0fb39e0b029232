/// What features are, as it is stored; their values are a tensor, or left out in a model's file.
struct SavedFeatures: Codable {
  let name: String
  let columnNames: [String]?
  let scaling: FeatureMatrix.Scaling?
  /// Height and width of an image.
  let image: [Int]?
  let content: FeatureTensor.Content?
  let rows: SavedRows?
  let recipe: SavedRecipe?

  private static let values = "values"

  /// A matrix with its values, and the scaler that standardises it.
  init(_ matrix: FeatureMatrix, _ parts: inout SavedParts) {
    self.init(of: matrix, rows: matrix.rows, prefix: "", &parts)
    parts.append(Self.values, matrix.values)
    if matrix.scaling == .standard, matrix.values.rows > 0 {
      let scaler = FeatureScaler(fitting: matrix.values)
      parts.append("mvae.scaler.means", scaler.means)
      parts.append("mvae.scaler.deviations", scaler.deviations)
    }
  }

  /// Images with their values.
  init(_ images: FeatureTensor, _ parts: inout SavedParts) {
    self.init(of: images, rows: images.rows, prefix: "", &parts)
    parts.append(Self.values, images.values)
  }

  /// A matrix without its values; `prefix` keeps apart the tensors of several recipes.
  init(of matrix: FeatureMatrix, rows: TrackTable? = nil, prefix: String, _ parts: inout SavedParts) {
    name = matrix.name
    columnNames = matrix.columnNames
    scaling = matrix.scaling
    image = nil
    content = nil
    self.rows = rows.map(SavedRows.init)
    recipe = matrix.recipe.map { SavedRecipe($0, prefix: prefix, &parts) }
  }

  init(of images: FeatureTensor, rows: TrackTable? = nil, prefix: String, _ parts: inout SavedParts) {
    name = images.name
    columnNames = nil
    scaling = nil
    image = Array(images.values.shape.dropFirst())
    content = images.content
    self.rows = rows.map(SavedRows.init)
    recipe = images.recipe.map { SavedRecipe($0, prefix: prefix, &parts) }
  }

  init(of features: ModelFeatures, prefix: String, _ parts: inout SavedParts) {
    switch features {
    case .vectors(let matrix): self.init(of: matrix, prefix: prefix, &parts)
    case .images(let images): self.init(of: images, prefix: prefix, &parts)
    }
  }

  /// The features of a file of their own.
  func value(_ parts: SavedParts) throws -> SavedFile {
    guard let rows = try rows?.value(parts) else {
      throw StorageError.malformed(path: parts.path, reason: "its description lacks rows")
    }
    if let image {
      try parts.require(
        image.count == 2 && image.allSatisfy { (1...65536).contains($0) }, "its images have no sides")
      let shape = [rows.count] + image
      let values = Tensor(shape: shape, values: try parts.floats(Self.values, shape: shape))
      return .images(
        FeatureTensor(
          name: name, rows: rows, values: values ?? Tensor(shape: [0] + image),
          content: content ?? .spectrogram, recipe: try recipe?.value(parts, prefix: "")))
    }
    let shape = [rows.count, columnNames?.count ?? 0]
    let values = Tensor(shape: shape, values: try parts.floats(Self.values, shape: shape))
    return .features(
      FeatureMatrix(
        name: name, rows: rows, values: values ?? Tensor(shape: [0, shape[1]]),
        columnNames: columnNames ?? [],
        scaling: scaling ?? .standard, recipe: try recipe?.value(parts, prefix: "")))
  }

  /// Features that a model was trained on, without values.
  func emptyMatrix(columns: Int, rows: TrackTable, prefix: String, _ parts: SavedParts) throws
    -> FeatureMatrix
  {
    let names = columnNames ?? []
    try parts.require(
      names.count == columns, "the features have \(names.count) columns for \(columns) inputs of the network")
    return FeatureMatrix(
      name: name, rows: rows, values: Tensor(shape: [0, columns]), columnNames: names,
      scaling: scaling ?? .standard, recipe: try recipe?.value(parts, prefix: prefix))
  }
}

/// How features were made, as it is stored.
struct SavedRecipe: Codable {
  let mfcc: MFCCConfiguration?
  let mel: MelConfiguration?
  let spectral: SpectralConfiguration?
  let sampleRate: Int?
  let lyrics: SavedLyrics?
  let embedding: LyricsEmbedding?

  struct SavedLyrics: Codable {
    let words: TFIDFConfiguration
    let vocabulary: [String]
    let dimensions: Int
    let scaling: FeatureMatrix.Scaling
  }

  init(_ recipe: FeatureRecipe, prefix: String, _ parts: inout SavedParts) {
    switch recipe {
    case .mfcc(let configuration, let rate):
      (mfcc, mel, spectral, sampleRate, lyrics, embedding) = (configuration, nil, nil, rate, nil, nil)
    case .mel(let configuration, let rate):
      (mfcc, mel, spectral, sampleRate, lyrics, embedding) = (nil, configuration, nil, rate, nil, nil)
    case .spectral(let configuration, let rate):
      (mfcc, mel, spectral, sampleRate, lyrics, embedding) = (nil, nil, configuration, rate, nil, nil)
    case .embedding(let recipe):
      (mfcc, mel, spectral, sampleRate, lyrics, embedding) = (nil, nil, nil, nil, nil, recipe)
    case .lyrics(let encoder):
      (mfcc, mel, spectral, sampleRate, embedding) = (nil, nil, nil, nil, nil)
      lyrics = SavedLyrics(
        words: encoder.vectorizer.configuration, vocabulary: encoder.vectorizer.vocabulary,
        dimensions: encoder.dimensions, scaling: encoder.scaling)
      let (name, components) = ("mvae.\(prefix)lyrics.", encoder.components)
      parts.append(name + "inverse_document_frequencies", encoder.vectorizer.inverseDocumentFrequencies)
      parts.append(name + "components", components.directionsByColumn, columns: components.count)
      parts.append(name + "singular_values", components.singularValues)
      parts.append(name + "explained_variance", components.explainedVariance)
      parts.append(name + "explained_variance_ratio", components.explainedVarianceRatio)
    }
  }

  func value(_ parts: SavedParts, prefix: String) throws -> FeatureRecipe? {
    if let mfcc { return .mfcc(mfcc, sampleRate: sampleRate ?? 0) }
    if let mel { return .mel(mel, sampleRate: sampleRate ?? 0) }
    if let spectral { return .spectral(spectral, sampleRate: sampleRate ?? 0) }
    if let embedding { return .embedding(embedding) }
    guard let lyrics else { return nil }
    let (name, count, words) = ("mvae.\(prefix)lyrics.", lyrics.dimensions, lyrics.vocabulary.count)
    try parts.require((1...1 << 20).contains(count), "the lyrics have \(count) dimensions")
    let vectorizer = try TFIDFVectorizer(
      vocabulary: lyrics.vocabulary,
      inverseDocumentFrequencies: try parts.doubles(name + "inverse_document_frequencies", shape: [words]),
      configuration: lyrics.words)
    let components = try TruncatedSVD(
      singularValues: try parts.doubles(name + "singular_values", shape: [count]),
      explainedVariance: try parts.doubles(name + "explained_variance", shape: [count]),
      explainedVarianceRatio: try parts.doubles(name + "explained_variance_ratio", shape: [count]),
      columns: words, directions: try parts.doubles(name + "components", shape: [words, count]))
    return .lyrics(
      try LyricsEncoder(vectorizer: vectorizer, components: components, scaling: lyrics.scaling))
  }
}
