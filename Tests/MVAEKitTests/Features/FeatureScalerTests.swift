import Testing

@testable import MVAEKit

@Suite struct FeatureScalerTests {
  @Test func columnsGetZeroMeanAndUnitVariance() throws {
    let values = try #require(Tensor(shape: [4, 2], values: [1, 7, 2, 7, 3, 7, 4, 7]))
    let scaler = FeatureScaler(fitting: values)
    #expect(scaler.means == [2.5, 7])
    // Population deviation √1.25; a constant column keeps 1.
    #expect(abs(scaler.deviations[0] - 1.25.squareRoot()) < 1e-12)
    #expect(scaler.deviations[1] == 1)
    let scaled = scaler.scale(values)
    #expect(scaled.values[1] == 0)
    #expect(abs(scaled.values[0] + 1.5 / Float(1.25).squareRoot()) < 1e-6)
    let back = scaler.unscale(scaled)
    #expect(zip(back.values, values.values).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test func aConstantThatHasNoExactMeanStaysConstant() {
    let values = Tensor(shape: [7, 1], repeating: 0.1)
    #expect(FeatureScaler(fitting: values).deviations == [1])
  }

  @Test func fittingLooksAtTheGivenRowsOnly() throws {
    let values = try #require(Tensor(shape: [3, 1], values: [1, 3, 1000]))
    #expect(FeatureScaler(fitting: values, rows: [0, 1]).means == [2])
  }
}
