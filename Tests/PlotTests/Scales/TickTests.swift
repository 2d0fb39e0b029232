import Foundation
import Testing

@testable import Plot

@Suite struct TickTests {
  private func labels(_ kind: ScaleKind, _ lower: Double, _ upper: Double, count: Int = 5) -> [String] {
    PositionScale(kind, extent: Extent(lower: lower, upper: upper)).ticks(count: count).map(\.label)
  }

  @Test func linearTicksAreRoundAndShareDecimals() {
    #expect(labels(.linear, 0, 1) == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(labels(.linear, -3.2, 4.1) == ["−2", "0", "2", "4"])
    #expect(labels(.linear, 0, 0.55, count: 4) == ["0.0", "0.1", "0.2", "0.3", "0.4", "0.5"])
    #expect(labels(.linear, 0, 99_000) == ["0", "20000", "40000", "60000", "80000"])
  }

  @Test func largeAndSmallNumbersGetASuffixOrAPowerOfTen() {
    #expect(
      labels(.linear, 0, 1_000_000) == ["0", "200k", "400k", "600k", "800k", "1000k"]
        || labels(.linear, 0, 1_000_000) == ["0", "0.2M", "0.4M", "0.6M", "0.8M", "1.0M"])
    #expect(labels(.linear, 0, 2e-7).contains("1.0e−7"))
    #expect(labels(.linear, 0, 4e20).contains("2e20"))
  }

  /// 4 to 7 ticks and no label twice, for ranges of every size and place.
  @Test func ticksAreFourToSevenAndDistinct() {
    let random = Figures.uniform(4000, seed: 11)
    for index in stride(from: 0, to: random.count, by: 2) {
      let size = pow(10, random[index] * 24 - 12)
      let lower = (random[index + 1] - 0.5) * size * 10
      let extent = Extent(lower: lower, upper: lower + size)
      let scale = PositionScale(.linear, extent: extent)
      for count in 4...7 {
        let ticks = scale.ticks(count: count)
        #expect((4...7).contains(ticks.count), "\(extent) \(count) \(ticks.map(\.label))")
        #expect(Set(ticks.map(\.label)).count == ticks.count, "\(extent) \(ticks.map(\.label))")
        #expect(ticks.allSatisfy { (-1e-9...(1 + 1e-9)).contains(scale.fraction($0.value)) })
      }
    }
  }

  @Test func degenerateRangesAreWidened() {
    for value in [0, 1, -3.5, 1e-300, 1e300, .leastNonzeroMagnitude, 1e15] {
      let scale = PositionScale(.linear, extent: Extent(lower: value, upper: value))
      let ticks = scale.ticks(count: 5)
      #expect(abs(scale.fraction(value) - 0.5) < 1e-6)
      #expect(
        ticks.count >= 3 && Set(ticks.map(\.label)).count == ticks.count, "\(value) \(ticks.map(\.label))")
    }
  }

  @Test func logTicks() {
    #expect(labels(.log, 1, 1000, count: 7) == ["1", "10", "100", "1000"])
    #expect(labels(.log, 1, 100, count: 7) == ["1", "2", "5", "10", "20", "50", "100"])
    #expect(labels(.log, 1e-8, 1) == ["1e−8", "1e−6", "0.0001", "0.01", "1"])
    #expect(labels(.log, 120, 430, count: 4).count >= 4)
    #expect(labels(.log, 1e-300, 1e300).count <= 7)
  }

  @Test func timeTicks() {
    #expect(labels(.time, 0, 30, count: 6) == ["0:00", "0:05", "0:10", "0:15", "0:20", "0:25", "0:30"])
    #expect(labels(.time, 0, 300) == ["0:00", "1:00", "2:00", "3:00", "4:00", "5:00"])
    #expect(labels(.time, 0, 7200, count: 4) == ["0:00", "30:00", "1:00:00", "1:30:00", "2:00:00"])
    #expect(labels(.time, 0, 0.5) == ["0.0", "0.1", "0.2", "0.3", "0.4", "0.5"])
  }

  @Test func melTicksAreOctaves() {
    #expect(labels(.mel, 0, 8192, count: 5) == ["0", "256", "512", "1024", "2048", "4096", "8192"])
  }

  @Test func ordinalTicksAreTheNames() {
    #expect(labels(.ordinal(["a", "b"]), 0, 0) == ["a", "b"])
  }

  @Test(arguments: [(1.0, 17.0), (0, 1), (0, 3), (1, 2), (0, 12), (0, 1e6), (-0.2, 0.3)])
  func countedThingsHaveWholeTicks(low: Double, high: Double) {
    for count in 2...7 {
      let ticks = LinearTicks.wholeTicks(in: low...high, count: count)
      #expect(
        ticks.allSatisfy { $0.value == $0.value.rounded() && !$0.label.contains(".") || $0.value >= 1e5 })
      #expect(!ticks.isEmpty)
    }
  }
}
