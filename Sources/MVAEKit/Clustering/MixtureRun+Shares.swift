extension MixtureRun {
  /// Of all rows, in nats.
  func logLikelihood(under parameters: MixtureParameters) throws -> Double {
    let densities = try MixtureDensities(parameters)
    return try parts(components: parameters.count, from: 0.0) { sum, rows, scratch in
      sum += logShares(of: rows, densities, scratch)
    }.reduce(0, +)
  }

  /// p(component | row), [row][component].
  func shares(under parameters: MixtureParameters) throws -> [Double] {
    let densities = try MixtureDensities(parameters)
    return try parts(components: parameters.count, from: [Double]()) { shares, rows, scratch in
      _ = logShares(of: rows, densities, scratch)
      shares += scratch.shares.prefix(rows.count * parameters.count)
    }.flatMap { $0 }
  }

  /// A row's likeliest component, the first on a tie.
  struct Likeliest: Sendable {
    let component: Int
    let probability: Double
  }

  func likeliest(under parameters: MixtureParameters) throws -> [Likeliest] {
    let densities = try MixtureDensities(parameters)
    let k = parameters.count
    return try parts(components: k, from: [Likeliest]()) { found, rows, scratch in
      _ = logShares(of: rows, densities, scratch)
      for row in 0..<rows.count {
        var best = Likeliest(component: 0, probability: scratch.shares[row * k])
        for component in 1..<max(1, k) where scratch.shares[row * k + component] > best.probability {
          best = Likeliest(component: component, probability: scratch.shares[row * k + component])
        }
        found.append(best)
      }
    }.flatMap { $0 }
  }
}
