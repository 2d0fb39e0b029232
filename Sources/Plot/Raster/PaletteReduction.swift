/// Reduces premultiplied pixels to a palette of at most 256 colours: exactly when they have no more, else so that every colour has a
/// near one. A quarter of the bytes of full colour, and faster to compress.
struct PaletteReduction {
  private(set) var palette: [Color]
  private(set) var codes: [UInt8]

  /// - Parameter limit: how many colours the palette may have, 2...256.
  init(_ grid: PixelGrid, limit: Int) {
    let census = ColorCensus(grid)
    let selection = PaletteSelection(census.candidates, limit: limit)
    palette = selection.chosen.map { census.candidates[$0].color.straight }
    codes = census.codes(of: grid, nearest: selection.nearest)
  }
}

/// A colour found in a picture, premultiplied ARGB, and how many pixels have it.
struct ColorCandidate {
  var color: UInt32
  var count: Int
}

/// Counts a picture's colours: each by itself up to 4096 of them, else by cells of a lattice whose mean stands for them.
struct ColorCensus {
  private(set) var candidates: [ColorCandidate] = []
  /// Maps a colour, or a lattice cell, to its candidate.
  private let lookup: Lookup

  private enum Lookup {
    case exact(ColorTable)
    case lattice([Int32])
  }

  init(_ grid: PixelGrid) {
    var table = ColorTable()
    if table.count(grid) {
      candidates = table.candidates
      lookup = .exact(table)
      return
    }
    var counts = [Int](repeating: 0, count: Self.cells)
    var sums = [SIMD4<UInt32>](repeating: .zero, count: Self.cells)
    grid.forEachRun { color, length in
      let cell = Self.cell(color)
      let times = UInt32(length)
      counts[cell] &+= length
      sums[cell] &+=
        SIMD4(color >> 24, color >> 16 & 255, color >> 8 & 255, color & 255) &* SIMD4(repeating: times)
    }
    var places = [Int32](repeating: 0, count: Self.cells)
    for cell in 0..<Self.cells where counts[cell] > 0 {
      places[cell] = Int32(candidates.count)
      let half = UInt32(counts[cell] / 2)
      let mean = (sums[cell] &+ SIMD4(repeating: half)) / SIMD4(repeating: UInt32(counts[cell]))
      candidates.append(
        ColorCandidate(color: mean[0] << 24 | mean[1] << 16 | mean[2] << 8 | mean[3], count: counts[cell]))
    }
    lookup = .lattice(places)
  }

  /// One palette position a pixel.
  func codes(of grid: PixelGrid, nearest: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: grid.width * grid.height) { target, count in
      var at = 0
      grid.forEachRun { color, length in
        let code = nearest[candidate(of: color)]
        for pixel in at..<(at &+ length) { target[pixel] = code }
        at &+= length
      }
      count = grid.width * grid.height
    }
  }

  private func candidate(of color: UInt32) -> Int {
    switch lookup {
    case .exact(let table): table.position(of: color) ?? 0
    case .lattice(let places): Int(places[Self.cell(color)])
    }
  }

  /// 8 steps of alpha, 32 of each colour.
  private static let cells = 1 << 18

  private static func cell(_ color: UInt32) -> Int {
    let alpha = (color >> 29) << 15
    let red = (color >> 19 & 31) << 10
    let green = (color >> 11 & 31) << 5
    let blue = color >> 3 & 31
    return Int(alpha | red | green | blue)
  }
}

/// Up to 4096 colours by open addressing.
struct ColorTable {
  private(set) var candidates: [ColorCandidate] = []
  private var slots = [Int32](repeating: -1, count: 16384)
  static let limit = 4096

  /// Counts all pixels; false when there are too many colours.
  mutating func count(_ grid: PixelGrid) -> Bool {
    var fits = true
    grid.forEachRun { color, length in
      guard fits else { return }
      candidates[insert(color)].count &+= length
      fits = candidates.count <= Self.limit
    }
    return fits
  }

  func position(of color: UInt32) -> Int? {
    var slot = Self.hash(color)
    while slots[slot] >= 0 {
      let place = Int(slots[slot])
      if candidates[place].color == color { return place }
      slot = (slot + 1) & 16383
    }
    return nil
  }

  private mutating func insert(_ color: UInt32) -> Int {
    var slot = Self.hash(color)
    while slots[slot] >= 0 {
      let place = Int(slots[slot])
      if candidates[place].color == color { return place }
      slot = (slot + 1) & 16383
    }
    slots[slot] = Int32(candidates.count)
    candidates.append(ColorCandidate(color: color, count: 0))
    return candidates.count - 1
  }

  private static func hash(_ color: UInt32) -> Int { Int((color &* 2_654_435_769) >> 18) }
}

extension PixelGrid {
  /// All pixels row by row, equal neighbours together: figures are mostly surface.
  @inline(__always)
  func forEachRun(_ body: (UInt32, Int) -> Void) {
    for row in 0..<height {
      let line = UnsafeMutableRawPointer(base + row &* stride).assumingMemoryBound(to: UInt32.self)
      var start = 0
      while start < width {
        let color = line[start]
        var end = start &+ 1
        while end < width, line[end] == color { end &+= 1 }
        body(color, end &- start)
        start = end
      }
    }
  }
}
