import Foundation
import Testing

@testable import MVAEKit

/// The bars that a measure of disentanglement must meet to be one: high where each dimension is a factor, low for the
/// same points in turned axes.
@Suite struct DisentanglementTests {

  private func value(_ found: Disentanglement, _ measure: DisentanglementMeasure) -> Double {
    found[measure]?.value ?? .nan
  }

  private func report(_ name: String, _ found: Disentanglement) {
    let words = found.scores.map { score in
      "\(score.measure.rawValue) \(String(format: "%.3f", score.value))"
        + (score.chance.map { " (\(String(format: "%.3f", $0)))" } ?? "")
    }
    print("\(name): \(words.joined(separator: ", "))")
  }

  /// Twenty factors, so that no axis of a turned frame lies near one of theirs by chance: of 300 rotations the gap of SAP,
  /// largest less second largest square of a direction's cosines, is 0.25 in the mean for six factors, 0.17 for ten
  /// and 0.09 for twenty, there never above 0.17.
  @Test func numbersAreToldFromTheirRotation() throws {
    let factors = KnownFactorCodes.uniform(rows: 1500, count: 20, seed: 3)
    let columns = KnownFactorCodes.numbers(factors)
    let identity = try Disentanglement.measure(KnownFactorCodes.codes(factors), factors: columns)
    report("identity of numbers", identity)
    for measure in [DisentanglementMeasure.mig, .sap, .disentanglement, .completeness, .informativeness] {
      #expect(value(identity, measure) >= 0.9, "\(measure)")
    }
    #expect(value(identity, .factorVAE) >= 0.95)
    for seed in 1...2 {
      let rotated = try Disentanglement.measure(
        KnownFactorCodes.codes(KnownFactorCodes.rotated(factors, seed: UInt64(seed))), factors: columns)
      report("rotation \(seed)", rotated)
      for measure in [DisentanglementMeasure.mig, .sap, .disentanglement] {
        #expect(value(rotated, measure) <= 0.2, "\(measure)")
      }
      #expect(value(rotated, .factorVAE) <= 0.7)
      // Turning loses nothing.
      #expect(value(rotated, .informativeness) >= 0.9)
    }
  }

  @Test func classesAreToldFromTheirRotation() throws {
    let counts = (0..<20).map { 2 + $0 % 2 }
    let factors = KnownFactorCodes.classes(rows: 1200, counts: counts, seed: 5)
    let columns = KnownFactorCodes.texts(factors)
    let codes = KnownFactorCodes.standardised(factors)
    let identity = try Disentanglement.measure(KnownFactorCodes.codes(codes), factors: columns)
    report("identity of classes", identity)
    for measure in [DisentanglementMeasure.mig, .sap, .disentanglement] {
      #expect(value(identity, measure) >= 0.9, "\(measure)")
    }
    #expect(value(identity, .factorVAE) >= 0.95)
    let rotated = try Disentanglement.measure(
      KnownFactorCodes.codes(KnownFactorCodes.rotated(codes, seed: 1)), factors: columns)
    report("rotation of classes", rotated)
    for measure in [DisentanglementMeasure.mig, .sap, .disentanglement] {
      #expect(value(rotated, measure) <= 0.2, "\(measure)")
    }
  }

  /// Noise of 0.3 deviations in every dimension, and six dimensions of nothing else: less than perfect, still told.
  @Test func noiseLowersThem() throws {
    let factors = KnownFactorCodes.uniform(rows: 1000, count: 4, seed: 3)
    var random = RandomSource(seed: 9)
    var codes = KnownFactorCodes.standardised(factors).map { $0.map { $0 + 0.3 * random.normal() } }
    for _ in 0..<6 { codes.append((0..<1000).map { _ in random.normal() }) }
    let found = try Disentanglement.measure(
      KnownFactorCodes.codes(codes), factors: KnownFactorCodes.numbers(factors))
    report("noise", found)
    #expect(value(found, .disentanglement) >= 0.9)
    #expect(abs(value(found, .informativeness) - 1 / 1.09) < 0.02)
    #expect((0.3..<0.9).contains(value(found, .mig)))
    // What has lost its tracks leans on nothing; votes of four factors are right by chance once in four.
    for score in found.scores where score.measure != .factorVAE {
      if let chance = score.chance { #expect(chance < 0.02, "\(score.measure)") }
    }
    #expect((0.2..<0.4).contains(found[.factorVAE]?.chance ?? 1))
  }

  /// A dimension that no longer moves counts with 0, whatever digits are left in it.
  @Test func deadDimensionsSayNothing() throws {
    let factors = KnownFactorCodes.uniform(rows: 400, count: 3, seed: 3)
    let codes = KnownFactorCodes.codes(
      factors + [factors[0].map { 1e-3 * $0 }, factors[0].map { _ in 0.1 }])
    let posterior = Posterior(mean: codes.values, logVariance: Tensor(shape: [400, 5], repeating: -3))
    let columns = KnownFactorCodes.numbers(factors)
    let model = try Disentanglement.measure(codes, factors: columns, posterior: posterior)
    #expect(model.isLive == [true, true, true, false, false])
    #expect(model.importance.values[3] == [0, 0, 0] && model.information.values[3] == [0, 0, 0])
    // 400 tracks in 20 × 20 cells lift the second information by about 19² / 800 nats of 3.
    #expect(value(model, .mig) >= 0.75)
    #expect(model[.totalCorrelation] != nil)
    // The same as plain features: the fourth repeats the first, which then has no gap.
    let plain = try Disentanglement.measure(codes, factors: columns)
    #expect(plain.isLive == [true, true, true, true, false])
    #expect(plain.factors[0].informationGap < 0.01 && plain.factors[1].informationGap > 0.75)
    #expect(plain[.totalCorrelation] == nil)
    #expect(value(plain, .gaussianCorrelation) == .infinity || value(plain, .gaussianCorrelation) > 5)
  }

  @Test func columnsThatTellNothingAreNamed() throws {
    var factors = KnownFactorCodes.uniform(rows: 200, count: 2, seed: 3)
    let codes = KnownFactorCodes.codes(factors)
    for row in stride(from: 0, to: 200, by: 3) { factors[1][row] = .nan }
    let columns =
      KnownFactorCodes.numbers(factors) + [
        Column(name: "one", content: .text((0..<200).map { _ in "same" })),
        Column(name: "title", content: .text((0..<200).map { "song \($0)" })),
        Column(name: "rare", content: .numbers((0..<200).map { $0 < 5 ? Double($0) : .nan })),
        Column(name: "nothing", content: .text((0..<200).map { _ in nil })),
      ]
    let found = try Disentanglement.measure(codes, factors: columns)
    #expect(found.factors.map(\.name) == ["f0", "f1"])
    #expect(found.factors[1].rows == 133)
    #expect(
      found.omissions == [
        FactorOmission(factor: "one", reason: .constant),
        FactorOmission(factor: "title", reason: .names(200)),
        FactorOmission(factor: "rare", reason: .unknown(rows: 5)),
        FactorOmission(factor: "nothing", reason: .unknown(rows: 0)),
      ])
    #expect(value(found, .mig) > 0.5 && value(found, .factorVAE) > 0.95)
    #expect(throws: DisentanglementError.noFactors(Array(found.omissions.prefix(1)))) {
      try Disentanglement.measure(codes, factors: [columns[2]])
    }
    #expect(throws: DisentanglementError.rows(codes: 200, factors: 3)) {
      try Disentanglement.measure(codes, factors: [Column(name: "x", content: .numbers([1, 2, 3]))])
    }
  }

  /// One factor says nothing of how pure dimensions are.
  @Test func oneFactorHasNoDisentanglement() throws {
    let factors = KnownFactorCodes.uniform(rows: 200, count: 2, seed: 3)
    let found = try Disentanglement.measure(
      KnownFactorCodes.codes(factors), factors: [KnownFactorCodes.numbers(factors)[0]])
    #expect(found[.disentanglement] == nil && found[.factorVAE] == nil)
    #expect(value(found, .completeness) > 0.99 && value(found, .mig) > 0.5)
  }

  @Test func factorsThatTellOfEachOtherAreNamed() throws {
    let factors = KnownFactorCodes.classes(rows: 400, counts: [4, 3], seed: 2)
    let coarse = factors[0].map { ($0 / 2).rounded(.down) }
    let found = try Disentanglement.measure(
      KnownFactorCodes.codes(factors), factors: KnownFactorCodes.texts(factors + [coarse]))
    #expect(found.entanglements.map { [$0.first, $0.second] } == [["f0", "f2"]])
    #expect(found.entanglements.first?.strength ?? 0 > 0.5)
  }

  @Test func sameBytesAtAnyThreadCount() throws {
    let factors = KnownFactorCodes.uniform(rows: 300, count: 3, seed: 3)
    let classes = KnownFactorCodes.classes(rows: 300, counts: [3], seed: 3)
    let columns =
      KnownFactorCodes.numbers(factors) + [
        Column(name: "class", content: .text(classes[0].map { "\($0)" }))
      ]
    let codes = KnownFactorCodes.codes(KnownFactorCodes.rotated(factors + classes, seed: 4), groupSize: 3)
    let one = try Disentanglement.measure(codes, factors: columns, threads: 1)
    #expect(try Disentanglement.measure(codes, factors: columns, threads: 3) == one)
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: CancellationError.self) {
      try Disentanglement.measure(codes, factors: columns, cancellation: cancellation)
    }
  }

  /// ½ (Σ ln Σ_jj − ln det Σ) of points whose covariance is known: 20,000 draws leave 0.5 %.
  @Test func gaussianCorrelationHasItsClosedForm() {
    let root = [[1.0, 0, 0], [0.9, 0.5, 0], [0.9, 0.3, 0.4]]
    var random = RandomSource(seed: 1)
    var tensor = Tensor(shape: [20_000, 3])
    for row in 0..<tensor.rows {
      let noise = (0..<3).map { _ in random.normal() }
      for i in 0..<3 {
        tensor.values[row * 3 + i] = Float((0..<3).reduce(0) { $0 + root[i][$1] * noise[$1] })
      }
    }
    let variances = (0..<3).map { i in (0..<3).reduce(0.0) { $0 + root[i][$1] * root[i][$1] } }
    // det Σ = (det A)², of a triangle the product of its diagonal.
    let expected = 0.5 * (variances.reduce(0) { $0 + log($1) } - 2 * log(1.0 * 0.5 * 0.4))
    let found = GaussianCorrelation.total(FactorCodes(tensor, threshold: 0))
    print("Gaussian total correlation: \(found / expected) of the closed form")
    #expect(abs(found / expected - 1) < 0.02)
  }
}
