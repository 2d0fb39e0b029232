import Foundation
import Testing

@testable import MVAEKit

/// One folder of PyTorch's stored arrays of a convolutional model, with our model of the same shapes laid in.
struct ConvolutionalReference {
  let model: ConvolutionalVAE
  let pass: ConvolutionalVAEPass
  let weights: Buffer
  let count: Int
  private let name: String
  private let folder: URL

  static let names = [
    "conv", "convbn", "multimodal", "multimodalbn", "cvae", "cvaebn", "study-multimodal", "study-cvae",
  ]

  /// `nil` when the data are not there.
  init?(_ name: String, path: ComputePath = .best) throws {
    guard let folder = SharedData.folder("vae-reference/\(name)") else { return nil }
    self.folder = folder
    self.name = name
    let image = try NumpyArray(path: folder.appendingPathComponent("x.npy").path).shape
    let latent = try NumpyArray(path: folder.appendingPathComponent("eps.npy").path).shape[1]
    count = image[0]
    model = ConvolutionalVAE(
      Self.architecture(name, height: image[2], width: image[3], latent: latent))
    pass = ConvolutionalVAEPass(
      model: model, capacity: count, cancellation: Cancellation(), path: path)
    weights = Buffer(count: model.layout.length)
    for block in model.encoder + model.text + model.decoder { block.norm?.initialize(weights) }
    let order = Array(0..<count)[...]
    pass.input(count).copy(rows: order, of: try array("x"))
    pass.latent.noise(count).copy(rows: order, of: try array("eps"))
    if model.architecture.textInputs > 0 { pass.texts(count).copy(rows: order, of: try array("text")) }
    if model.architecture.classes > 0 { pass.labels(count).copy(rows: order, of: try array("label")) }
    for weight in learned { try lay(array("w_" + peerName(weight.name)), at: weight) }
  }

  var learned: [Weight] { model.weights.filter(\.isLearned) }
  var statistics: [Weight] { model.weights.filter { !$0.isLearned } }

  func array(_ name: String) throws -> [Float] {
    try #require(try NumpyArray(path: folder.appendingPathComponent("\(name).npy").path).floats)
  }

  func number(_ name: String) throws -> Double {
    let array = try NumpyArray(path: folder.appendingPathComponent("\(name).npy").path)
    return try #require(array.doubles?.first)
  }

  /// The largest difference of the values at `weights` in `buffer` from the stored arrays of a prefix, and the
  /// largest stored value.
  func compare(_ buffer: Buffer, _ weights: [Weight], prefix: String) throws -> (worst: Float, largest: Float)
  {
    var worst: Float = 0
    var largest: Float = 0
    for weight in weights {
      let expected = try array(prefix + peerName(weight.name))
      #expect(expected.count == weight.count)
      for (index, value) in expected.enumerated() {
        worst = max(worst, abs(buffer.base[weight.offset + index] - value))
        largest = max(largest, abs(value))
      }
    }
    return (worst, largest)
  }

  /// PyTorch's name of a weight: its modules are numbered with their norms and activations.
  private func peerName(_ name: String) -> String {
    var parts = name.split(separator: ".").map(String.init)
    let isNorm = parts.contains("norm")
    parts.removeAll { $0 == "norm" }
    let renamed = [
      "mean": "mu", "logVariance": "lv", "decoderInput": "dfc", "text": "txt", "encoder": "enc",
      "decoder": "dec", "runningMean": "running_mean", "runningVariance": "running_var",
    ]
    parts = parts.map { renamed[$0] ?? $0 }
    guard parts.count == 3, let index = Int(parts[1]) else { return parts.joined(separator: ".") }
    if parts[0] == "txt", !self.name.hasPrefix("study") { return "txt.\(parts[2])" }
    let step = parts[0] == "txt" ? 4 : model.architecture.normalises ? 3 : 2
    return "\(parts[0]).\(step * index + (isNorm ? 1 : 0)).\(parts[2])"
  }

  private func lay(_ values: [Float], at weight: Weight) {
    for (index, value) in values.enumerated() { weights.base[weight.offset + index] = value }
  }

  /// The stored models are small: channels 4 8 8 16 (the study's 4 8 16), text 24 → 8 (16 → 8).
  private static func architecture(_ name: String, height: Int, width: Int, latent: Int)
    -> ConvolutionalArchitecture
  {
    if name.hasPrefix("study") {
      let isConditional = name == "study-cvae"
      var result = isConditional ? ConditionalVAE.study : MultimodalVAE.study
      result.height = height
      result.width = width
      result.channels = [4, 8, 16]
      result.latent = latent
      result.textInputs = 24
      result.textHidden = isConditional ? [16, 8] : [8]
      result.classes = isConditional ? 8 : 0
      result.dropout = 0
      return result
    }
    let isConditional = name.hasPrefix("cvae")
    var result = isConditional ? ConditionalVAE.bench : MultimodalVAE.bench
    result.height = height
    result.width = width
    result.channels = [4, 8, 8, 16]
    result.latent = latent
    result.textInputs = name.hasPrefix("conv") ? 0 : 24
    result.textHidden = [8]
    result.classes = isConditional ? 8 : 0
    result.normalises = name.hasSuffix("bn")
    result.biasesNormalised = false
    return result
  }
}
