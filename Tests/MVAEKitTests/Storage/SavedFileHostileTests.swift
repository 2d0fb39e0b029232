import Foundation
import Testing

@testable import MVAEKit

/// Files that lie, are cut short, foreign or newer.
@Suite struct SavedFileHostileTests {
  private static let models: Result<[[UInt8]], any Error> = Result {
    let inputs = SyntheticImages.make(rows: 12)
    let basic = try BasicVAE.train(
      features: SyntheticFeatures.blobs(rows: 12, columns: 3, clusters: 2),
      configuration: BasicTrainingConfiguration(
        hidden: [4], latent: 2, schedule: TrainingSchedule(epochs: 1)))
    let conditional = try ConditionalVAE.train(
      images: inputs.images, text: inputs.text, labels: inputs.labels ?? [], labelName: "genre",
      configuration: SyntheticImages.configuration(.conditional, epochs: 1))
    return [
      try SavedFile.model(basic).encoded(path: "x"), try SavedFile.model(conditional).encoded(path: "x"),
    ]
  }

  private static func open(_ bytes: [UInt8]) throws -> SavedFile {
    try SavedFile(FileBytes(path: "x", bytes: bytes))
  }

  /// The file with its description changed.
  private static func edited(_ bytes: [UInt8], _ edit: (String) -> String) throws -> [UInt8] {
    var file = try SafetensorsFile(FileBytes(path: "x", bytes: bytes))
    file.metadata["mvae"] = edit(file.metadata["mvae"] ?? "")
    return file.encoded
  }

  @Test(
    arguments: [
      ("\"version\":1", "\"version\":2", "version 2 of the format"),
      ("\"version\":1", "\"version\":\"1\"", "another kind of value at version"),
      ("\"version\":1", "\"revision\":1", "lacks version"), ("{", "", "no JSON"),
      ("\"latent\":2", "\"latent\":3", "tensor mvae.latents.mean"),
      ("\"latent\":2", "\"latent\":-1", "latent is -1"),
      ("\"latent\":2", "\"latent\":512", "tensor"),
      ("\"hidden\":[4]", "\"hidden\":[9999999999]", "hidden is"),
      ("\"hidden\":[4]", "\"hidden\":[]", "tensor"),
      ("\"epochs\":1", "\"epochs\":-5", "epochs is -5"), ("\"c0\"", "\"c0\",\"c9\"", "4 columns for 3"),
      ("\"train\":[", "\"train\":[99,", "its split names rows"),
      ("\"train\":[", "\"train\":[-1,", "its split names rows"),
      ("\"ids\":[\"t0\",", "\"ids\":[", "12 groups for 11 tracks"),
      ("\"groups\":", "\"groups\":[],\"x\":", "groups"),
      ("\"basic\":", "\"basil\":", "names no network"),
      ("\"model\":", "\"modem\":", "description is of nothing"),
      ("\"ending\":{\"completed\":{}}", "\"ending\":{\"lost\":{}}", "ending"),
    ] as [(String, String, String)])
  func aWrongDescriptionIsNamed(_ found: String, _ replacement: String, _ said: String) throws {
    let bytes = try Self.models.get()[0]
    let wrong = try Self.edited(bytes) { text in
      guard let range = text.range(of: found) else { return "absent: \(found)" }
      return text.replacingCharacters(in: range, with: replacement)
    }
    let error = #expect(throws: StorageError.self) { try Self.open(wrong) }
    #expect(error?.message.contains(said) == true, "\(error?.message ?? "")")
  }

  @Test(
    arguments: [
      ("\"height\":16", "\"height\":4611686018427387904"), ("\"height\":16", "\"height\":15"),
      ("\"width\":16", "\"width\":0"), ("\"channels\":[4,8]", "\"channels\":[]"),
      ("\"classes\":[\"class0\",\"class1\"]", "\"classes\":[\"class0\",\"class0\"]"),
      ("\"labels\":[\"class0\",", "\"labels\":[\"other\","), ("\"labels\":[\"class0\",", "\"labels\":["),
      ("\"textInputs\":6", "\"textInputs\":0"), ("\"textInputs\":6", "\"textInputs\":-6"),
      ("\"textInputs\":6", "\"textInputs\":9223372036854775807"), ("\"text\":", "\"test\":"),
      ("\"labels\":", "\"lapels\":"), ("\"isTextScaled\":false", "\"isTextScaled\":true"),
    ] as [(String, String)])
  func aWrongDescriptionOfImagesIsRefused(_ found: String, _ replacement: String) throws {
    let wrong = try Self.edited(try Self.models.get()[1]) { text in
      guard let range = text.range(of: found) else { return "absent: \(found)" }
      return text.replacingCharacters(in: range, with: replacement)
    }
    let error = #expect(throws: StorageError.self) { try Self.open(wrong) }
    #expect(error?.message.contains("no JSON") == false, "\(error?.message ?? "")")
  }

  @Test func foreignFilesAreNamed() throws {
    let foreign = SafetensorsFile(
      tensors: [SafetensorsTensor(name: "a", Tensor(shape: [2]))], metadata: ["format": "pt"])
    let error = #expect(throws: StorageError.self) { try Self.open(foreign.encoded) }
    #expect(error?.message.contains("none that `save` wrote") == true)
    #expect(throws: StorageError.self) { try Self.open(Array("RIFF....WAVE".utf8)) }
    #expect(throws: StorageError.self) { try Self.open([]) }
  }

  @Test func missingAndBrokenTensorsAreNamed() throws {
    var file = try SafetensorsFile(FileBytes(path: "x", bytes: try Self.models.get()[0]))
    let whole = file.tensors
    file.tensors = whole.filter { $0.name != "decoder.0.bias" }
    let missing = #expect(throws: StorageError.self) { try Self.open(file.encoded) }
    #expect(missing?.message.contains("the tensor decoder.0.bias is missing") == true)
    file.tensors = try whole.map { tensor in
      guard tensor.name == "decoder.0.bias" else { return tensor }
      return try #require(
        SafetensorsTensor(name: tensor.name, shape: tensor.shape, floats: [.nan, 0, 0, 0]))
    }
    let broken = #expect(throws: StorageError.self) { try Self.open(file.encoded) }
    #expect(broken?.message.contains("decoder.0.bias holds a value that is no finite number") == true)
  }

  @Test func everyTruncationIsAnError() throws {
    for bytes in try Self.models.get() {
      for length in stride(from: 0, to: bytes.count, by: 37) {
        #expect(throws: StorageError.self) { try Self.open(Array(bytes.prefix(length))) }
      }
    }
  }

  /// Changed bytes anywhere: the file is refused, or gives a model that answers without a trap.
  @Test func changedFilesNeverTrap() throws {
    var random = RandomSource(seed: 4)
    var (refused, opened) = (0, 0)
    for original in try Self.models.get() {
      for _ in 0..<1500 {
        var bytes = original
        for _ in 0..<1 + random.integer(below: 3) {
          bytes[random.integer(below: bytes.count)] = UInt8(random.integer(below: 256))
        }
        do {
          guard case .model(let model) = try Self.open(bytes) else { continue }
          opened += 1
          ask(model)
        } catch is StorageError {
          refused += 1
        }
      }
    }
    #expect(refused > 300 && opened > 300)
  }

  /// Digits and names of the description changed, so that what is refused is not just its grammar.
  @Test func changedDescriptionsNeverTrap() throws {
    var random = RandomSource(seed: 5)
    let digits = Array("0123456789-".utf8)
    for original in try Self.models.get() {
      for _ in 0..<1500 {
        let bytes = try Self.edited(original) { text in
          var bytes = Array(text.utf8)
          for _ in 0..<1 + random.integer(below: 3) {
            let place = random.integer(below: bytes.count)
            if let number = bytes[place...].firstIndex(where: { (48...57).contains($0) }) {
              bytes[number] = digits[random.integer(below: digits.count)]
            }
          }
          return String(decoding: bytes, as: UTF8.self)
        }
        if case .model(let model)? = try? Self.open(bytes) { ask(model) }
      }
    }
  }

  /// Questions of every kind; what they answer does not matter.
  private func ask(_ model: TrainedModel) {
    let label = model.classes.first
    _ = try? model.sample(SampleRequest(count: 1, source: .gaussian, label: label))
    _ = try? model.sample(SampleRequest(count: 1))
    _ = try? model.traverse(dimension: 0, steps: 2)
    _ = try? model.interpolate(from: 0, to: model.rows.count - 1, steps: 2)
    _ = (model.activeUnits, model.latents, model.summary, ModelDescription(model).operations)
    _ = (try? SavedFile.model(model).encoded(path: "x"))?.count
  }
}
