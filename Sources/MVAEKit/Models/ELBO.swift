/// The two parts of a variational autoencoder's objective, per track.
public struct ELBO: Sendable, Equatable, Codable {
  /// −log p(x|z) of a track as training counts it, summed over its elements: as models come, the squared error.
  public let reconstruction: Double
  /// KL(q(z|x) ‖ N(0, 1)) in nats, summed over latent dimensions.
  public let divergence: Double
  /// The weight of the divergence.
  public let beta: Double
  /// What the divergence adds to the loss: β · divergence, unless free bits or a capacity change it.
  public let penalty: Double

  public init(reconstruction: Double, divergence: Double, beta: Double, penalty: Double? = nil) {
    self.reconstruction = reconstruction
    self.divergence = divergence
    self.beta = beta
    self.penalty = penalty ?? beta * divergence
  }

  /// What training minimises: reconstruction + penalty.
  public var loss: Double { reconstruction + penalty }
}
