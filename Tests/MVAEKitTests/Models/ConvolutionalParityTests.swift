import Testing

@testable import MVAEKit

/// The convolutional models against PyTorch's stored weights, inputs, noise, losses and gradients, by oneDNN and
/// by the portable loops.
@Suite struct ConvolutionalParityTests {
  private static let paths = [ComputePath.best, .portable]

  @Test(arguments: ConvolutionalReference.names, paths)
  func lossAndGradientsEqualPyTorch(_ name: String, _ path: ComputePath) throws {
    guard let reference = try ConvolutionalReference(name, path: path) else { return }
    let gradients = Buffer(count: reference.model.layout.length)
    let elbo = try reference.pass.learn(
      reference.count, penalty: DivergencePenalty(beta: 1), key: 1, weights: reference.weights,
      gradients: gradients)

    let loss = try reference.number("loss64")
    #expect(abs(elbo.loss - loss) < 1e-6 * loss)
    #expect(abs(elbo.reconstruction - (try reference.number("recon64"))) < 1e-6 * loss)
    #expect(abs(elbo.divergence - (try reference.number("kl64"))) < 1e-6 * loss)
    // Single precision: 1e-4 of the largest gradient, as float32 sums over all pixels leave.
    let (worst, largest) = try reference.compare(gradients, reference.learned, prefix: "g64_")
    #expect(largest > 0)
    #expect(worst < 1e-4 * largest)
    // float32: outputs are of size 1 and sums of up to some hundred products.
    let outputs = zip(reference.pass.output(reference.count).values, try reference.array("rec"))
    #expect(outputs.allSatisfy { abs($0 - $1) < 1e-5 })
  }

  @Test(arguments: ConvolutionalReference.names.filter { $0.hasSuffix("bn") || $0 == "study-cvae" })
  func runningStatisticsEqualPyTorch(_ name: String) throws {
    guard let reference = try ConvolutionalReference(name) else { return }
    let gradients = Buffer(count: reference.model.layout.length)
    _ = try reference.pass.learn(
      reference.count, penalty: DivergencePenalty(beta: 1), key: 1, weights: reference.weights,
      gradients: gradients)
    reference.pass.commit(to: reference.weights)
    #expect(!reference.statistics.isEmpty)
    let (worst, _) = try reference.compare(reference.weights, reference.statistics, prefix: "buffer1_")
    #expect(worst < 1e-5)
  }

  @Test(arguments: ConvolutionalReference.names, paths)
  func twentyAdamStepsFollowPyTorch(_ name: String, _ path: ComputePath) throws {
    guard let reference = try ConvolutionalReference(name, path: path) else { return }
    let gradients = Buffer(count: reference.model.layout.length)
    var adam = OptimizerState(.adam, count: gradients.count)
    for (step, expected) in try reference.array("losses").enumerated() {
      let elbo = try reference.pass.learn(
        reference.count, penalty: DivergencePenalty(beta: 1), key: 1, weights: reference.weights,
        gradients: gradients)
      // Adam's division amplifies rounding: 1 % is the tolerance, a wrong constant shows well above it.
      #expect(abs(elbo.loss - Double(expected)) < 0.01 * Double(expected), "after \(step) steps")
      adam.step(reference.weights, gradients: gradients, rate: 1e-3)
      reference.pass.commit(to: reference.weights)
    }
  }
}
