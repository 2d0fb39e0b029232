import Foundation
import Testing

@testable import MVAEKit

/// Posteriors of several modalities against their closed forms.
struct FusionPosteriorTests {
  /// Mean and variance of a product: precisions add up, the prior's 1 with them where it counts.
  ///
  /// 2e-6: exponentials of the vectorised loops are good to 2e-7 each.
  @Test(arguments: [Fusion.poe, .mopoe]) func productsAreTheClosedForm(_ fusion: Fusion) throws {
    let networks = FusionNetworks(fusion)
    let count = FusionNetworks.rows
    let context = networks.pass.context(networks.weights)
    try networks.pass.encode(count, context)
    for set in [ModalitySet.sound, .text, .both] {
      let term = FusionTerm.using([ModalitySet](repeating: set, count: count))
      try networks.pass.fuse(term, into: networks.pass.latent(), count, context)
      let found = networks.pass.latent().heads(count).values
      let experts = set.members.map { networks.pass.modalities[$0].heads(count).values }
      let hasPrior = fusion == .poe || set == .both
      for row in 0..<count {
        for dimension in 0..<3 {
          let place = row * 6 + dimension
          let precisions = experts.map { exp(-Double($0[place + 3])) }
          let total = precisions.reduce(hasPrior ? 1 : 0, +)
          let mean = zip(experts, precisions).reduce(0) { $0 + Double($1.0[place]) * $1.1 } / total
          #expect(abs(Double(found[place]) - mean) <= 2e-6)
          #expect(abs(Double(found[place + 3]) + log(total)) <= 2e-6)
        }
      }
    }
  }

  /// A row without anything is the prior; a hidden modality leaves no trace in the posterior of the others.
  @Test(arguments: Fusion.allCases) func hiddenModalitiesLeaveNoTrace(_ fusion: Fusion) throws {
    let data = FusionData(rows: 40)
    let model = try data.model(fusion, epochs: 2)
    let alone = try model.encode(data.inputs().showing(.sound))
    #expect(try model.encode(data.inputs(), visible: .sound) == alone)
    #expect(try model.encode(data.other.inputs(), visible: .sound) == alone)
    let nothing = try model.encode(data.inputs(), visible: [])
    #expect(nothing.mean.values.allSatisfy { $0 == 0 })
    #expect(nothing.logVariance.values.allSatisfy { $0 == 0 })
    #expect(try model.encode(data.inputs()) != alone)
  }

  /// The Gaussian of a mixture of experts has its mean and variance.
  @Test func mixturesHaveTheirMoments() throws {
    let data = FusionData(rows: 30)
    let model = try data.model(.mope, epochs: 1)
    let parts = try [ModalitySet.sound, .text].map { try model.encode(data.inputs(), visible: $0) }
    let both = try model.encode(data.inputs())
    for index in both.mean.values.indices {
      let means = parts.map { Double($0.mean.values[index]) }
      let seconds = parts.map {
        exp(Double($0.logVariance.values[index])) + pow(Double($0.mean.values[index]), 2)
      }
      let mean = means.reduce(0, +) / 2
      #expect(abs(Double(both.mean.values[index]) - mean) <= 1e-6)
      let variance = seconds.reduce(0, +) / 2 - mean * mean
      #expect(abs(Double(both.logVariance.values[index]) - log(variance)) <= 1e-4)
    }
  }

  @Test func subsetsAreAllThereAre() {
    #expect(
      ModalitySet.all(3).subsets.map(\.members) == [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]])
    #expect(ModalitySet([]).subsets.isEmpty)
    let terms = FusionTerm.training(.mopoe, present: [.both, .text, []])
    let third: Float = 1 / 3
    let weights: [[Float]] = [[third, 0, 0], [third, 1, 0], [third, 0, 0]]
    #expect(terms.map(\.weights) == weights)
    let visible: [[ModalitySet]] = [[.sound, [], []], [.text, .text, []], [.both, [], []]]
    #expect(terms.map(\.visible) == visible)
  }
}
