import Foundation
import Testing

@testable import MVAEKit

/// The basic models against PyTorch's stored weights, inputs, noise, losses and gradients.
@Suite struct BasicVAEParityTests {
  @Test(arguments: ["study-basic", "basic"])
  func lossAndGradientsEqualPyTorch(_ name: String) throws {
    guard let reference = try Reference(name) else { return }
    let gradients = Buffer(count: reference.model.layout.length)
    let elbo = try reference.pass.learn(
      rows: reference.rows, penalty: DivergencePenalty(beta: 1), weights: reference.weights,
      gradients: gradients)

    let loss = try reference.number("loss64")
    #expect(abs(elbo.loss - loss) < 1e-6 * loss)
    #expect(abs(elbo.reconstruction - (try reference.number("recon64"))) < 1e-6 * loss)
    #expect(abs(elbo.divergence - (try reference.number("kl64"))) < 1e-6 * loss)

    // Single precision: 1e-4 of the largest gradient, as float32 sums of 128 rows leave.
    let expected = try reference.weights("g64_")
    let largest = expected.reduce(0) { max($0, abs($1)) }
    let worst = zip(gradients.values, expected).map { abs($0 - $1) }.max() ?? 0
    #expect(largest > 0)
    #expect(worst < 1e-4 * largest)
  }

  @Test(arguments: ["study-basic", "basic"])
  func outputsEqualPyTorch(_ name: String) throws {
    guard let reference = try Reference(name) else { return }
    _ = try reference.pass.evaluate(
      rows: reference.rows, penalty: DivergencePenalty(beta: 1), weights: reference.weights)
    let output = reference.pass.output(rows: reference.rows).values
    let expected = try reference.array("rec")
    // float32: values are of size 1 and are sums of up to 256 products.
    #expect(zip(output, expected).allSatisfy { abs($0 - $1) < 1e-5 })
  }

  @Test(arguments: ["study-basic", "basic"])
  func twentyAdamStepsFollowPyTorch(_ name: String) throws {
    guard let reference = try Reference(name) else { return }
    let gradients = Buffer(count: reference.model.layout.length)
    var adam = OptimizerState(.adam, count: gradients.count)
    for (step, expected) in try reference.array("losses").enumerated() {
      let elbo = try reference.pass.learn(
        rows: reference.rows, penalty: DivergencePenalty(beta: 1), weights: reference.weights,
        gradients: gradients)
      // Adam's division amplifies rounding: 1 % is the tolerance, a wrong constant shows well above it.
      #expect(abs(elbo.loss - Double(expected)) < 0.01 * Double(expected), "after \(step) steps")
      adam.step(reference.weights, gradients: gradients, rate: 1e-3)
      if step == 0 {
        // One step moves a weight by up to the rate of 1e-3; its sign and size must agree.
        let moved = try reference.weights("w1_")
        let worst = zip(reference.weights.values, moved).map { abs($0 - $1) }.max() ?? 1
        #expect(worst < 2e-5)
      }
    }
  }
}

/// One folder of stored arrays, with the model they belong to.
private struct Reference {
  let model: BasicVAE
  let pass: BasicVAEPass
  let weights: Buffer
  let rows: Int
  private let folder: URL

  init?(_ name: String) throws {
    guard let folder = SharedData.folder("vae-reference/\(name)") else { return nil }
    self.folder = folder
    let x = try NumpyArray(path: folder.appendingPathComponent("x.npy").path)
    let isStudy = name == "study-basic"
    model = BasicVAE(inputs: x.shape[1], hidden: isStudy ? [32, 16] : [256, 128], latent: isStudy ? 8 : 16)
    rows = x.shape[0]
    pass = BasicVAEPass(model: model, capacity: rows, cancellation: Cancellation())
    weights = Buffer(count: model.layout.length)
    let order = Array(0..<rows)[...]
    pass.input(rows: rows).copy(rows: order, of: try array("x"))
    pass.noise(rows: rows).copy(rows: order, of: try array("eps"))
    weights.matrix(rows: 1, columns: weights.count).copy(rows: [0], of: try weights("w_"))
  }

  func array(_ name: String) throws -> [Float] {
    try #require(try NumpyArray(path: folder.appendingPathComponent("\(name).npy").path).floats)
  }

  func number(_ name: String) throws -> Double {
    let array = try NumpyArray(path: folder.appendingPathComponent("\(name).npy").path)
    return try #require(array.doubles?.first)
  }

  /// All arrays with a prefix, laid out as the model lays out its weights.
  func weights(_ prefix: String) throws -> [Float] {
    let names = [
      "encoder.0": "e1", "encoder.1": "e2", "mean": "mu", "logVariance": "lv",
      "decoder.0": "d1", "decoder.1": "d2", "decoder.2": "d3",
    ]
    var flat = [Float](repeating: 0, count: model.layout.length)
    for weight in model.weights {
      let parts = weight.name.split(separator: ".")
      let layer = parts.dropLast().joined(separator: ".")
      let values = try array("\(prefix)\(try #require(names[layer])).\(parts[parts.count - 1])")
      flat.replaceSubrange(weight.offset..<weight.offset + weight.count, with: values)
    }
    return flat
  }
}
