import Foundation
import Testing

@testable import MVAEKit

/// Files exchanged with numpy itself, when this machine has it.
@Suite struct NumpyPeerTests {
  @Test func numpyReadsWhatIsWritten() throws {
    guard PythonPeer.has("numpy") else { return }
    let folder = try TemporaryFolder()
    let features = SyntheticFeatures.blobs(rows: 4, columns: 3, clusters: 2)
    try Export.write(features, path: folder.path("x.npz"))
    try Export.write(features, path: folder.path("x.npy"))
    let program = """
      import numpy as np, sys
      z = np.load(sys.argv[1] + "/x.npz")
      x = np.load(sys.argv[1] + "/x.npy")
      assert sorted(z.files) == ["columns", "features", "genre", "group", "id"], z.files
      assert z["features"].dtype == np.float32 and z["features"].shape == (4, 3)
      assert (z["features"] == x).all()
      assert z["id"].tolist() == ["t0", "t1", "t2", "t3"], z["id"]
      assert z["genre"].tolist() == ["blob0", "blob1", "blob0", "blob1"]
      print(float(x.astype("f8").sum()))
      """
    let output = try PythonPeer.run(program, [folder.url.path]).trimmingCharacters(
      in: .whitespacesAndNewlines)
    let sum = features.values.values.reduce(0) { $0 + Double($1) }
    #expect(abs(try #require(Double(output)) - sum) < 1e-9)
  }

  @Test(arguments: ["savez", "savez_compressed"])
  func whatNumpyWritesIsRead(_ writer: String) throws {
    guard PythonPeer.has("numpy") else { return }
    let folder = try TemporaryFolder()
    let program = """
      import numpy as np, sys
      x = np.arange(3000, dtype="f8").reshape(1000, 3) / 7
      np.\(writer)(sys.argv[1] + "/x.npz", features=np.asfortranarray(x), y=np.arange(1000) % 4,
        name=np.array(["t%d" % i for i in range(1000)]), half=x.astype("f2"), big=x.astype(">f4"),
        image=np.zeros((1000, 2, 5), "f4"), scalar=np.float32(3), mask=x[:, 0] > 5, empty=np.zeros((0, 3)))
      """
    _ = try PythonPeer.run(program, [folder.url.path])
    let matrix = try FeatureMatrix.importNPZ(path: folder.path("x.npz"), label: "y", id: "name")
    #expect(matrix.values.shape == [1000, 3])
    #expect(matrix.values.values.enumerated().allSatisfy { $1 == Float(Double($0) / 7) })
    #expect(matrix.rows.ids[999] == "t999")
    #expect(matrix.rows.columns == [Column(name: "y", content: .text((0..<1000).map { "\($0 % 4)" }))])
    let archive = try NumpyArchive(path: folder.path("x.npz"))
    #expect(archive["half"]?.shape == [1000, 3])
    #expect(archive["scalar"]?.shape == [])
    #expect(archive["empty"]?.shape == [0, 3])
    let big = try #require(archive["big"]?.floats)
    #expect(big.enumerated().allSatisfy { $1 == Float(Double($0) / 7) })
    let half = try #require(archive["half"]?.floats)
    // Half precision has 11 bits.
    #expect(half.enumerated().allSatisfy { abs(Double($1) - Double($0) / 7) <= Double($0) / 7 * 0x1p-11 })
    let image = try FeatureTensor.importNPZ(path: folder.path("x.npz"), id: "name")
    #expect(image.values.shape == [1000, 2, 5])
  }
}
