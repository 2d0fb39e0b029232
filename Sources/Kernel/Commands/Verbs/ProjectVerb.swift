import MVAEKit

/// `project`: vectors in two or three dimensions, for the eye.
enum ProjectVerb {
  static let verb = Verb(
    "project", summary: "Lays vectors out in few dimensions: PCA, t-SNE, UMAP.", [pca, tsne, umap])

  private static let vectors = Key<Value>.object("vectors", "a model, or features", Observations.kinds)
  private static let dimensions = Key<Int>.integer("dimensions", "of the map", in: 2...3, default: 2)
  private static let components = Key<Int>.integer(
    "dimensions", "how many components", in: 1...512, default: 2)
  private static let labels = Key<String>.column(
    "labels", "the labels whose agreement among neighbours is measured; never seen by the method",
    default: "genre")
  private static let seed = Key<Int>.integer("seed", "the map follows from it", in: Seed.range, default: 1)
  private static let perplexity = Key<Double>.number(
    "perplexity", "how many neighbours count, smoothly; at most a third of the tracks", in: 1...10_000,
    default: 30)
  private static let steps = Key<Int>.integer(
    "epochs", "steps of the descent, the first quarter exaggerated", in: 1...1_000_000, default: 1000)
  private static let neighbors = Key<Int>.integer(
    "neighbors", "neighbours of each track, itself among them", in: 2...1000, default: 15)
  private static let distance = Key<Double>.number(
    "min_dist", "how closely neighbours are drawn", in: 0...1, default: 0.1)
  private static let epochs = Key<Int>.integer(
    "epochs", "passes over the edges: 500, from 10,000 tracks on 200", in: 1...1_000_000)

  private static let pca = Command(
    "project", "pca", summary: "Principal components: the directions of largest variance.",
    details: ["Columns are centred; the components have scikit-learn's signs."],
    subjects: [vectors.parameter], labels: [components.parameter, labels.parameter],
    examples: [.init("axes = project pca mfcc dimensions: 10", "ten components, to cluster or to export")]
  ) { invocation in
    let count = try invocation.value(components)
    return try projection(invocation) { values, _ in
      .pca(try PrincipalComponents(values, count: count, cancellation: invocation.cancellation))
    }
  }

  private static let tsne = Command(
    "project", "tsne", summary: "Neighbours stay neighbours: t-SNE (van der Maaten & Hinton 2008).",
    details: [
      "The same seed gives the same map at any number of threads. Distances between far groups, and their sizes, say "
        + "nothing. KL(P ‖ Q) is told without exaggeration; less is better on the same vectors and perplexity."
    ],
    subjects: [vectors.parameter],
    labels: [
      dimensions.parameter, perplexity.parameter, steps.parameter, seed.parameter, labels.parameter,
    ],
    examples: [
      .init("map = project tsne fused", "a model's latents"),
      .init("map = project tsne mfcc perplexity: 50 seed: 7", "features, with more neighbours"),
    ]
  ) { invocation in
    let rows = try Observations.matrix(vectors, invocation).rows.count
    var configuration = TSNE.Configuration(rows: rows, seed: UInt64(try invocation.value(seed)))
    configuration.dimensions = try invocation.value(dimensions)
    configuration.steps = try invocation.value(steps)
    configuration.earlySteps = min(configuration.earlySteps, configuration.steps / 4)
    configuration.perplexity = invocation.given(perplexity) ?? configuration.perplexity
    return try projection(invocation) { values, progress in
      .tsne(try TSNE(values, configuration, cancellation: invocation.cancellation, progress: progress))
    }
  }

  private static let umap = Command(
    "project", "umap", summary: "UMAP: the graph of neighbours, drawn (McInnes, Healy & Melville 2018).",
    details: [
      "The same seed gives the same map at any number of threads. Distances between far groups, and their sizes, say "
        + "little."
    ],
    subjects: [vectors.parameter],
    labels: [
      dimensions.parameter, neighbors.parameter, distance.parameter, epochs.parameter, seed.parameter,
      labels.parameter,
    ],
    examples: [
      .init("map = project umap fused", "a model's latents"),
      .init("map = project umap mfcc neighbors: 30 min_dist: 0 dimensions: 3", "wider and denser, in space"),
    ]
  ) { invocation in
    let rows = try Observations.matrix(vectors, invocation).rows.count
    var configuration = UMAP.Configuration(rows: rows, seed: UInt64(try invocation.value(seed)))
    configuration.dimensions = try invocation.value(dimensions)
    configuration.minimumDistance = try invocation.value(distance)
    configuration.epochs = invocation.given(epochs)
    configuration.neighbors = invocation.given(neighbors) ?? configuration.neighbors
    return try projection(invocation) { values, progress in
      .umap(try UMAP(values, configuration, cancellation: invocation.cancellation, progress: progress))
    }
  }

  private static func projection(
    _ invocation: Invocation, fit: (Tensor, @escaping ProgressHandler) throws -> Projection.Method
  ) throws -> Value {
    let matrix = try Observations.matrix(vectors, invocation)
    let label = invocation.optional(labels) ?? matrix.rows.defaultLabel
    let source = try Observations.name(vectors, invocation)
    return try invocation.withProgress { progress in
      .object(
        try Projection(
          matrix, source: source, labels: label.flatMap(matrix.rows.column)?.texts,
          cancellation: invocation.cancellation
        ) { try fit($0, progress) })
    }
  }
}
