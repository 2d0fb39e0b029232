import MVAEKit

/// `place`: new tracks on a map that is there.
enum PlaceVerb {
  private static let map = Key<Projection>.value("projection", "the map, which stays as it is")
  private static let vectors = Key<Value>.object(
    "vectors", "vectors of the same columns as those that were projected", Observations.kinds)

  static let place = Command(
    "place", summary: "Places new vectors on a projection, whose own points stay where they are.",
    details: [
      "PCA projects them; t-SNE and UMAP begin among each one's nearest neighbours and descend with the map fixed."
    ],
    subjects: [map.parameter, vectors.parameter],
    examples: [
      .init("placed = place map mfcc2", "other tracks on the map of mfcc"),
      .init("placed = place map mfcc2\nplot latent placed", "only these"),
    ]
  ) { invocation in
    let matrix = try Observations.matrix(vectors, invocation)
    let projection = try invocation.value(map)
    return try invocation.withProgress { progress in
      do {
        return .object(
          try projection.place(matrix, cancellation: invocation.cancellation, progress: progress))
      } catch let error as ProjectionError {
        throw invocation.diagnostic("OtherColumns", error.message, at: vectors, hint: error.hint)
      }
    }
  }
}
