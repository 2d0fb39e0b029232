import Foundation

@testable import Plot

/// Small data with a known look, the same on every machine.
enum Figures {
  static let genres = ["Electronic", "Experimental", "Folk", "Hip-Hop", "Instrumental", "Pop", "Rock"]

  /// Uniform in 0..<1 (Steele, Lea and Flood's SplitMix64).
  static func uniform(_ count: Int, seed: UInt64) -> [Double] {
    var state = seed
    return (0..<count).map { _ in
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
      return Double((z ^ (z >> 31)) >> 11) / 9_007_199_254_740_992
    }
  }

  /// Groups of points around corners of a grid; sums of three uniform numbers stand for a bell.
  static func scatter(_ count: Int, classes: Int = 7, spread: Double = 1.4) -> ScatterData {
    let noise = uniform(count * 6, seed: 3)
    var data = ScatterData(x: [], y: [], xTitle: "Latent 1", yTitle: "Latent 2", title: "Latent space")
    var names: [String?] = []
    for row in 0..<count {
      let group = row % classes
      let start = 6 * row
      let dx = noise[start] + noise[start + 1] + noise[start + 2] - 1.5
      let dy = noise[start + 3] + noise[start + 4] + noise[start + 5] - 1.5
      data.x.append(Double(group % 3) * 3 + dx * spread)
      data.y.append(Double(group / 3) * 2 + dy * spread)
      names.append(group < genres.count && classes <= genres.count ? genres[group] : "class \(group)")
    }
    data.categories = names
    data.colorTitle = "Genre"
    data.labels = names.enumerated().map { "track \($0.offset), \($0.element ?? "")" }
    return data
  }

  static func spectrogram(bands: Int = 16, frames: Int = 40, theme: Theme = .light) -> Chart {
    let values = (0..<(bands * frames)).map { index -> Float in
      let (band, frame) = (index / frames, index % frames)
      return Float(-80 + (band * 7 + frame * 3) % 80)
    }
    return Chart.spectrogram(
      values: values, bands: bands, frames: frames, secondsPerFrame: 0.5,
      bandFrequencies: (0..<bands).map { 60 * pow(1.4, Double($0)) }, title: "Log-mel spectrogram",
      theme: theme)
  }

  static func losses(theme: Theme = .light, logarithmic: Bool = false) -> Chart {
    let epochs = (0..<40).map { Double($0) }
    let training = epochs.map { 120 + 300 * pow(0.85, $0) }
    let validation = epochs.map { 140 + 290 * pow(0.87, $0) + $0 * 0.5 }
    return Chart.lines(
      [
        LineSeries(name: "training", values: training),
        LineSeries(name: "validation", values: validation, dashed: true),
      ], xTitle: "Epoch", yTitle: "Negative ELBO", yUnit: "nats", title: "Losses", logarithmic: logarithmic,
      rules: [RuleMark(value: 26, direction: .x, label: "best epoch 26")], theme: theme)
  }

  static func picture(_ shift: Int, size: Int = 8) -> GridImage {
    let values = (0..<(size * size)).map { Float(($0 % size + $0 / size + shift) % size) / Float(size) }
    return GridImage(values: values, rows: size, columns: size)
  }

  static func grid(theme: Theme = .light) -> Chart {
    Chart.imageGrid(
      ImageGrid(
        images: [(0..<5).map { picture($0) }, (0..<5).map { $0 == 2 ? nil : picture($0 + 1) }],
        rowTitles: ["original", "reconstruction"], columnTitles: Array(genres.prefix(5)),
        title: "Reconstructions",
        colorTitle: "Intensity"), theme: theme)
  }

  static func bars(theme: Theme = .light, horizontal: Bool? = nil) -> Chart {
    Chart.bars(
      categories: ["basic", "fused", "PCA"],
      series: [
        BarSeries(
          name: "ARI", values: [0.31, 0.42, 0.22], lower: [0.28, 0.4, 0.2], upper: [0.34, 0.46, 0.24]),
        BarSeries(name: "NMI", values: [0.41, 0.52, 0.32]),
      ], categoryTitle: "Model", valueTitle: "Score", title: "Agreement with genre", horizontal: horizontal,
      theme: theme)
  }

  static func waveform(theme: Theme = .light) -> Chart {
    let samples = (0..<2000).map { index -> Float in
      let envelope: Double = 0.8 * exp(-Double(index % 500) / 150)
      return Float(sin(Double(index) * 0.11) * envelope)
    }
    return Chart.waveform(samples: samples, sampleRate: 250, theme: theme)
  }

  static func intervals(theme: Theme = .light) -> Chart {
    let methods = ["basic", "fused", "PCA (8)"]
    return Chart(
      title: "Agreement with genre",
      marks: [
        ErrorBarMark(
          positions: [0, 1, 2], values: [0.31, 0.42, .nan], lower: [0.28, 0.4, 0.2],
          upper: [0.34, 0.46, 0.24],
          direction: .x, name: "ARI"),
        ErrorBarMark(
          positions: [0.2, 1.2, 2.2], values: [0.41, 0.52, 0.32], lower: [0.4, .nan, 0.3],
          upper: [0.43, 0.6, 0.35], direction: .x, name: "NMI"),
      ], x: Axis(title: "Score"), y: Axis(scale: .ordinal(methods), isReversed: true), height: 260,
      theme: theme)
  }

  static func correlations(theme: Theme = .light) -> Chart {
    let values: [Float] = [0.91, -0.12, 0.4, -0.88, .nan, 0.02]
    let mark = ImageMark(
      values: values, rows: 2, columns: 3, xRange: -0.5...2.5, yRange: -0.5...1.5,
      colors: ColorScale(title: "Correlation", map: .blueRed, extent: nil, lower: -1, upper: 1),
      cellTexts: values.map { $0.isFinite ? "\($0)" : "" })
    return Chart(
      title: "Dimensions and factors", marks: [mark],
      x: Axis(title: "Factor", scale: .ordinal(["tempo", "key", "mode"])),
      y: Axis(title: "Dimension", scale: .ordinal(["z0", "z1"]), isReversed: true), width: 420, height: 240,
      theme: theme)
  }

  /// Every mark and channel in one.
  static func marks(theme: Theme = .light) -> Chart {
    let x: [Double] = [0, 1, 2, 3, 4]
    return Chart(
      title: "Marks and channels", subtitle: "all in one", caption: "A caption.",
      marks: [
        BandMark(x: x, lower: [0, 0.5, 0.2, 0.9, 1], upper: [1, 2, 1.5, 2.2, 3], name: "mean"),
        LineMark(x: x, y: [0.5, 1, .nan, 1.7, 2], name: "mean", showsPoints: true),
        DotMark(
          x: [0.5, 1.5, 2.5, 3.5, 1, 2, 3], y: [2, 2.5, 2.7, 0.3, 0.2, 0.1, 1],
          color: .categories(CategoryColumn(["a", "b", "c", nil, "-1", "f", "g"]), title: "Class"),
          shape: CategoryColumn(["s1", "s2", "s3", "s4", "s5", "s6", "s7"]), shapeTitle: "Shape",
          size: [1, 2, 3, 4, 5, 6, 7], sizeTitle: "Size", labels: ["first"], highlighted: [0]),
        TextMark(x: [2], y: [2.3], texts: ["a note"]),
        RuleMark(value: 1.5, direction: .y, label: "baseline"),
      ], x: Axis(title: "x"), y: Axis(title: "y", unit: "u"), height: 560, theme: theme)
  }

  static func panels(theme: Theme = .light) -> Chart {
    var data = scatter(140)
    data.panels = data.categories
    return Chart.scatter(data, equalAspect: true, theme: theme)
  }

  static func all(_ theme: Theme) -> [Chart] {
    [
      Chart.scatter(scatter(140), theme: theme), spectrogram(theme: theme), losses(theme: theme),
      grid(theme: theme),
      bars(theme: theme), waveform(theme: theme), marks(theme: theme), intervals(theme: theme),
      correlations(theme: theme), panels(theme: theme),
    ]
  }
}
