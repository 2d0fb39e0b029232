import MVAEKit

/// `train autoencoder`: the models without noise and without divergence.
enum TrainAutoencoder {
  private static let features = Key<Value>.object(
    "features", "vectors, or log-mel images, one a track", [.features, .images])
  private static let hidden = Key<[Int]>.integers(
    "hidden", "for vectors: widths of the encoder's hidden layers; the decoder mirrors them", in: 1...65536,
    default: [32, 16])
  private static let likelihood = LikelihoodLabels(Likelihood.Family.allCases)
  private static let schedule = TrainingLabels(latent: 8, epochs: 50, batch: 64)

  static let autoencoder = Command(
    "train", "autoencoder", summary: "An autoencoder: the same networks, z = μ, no KL divergence.",
    details: [
      "What a VAE is compared with: it reconstructs better and its latent space has gaps (Hinton & Salakhutdinov 2006). "
        + "Vectors go through the basic model's layers, images through the multimodal model's convolutions (then 16 dimensions)."
    ],
    subjects: [features.parameter],
    labels: [hidden.parameter] + ImageLabels.parameters + likelihood.parameters
      + schedule.plainParameters + CheckpointLabels.parameters,
    examples: [
      .init("plain = train autoencoder mfcc latent: 8", "as the basic model, without the divergence"),
      .init("pictures = train autoencoder mel epochs: 30", "convolutions"),
      .init("linear = train autoencoder mfcc hidden: []", "spans the space of the principal components"),
    ], sweeps: true
  ) { invocation in
    let value = try invocation.value(features)
    if let images = value.as(FeatureTensor.self) { return try train(images, invocation) }
    guard let vectors = value.as(FeatureMatrix.self) else { return nil }
    return try train(vectors, invocation)
  }

  private static func train(_ images: FeatureTensor, _ invocation: Invocation) throws -> Value {
    try invocation.refuse(hidden, because: "images go through convolutions: `channels:`")
    var architecture = try ImageLabels.architecture(
      study: MultimodalVAE.study, bench: MultimodalVAE.bench, latent: schedule.latent, invocation)
    architecture.samples = false
    architecture.likelihood = try likelihood.value(invocation)
    let configuration = ImageTrainingConfiguration(
      architecture: architecture, schedule: try schedule.values(invocation))
    return try invocation.training { report in
      try MultimodalVAE.train(
        images: images, configuration: configuration, checkpoint: try CheckpointLabels.file(invocation),
        cancellation: invocation.cancellation, progress: report)
    }
  }

  private static func train(_ vectors: FeatureMatrix, _ invocation: Invocation) throws -> Value {
    try ImageLabels.refuse(invocation)
    let architecture = BasicArchitecture(
      hidden: try invocation.value(hidden), latent: try invocation.value(schedule.latent),
      likelihood: try likelihood.value(invocation), samples: false)
    try invocation.requireMemory(
      architecture.trainingBytes(inputs: vectors.values.columns), for: "the model's weights", at: hidden)
    let configuration = BasicTrainingConfiguration(
      architecture: architecture, schedule: try schedule.values(invocation))
    return try invocation.training { report in
      try BasicVAE.train(
        features: vectors, configuration: configuration, checkpoint: try CheckpointLabels.file(invocation),
        cancellation: invocation.cancellation, progress: report)
    }
  }
}
