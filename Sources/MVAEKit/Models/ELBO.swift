/// The two parts of a variational autoencoder's objective, per track.
public struct ELBO: Sendable, Equatable {
  /// Squared error summed over all elements of a track.
  public let reconstruction: Double
  /// KL(q(z|x) ‖ N(0, 1)) in nats, summed over latent dimensions.
  public let divergence: Double
  /// The weight of the divergence.
  public let beta: Double

  public init(reconstruction: Double, divergence: Double, beta: Double) {
    self.reconstruction = reconstruction
    self.divergence = divergence
    self.beta = beta
  }

  /// What training minimises: reconstruction + β · divergence.
  public var loss: Double { reconstruction + beta * divergence }
}
