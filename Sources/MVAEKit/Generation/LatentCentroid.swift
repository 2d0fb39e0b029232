/// The middle of a class in the latent space: the mean of μ over its tracks.
public struct LatentCentroid: Sendable, Equatable {
  public let label: String
  /// The label column that the class is of.
  public let column: String
  /// Tracks of the class.
  public let count: Int
  /// One number a latent dimension.
  public let mean: [Double]
  /// √(Σ ‖μ − mean‖² / count): how far from it its tracks lie.
  public let spread: Double

  /// - Parameters:
  ///   - means: μ, shape [rows, latent].
  ///   - rows: those of the class; without any the mean is 0.
  init(label: String, column: String, means: Tensor, rows: [Int]) {
    var sums = [Double](repeating: 0, count: means.columns)
    for row in rows {
      for (index, value) in means.row(row).enumerated() { sums[index] += Double(value) }
    }
    let count = Double(max(1, rows.count))
    let mean = sums.map { $0 / count }
    let squares = rows.reduce(0.0) { sum, row in
      zip(means.row(row), mean).reduce(sum) { $0 + (Double($1.0) - $1.1) * (Double($1.0) - $1.1) }
    }
    (self.label, self.column, self.mean) = (label, column, mean)
    self.count = rows.count
    spread = (squares / count).squareRoot()
  }

  /// As latents of one row that is called like the class: what a model decodes and figures draw.
  ///
  /// Its label columns are the class, how many `tracks` it has and their `spread`.
  public var features: FeatureMatrix {
    let columns = [
      Column(name: column, content: .text([label])),
      Column(name: "tracks", content: .numbers([Double(count)])),
      Column(name: "spread", content: .numbers([spread])),
    ]
    let values = Tensor(shape: [1, mean.count], values: mean.map { Float($0) })
    return FeatureMatrix(
      name: "centroid of \(label)", rows: TrackTable(ids: [label], groups: [label], columns: columns),
      values: values ?? Tensor(shape: [1, mean.count]), columnNames: mean.indices.map { "z\($0)" },
      scaling: .none)
  }
}

/// The way from one class to another: an attribute vector (Larsen et al. 2016, section 4.2; White 2016).
public struct LatentShift: Sendable, Equatable {
  public let from: LatentCentroid
  public let to: LatentCentroid
  /// 1 goes from the one centroid to the other, 0 nowhere, below 0 away.
  public let strength: Double

  public init(from: LatentCentroid, to: LatentCentroid, strength: Double = 1) {
    (self.from, self.to, self.strength) = (from, to, strength)
  }

  /// strength · (to − from), one number a latent dimension.
  public var vector: [Double] { zip(from.mean, to.mean).map { strength * ($1 - $0) } }

  /// z + ``vector`` of every row of `latents`, shape [rows, latent].
  public func moved(_ latents: Tensor) -> Tensor {
    let vector = vector
    var result = latents
    for index in result.values.indices where !vector.isEmpty {
      result.values[index] = Float(Double(result.values[index]) + vector[index % vector.count])
    }
    return result
  }
}
