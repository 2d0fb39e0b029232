import Foundation

/// What PyTorch reached with the same models on the same digits, seed by seed.
struct DigitTwin: Decodable {
  let judge: Double
  private let seeds: [[String: Double]]

  enum CodingKeys: String, CodingKey {
    case judge = "judge_on_real_test"
    case seeds
  }

  /// "elbo", "conditional"; `nil` without the data, or without the digits.
  static func named(_ name: String, for test: String = #function) -> DigitTwin? {
    guard let folder = SharedData.folder("mnist-twin", for: test), MNISTDigits.shared != nil else {
      return nil
    }
    let file = try? Data(contentsOf: folder.appendingPathComponent("\(name).json"))
    return file.flatMap { try? JSONDecoder().decode(DigitTwin.self, from: $0) }
  }

  func mean(_ key: String) -> Double { Self.mean(seeds.compactMap { $0[key] }) }

  func standardDeviation(_ key: String) -> Double {
    let mean = mean(key)
    return Self.mean(seeds.compactMap { $0[key] }.map { ($0 - mean) * ($0 - mean) }).squareRoot()
  }

  /// What a single one of our seeds may differ by for chance alone: two standard deviations; nothing for as many
  /// seeds as the twin has.
  func chance(_ key: String) -> Double {
    Self.ourSeeds.count < seeds.count ? 2 * standardDeviation(key) : 0
  }

  /// `MVAE_TWIN_SEEDS` of ours: one in `scripts/test`, five in `scripts/soak`.
  static let ourSeeds: [UInt64] = Array(
    0..<(ProcessInfo.processInfo.environment["MVAE_TWIN_SEEDS"].flatMap(UInt64.init) ?? 1))

  static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(1, values.count)) }
}
