import Foundation
import Testing

@testable import MVAEKit

/// Files exchanged with the Python package `safetensors`, when this machine has it.
@Suite struct SafetensorsPeerTests {
  @Test func thePackageReadsWhatIsWritten() throws {
    guard PythonPeer.has("safetensors.numpy") else { return }
    let folder = try TemporaryFolder()
    let values = (0..<600).map { Float($0) / 7 }
    let tensors = [
      try #require(SafetensorsTensor(name: "encoder.0.weight", shape: [20, 30], floats: values)),
      try #require(SafetensorsTensor(name: "idf", shape: [600], doubles: values.map(Double.init))),
      try #require(SafetensorsTensor(name: "steps", shape: [], integers: [-5])),
      try #require(SafetensorsTensor(name: "nothing", shape: [3, 0], floats: [])),
      SafetensorsTensor(name: "words", bytes: Array("naïve\nκόσμος".utf8)),
    ]
    let metadata = ["format": "pt", "config": "{\"β\": \"1\\n\u{1}\"}", "\u{7F}": ""]
    try SafetensorsFile(tensors: tensors, metadata: metadata).write(path: folder.path("x.safetensors"))
    // The package's own order of several metadata is that of a hash table.
    try SafetensorsFile(tensors: tensors, metadata: ["a": "b"]).write(path: folder.path("y.safetensors"))
    let program = #"""
      import sys, numpy as np
      from safetensors import safe_open
      from safetensors.numpy import load_file, save
      t = load_file(sys.argv[1] + "/x.safetensors")
      assert t["encoder.0.weight"].shape == (20, 30) and t["encoder.0.weight"].dtype == np.float32
      assert (t["encoder.0.weight"].ravel() == np.arange(600, dtype="f4") / np.float32(7)).all()
      assert (t["idf"] == (np.arange(600, dtype="f4") / np.float32(7)).astype("f8")).all()
      assert t["steps"].shape == () and t["steps"] == -5 and t["nothing"].shape == (3, 0)
      assert bytes(t["words"]).decode() == "naïve\nκόσμος"
      with safe_open(sys.argv[1] + "/x.safetensors", "numpy") as f: m = f.metadata()
      assert m == {"format": "pt", "config": '{"β": "1\\n\x01"}', "\x7f": ""}, m
      assert save(t, {"a": "b"}) == open(sys.argv[1] + "/y.safetensors", "rb").read()
      """#
    _ = try PythonPeer.run(program, [folder.url.path])
  }

  @Test func whatThePackageWritesIsRead() throws {
    guard PythonPeer.has("safetensors.numpy") else { return }
    let folder = try TemporaryFolder()
    let program = """
      import sys, numpy as np
      from safetensors.numpy import save_file
      x = np.arange(-3, 9).reshape(3, 4)
      types = ["f8", "f4", "f2", "i8", "i4", "i2", "i1"]
      save_file({t: x.astype(t) for t in types} | {t: x.astype("u1").astype(t) for t in ["u8", "u4", "u2", "u1"]}
        | {"bool": x > 0, "empty": np.zeros((0, 2), "f4"), "scalar": np.array(2.5)},
        sys.argv[1] + "/x.safetensors", metadata={"a": "é\\"\\\\/\\x01\\u2028😀"})
      """
    _ = try PythonPeer.run(program, [folder.url.path])
    let file = try SafetensorsFile(path: folder.path("x.safetensors"))
    #expect(file.metadata == ["a": "é\"\\/\u{1}\u{2028}😀"])
    let signed = (-3..<9).map { Double($0) }
    for name in ["f8", "f4", "f2", "i8", "i4", "i2", "i1"] {
      #expect(file[name]?.doubles == signed)
      #expect(file[name]?.shape == [3, 4])
    }
    for name in ["u8", "u4", "u2", "u1"] { #expect(file[name]?.integers == (-3..<9).map { $0 & 0xFF }) }
    #expect(file["bool"]?.integers == (-3..<9).map { $0 > 0 ? 1 : 0 })
    #expect(file["empty"]?.shape == [0, 2])
    #expect(file["scalar"]?.doubles == [2.5])
    #expect(file.encoded == Array(try Data(contentsOf: folder.url.appendingPathComponent("x.safetensors"))))
  }
}
