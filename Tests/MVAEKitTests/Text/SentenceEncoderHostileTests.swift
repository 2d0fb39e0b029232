import Foundation
import Testing

@testable import MVAEKit

/// Folders that are no encoders, or damaged ones.
@Suite struct SentenceEncoderHostileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for name in ["config.json", "vocab.txt", "model.safetensors"] {
      try FileManager.default.copyItem(
        atPath: SentenceEncoderTests.tiny + "/" + name, toPath: folder.path(name))
    }
  }

  private func error(_ long: LongText = .windows(pieces: 62)) -> (any Error)? {
    do {
      _ = try SentenceEncoder(folder: folder.url.path, long: long)
      return nil
    } catch { return error }
  }

  private func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: folder.url.appendingPathComponent(name))
  }

  private func changeConfiguration(_ name: String, _ value: Any) throws {
    let url = folder.url.appendingPathComponent("config.json")
    var object = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any])
    object[name] = value
    try JSONSerialization.data(withJSONObject: object).write(to: url)
  }

  private func changeTensors(_ change: (inout [SafetensorsTensor]) -> Void) throws {
    var file = try SafetensorsFile(path: folder.path("model.safetensors"))
    change(&file.tensors)
    try file.write(path: folder.path("model.safetensors"))
  }

  @Test func prefixesAreFound() throws {
    let plain = try SentenceEncoder(folder: folder.url.path, long: .first(pieces: 62))
    for prefix in ["bert.", "0.auto_model."] {
      try changeTensors { tensors in
        tensors = tensors.compactMap {
          let bare = $0.name.hasPrefix("bert.") ? String($0.name.dropFirst(5)) : $0.name
          return SafetensorsTensor(name: prefix + bare, shape: $0.shape, type: $0.type, bytes: $0.bytes)
        }
      }
      let other = try SentenceEncoder(folder: folder.url.path, long: .first(pieces: 62))
      #expect(try other.embeddings(of: ["the rain"]) == plain.embeddings(of: ["the rain"]))
      #expect(other.identity != plain.identity)
    }
  }

  @Test func missingAndWrongTensorsAreNamed() throws {
    let name = "encoder.layer.1.output.dense.bias"
    try changeTensors { tensors in tensors.removeAll { $0.name == name } }
    let path = folder.path("model.safetensors")
    #expect(error() as? TextModelError == .noTensor(path: path, name: name))
    let wrong = try #require(SafetensorsTensor(name: name, shape: [3], floats: [1, 2, 3]))
    try changeTensors { $0.append(wrong) }
    #expect(error() as? TextModelError == .shape(path: path, name: name, found: [3], expected: [32]))
    let nothing = try #require(
      SafetensorsTensor(name: name, shape: [32], floats: [Float](repeating: .nan, count: 32)))
    try changeTensors { tensors in
      tensors.removeAll { $0.name == name }
      tensors.append(nothing)
    }
    #expect(error() as? TextModelError == .notFinite(path: path, name: name))
  }

  @Test func truncatedWeightsAreAnError() throws {
    let url = folder.url.appendingPathComponent("model.safetensors")
    let whole = try Data(contentsOf: url)
    for length in [0, 7, 200, whole.count / 2, whole.count - 1] {
      try whole.prefix(length).write(to: url)
      #expect(error() is StorageError)
    }
  }

  @Test func otherModelsAreRefused() throws {
    try changeConfiguration("model_type", "roberta")
    #expect((error() as? TextModelError)?.message.contains("type roberta") == true)
    try changeConfiguration("model_type", "bert")
    try changeConfiguration("hidden_act", "relu")
    #expect((error() as? TextModelError)?.message.contains("relu") == true)
    try changeConfiguration("hidden_act", "gelu")
    for (name, value) in [
      ("hidden_size", 31), ("hidden_size", 1 << 40), ("num_attention_heads", 0), ("num_hidden_layers", 3),
      ("intermediate_size", -1), ("max_position_embeddings", 2), ("vocab_size", 7),
    ] {
      let before = try Data(contentsOf: folder.url.appendingPathComponent("config.json"))
      try changeConfiguration(name, value)
      #expect(error() is TextModelError, "\(name) \(value)")
      try before.write(to: folder.url.appendingPathComponent("config.json"))
    }
    #expect(error() == nil)
    try write("config.json", "{")
    #expect(error() is StorageError)
  }

  @Test func filesMustBeThere() throws {
    try FileManager.default.removeItem(atPath: folder.path("vocab.txt"))
    #expect(error() as? TextModelError == .noFile(folder: folder.url.path, name: "vocab.txt"))
    try write("vocab.txt", "[UNK]\n[CLS]\n[SEP]\n")
    #expect((error() as? TextModelError)?.message.contains("3 pieces") == true)
  }

  @Test func windowsMustFitThePositions() {
    #expect((error(.windows(pieces: 63)) as? TextModelError)?.parameter == "window")
    #expect((error(.first(pieces: 0)) as? TextModelError)?.parameter == "window")
  }

  @Test func withoutWeightsItIsSaidWhereTheyAreSought() {
    let environment = ["XDG_DATA_HOME": folder.url.path]
    let error = #expect(throws: TextModelError.self) {
      try TextModelSource.minilm.open(environment: environment)
    }
    #expect(error?.message.contains(folder.url.path + "/mvae/models/minilm") == true)
    #expect(error?.hint?.contains("./scripts/fetch-minilm") == true)
    #expect(TextModelSource.minilmFolder(environment: ["HOME": "/h"]) == "/h/.local/share/mvae/models/minilm")
    #expect(TextModelSource.minilmFolder(environment: [:]) == nil)
  }
}
