import MVAEKit
import Plot

/// How images of a kind are drawn: spectrograms from the lowest band up, pictures from the topmost row down.
struct ImageStyle {
  let kind: String
  let xTitle: String
  let yTitle: String
  let colorTitle: String
  let unit: String?
  let map: ColorMap
  let lowestRowFirst: Bool

  init(_ content: FeatureTensor.Content) {
    switch content {
    case .spectrogram:
      (kind, xTitle, yTitle) = ("Log-mel image", "Frame", "Mel band")
      (colorTitle, unit, map, lowestRowFirst) = ("Level", "dB", .magma, true)
    case .picture:
      (kind, xTitle, yTitle) = ("Picture", "Column", "Row")
      (colorTitle, unit, map, lowestRowFirst) = ("Value", nil, .gray, false)
    }
  }
}
