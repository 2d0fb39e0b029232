import Testing

@testable import MVAEKit

/// The gradients of models of two modalities, with and without what is missing.
struct FusionGradientTests {
  private static let mixed: [ModalitySet] = [.both, .sound, .text, .both, .text, .sound]

  /// Central differences of the loss along directions near the gradient: what the gradient says, within 1 % for the
  /// curvature and the kinks of ReLU that a step of 0.002 meets.
  @Test(arguments: Fusion.allCases, [0, 3])
  func gradientsAreSlopes(_ fusion: Fusion, _ classes: Int) throws {
    let networks = FusionNetworks(fusion, classes: classes)
    for present in [[ModalitySet](repeating: .both, count: FusionNetworks.rows), Self.mixed] {
      let step = networks.step(present)
      let gradients = try networks.gradients(step)
      var random = RandomSource(seed: 9)
      for _ in 0..<5 {
        let noise = gradients.map { _ in Float(random.normal()) }
        let direction = zip(unit(gradients), unit(noise)).map { $0 + $1 }
        let slope = zip(gradients, direction).reduce(0) { $0 + Double($1.0) * Double($1.1) }
        let width: Float = 1e-3
        let change = try moved(networks, direction, width, step) - moved(networks, direction, -width, step)
        let measured = change / Double(2 * width)
        #expect(
          abs(measured - slope) <= 0.01 * max(1, abs(slope)), "\(fusion) \(classes): \(measured) \(slope)")
      }
    }
  }

  private func unit(_ values: [Float]) -> [Float] {
    let length = values.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
    return values.map { Float(Double($0) / length) }
  }

  private func moved(
    _ networks: FusionNetworks, _ direction: [Float], _ width: Float, _ step: FusionStep
  ) throws -> Double {
    let own = networks.weights.values
    defer { for index in own.indices { networks.weights.base[index] = own[index] } }
    for index in own.indices { networks.weights.base[index] += width * direction[index] }
    return try networks.loss(step)
  }

  /// What a row lacks changes neither loss nor gradient, whatever its place in memory holds.
  @Test(arguments: Fusion.allCases) func whatIsMissingCountsForNothing(_ fusion: Fusion) throws {
    let networks = FusionNetworks(fusion)
    let present = [ModalitySet](repeating: .sound, count: FusionNetworks.rows)
    let step = networks.step(present)
    let (loss, gradients) = (try networks.loss(step), try networks.gradients(step))
    networks.fill(1, seed: 99)
    #expect(try networks.loss(step) == loss)
    #expect(try networks.gradients(step) == gradients)
    for weight in networks.model.weights where weight.name.hasPrefix("modality.1") {
      #expect(
        gradients[weight.offset..<weight.offset + weight.count].allSatisfy { $0 == 0 }, "\(weight.name)")
    }
  }

  /// The gradient of a batch with holes is the sum of those of its rows, each learned alone without what it lacks.
  ///
  /// Float sums of another order: 1e-5 of the largest.
  @Test(arguments: Fusion.allCases) func masksAreAsLeavingOut(_ fusion: Fusion) throws {
    let networks = FusionNetworks(fusion)
    // Without noise the rows of both ways see the same z.
    for weight in networks.model.weights where weight.name.hasSuffix("logVariance.bias") {
      for index in weight.offset..<weight.offset + weight.count { networks.weights.base[index] = -40 }
    }
    for weight in networks.model.weights where weight.name.hasSuffix("logVariance.weight") {
      for index in weight.offset..<weight.offset + weight.count { networks.weights.base[index] = 0 }
    }
    let whole = try networks.gradients(networks.step(Self.mixed))
    var sum = [Double](repeating: 0, count: whole.count)
    let inputs = networks.pass.modalities.map { $0.input(FusionNetworks.rows).values }
    for (row, present) in Self.mixed.enumerated() {
      for (modality, values) in zip(networks.pass.modalities, inputs) {
        let input = modality.input(1)
        let size = input.columns
        for column in 0..<size {
          input.base[column] =
            modality === networks.pass.modalities[present.members[0]] || present == .both
            ? values[row * size + column] : 0
        }
      }
      let own = try networks.gradients(networks.step([present], batch: Self.mixed.count))
      for index in own.indices { sum[index] += Double(own[index]) }
    }
    let largest = whole.map { abs(Double($0)) }.max() ?? 0
    for index in whole.indices {
      #expect(abs(Double(whole[index]) - sum[index]) <= 1e-5 * largest + 1e-6)
    }
  }
}
