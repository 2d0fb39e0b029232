/// Picks the colours of a palette among those found: three quarters by how often they occur, the rest by taking in turn the one that
/// is farthest from all picked (Gonzalez, 1985), so that rare colours keep a near one too.
struct PaletteSelection {
  /// Positions of the picked candidates.
  private(set) var chosen: [Int]
  /// For each candidate the position in `chosen` of the nearest.
  private(set) var nearest: [UInt8]

  init(_ candidates: [ColorCandidate], limit: Int) {
    if candidates.count <= limit {
      chosen = Array(candidates.indices)
      nearest = chosen.map { UInt8($0) }
      return
    }
    let colors = candidates.map { Self.channels($0.color) }
    var distances = [Int32](repeating: .max, count: candidates.count)
    (chosen, nearest) = ([], [UInt8](repeating: 0, count: candidates.count))
    let byCount = candidates.indices.sorted { first, second in
      (candidates[second].count, candidates[first].color) < (
        candidates[first].count, candidates[second].color
      )
    }
    for candidate in byCount.prefix(limit * 3 / 4) { add(candidate, colors, &distances) }
    while chosen.count < limit {
      var farthest = 0
      for index in distances.indices where distances[index] > distances[farthest] { farthest = index }
      if distances[farthest] == 0 { break }
      add(farthest, colors, &distances)
    }
  }

  private mutating func add(_ candidate: Int, _ colors: [SIMD4<Int32>], _ distances: inout [Int32]) {
    let position = UInt8(chosen.count)
    chosen.append(candidate)
    let color = colors[candidate]
    for index in colors.indices {
      let difference = colors[index] &- color
      let distance = (difference &* difference).wrappedSum()
      if distance < distances[index] {
        distances[index] = distance
        nearest[index] = position
      }
    }
  }

  private static func channels(_ color: UInt32) -> SIMD4<Int32> {
    SIMD4(Int32(color >> 24), Int32(color >> 16 & 255), Int32(color >> 8 & 255), Int32(color & 255))
  }
}

extension UInt32 {
  /// Premultiplied ARGB as a colour with the alpha divided out.
  var straight: Color {
    let alpha = self >> 24
    guard alpha > 0 else { return Color(red: 0, green: 0, blue: 0, alpha: 0) }
    func part(_ channel: UInt32) -> UInt8 { UInt8(Swift.min((channel * 255 + alpha / 2) / alpha, 255)) }
    return Color(
      red: part(self >> 16 & 255), green: part(self >> 8 & 255), blue: part(self & 255), alpha: UInt8(alpha))
  }
}
