import Foundation
import Testing

@testable import MVAEKit

@Suite struct ImportExportTests {
  private let features = SyntheticFeatures.blobs(rows: 6, columns: 2, clusters: 2, groupSize: 2)

  @Test func featuresReturnWithIdsGroupsAndLabels() throws {
    let folder = try TemporaryFolder()
    try Export.write(features, path: folder.path("blobs.npz"))
    #expect(try FeatureMatrix.importNPZ(path: folder.path("blobs.npz")) == features)
    #expect(folder.names == ["blobs.npz"])
    let chosen = try FeatureMatrix.importNPZ(path: folder.path("blobs.npz"), label: "genre", group: "genre")
    #expect(chosen.rows.groups == ["blob0", "blob1", "blob0", "blob1", "blob0", "blob1"])
  }

  @Test func missingLabelsStayMissing() throws {
    let folder = try TemporaryFolder()
    let rows = TrackTable(
      ids: ["a", "b"], groups: ["a", "b"],
      columns: [
        Column(name: "genre", content: .text(["nan", nil])),
        Column(name: "year", content: .numbers([1999, .nan])),
      ])
    let matrix = FeatureMatrix(
      name: "m", rows: rows, values: Tensor(shape: [2, 1]), columnNames: ["x"])
    try Export.write(matrix, path: folder.path("m.npz"))
    let found = try FeatureMatrix.importNPZ(path: folder.path("m.npz")).rows
    #expect(found.column("genre") == rows.column("genre"))
    guard case .numbers(let years)? = found.column("year")?.content else {
      Issue.record("year is no column of numbers")
      return
    }
    #expect(years[0] == 1999)
    #expect(years[1].isNaN)
  }

  @Test func tensorsReturn() throws {
    let folder = try TemporaryFolder()
    let values = try #require(Tensor(shape: [2, 1, 3], values: [1, 2, 3, 4, 5, 6]))
    let tensor = FeatureTensor(
      name: "mel", rows: TrackTable(ids: ["a", "b"], groups: ["a", "b"], columns: []), values: values)
    try Export.write(tensor, path: folder.path("mel.npz"))
    #expect(try FeatureTensor.importNPZ(path: folder.path("mel.npz")) == tensor)
    #expect(
      throws: StorageError.noArrayOfRank(
        path: folder.path("mel.npz"), rank: 2, available: ["features [2, 1, 3]", "id [2]"])
    ) {
      try FeatureMatrix.importNPZ(path: folder.path("mel.npz"))
    }
  }

  @Test func arraysThatDoNotFitAreErrors() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("x.npz")
    try NumpyArchive([
      .init(name: "x", array: NumpyArray(Tensor(shape: [3, 2]))),
      .init(name: "short", array: NumpyArray(.integers([1, 2]))),
      .init(name: "words", array: NumpyArray(.text(["a", "b", "c"]))),
    ]).write(path: path)
    #expect(throws: StorageError.lengths(path: path, name: "short", found: 2, expected: 3)) {
      try FeatureMatrix.importNPZ(path: path, label: "short")
    }
    #expect(
      throws: StorageError.noArray(path: path, name: "y", available: ["x [3, 2]", "short [2]", "words [3]"])
    ) {
      try FeatureMatrix.importNPZ(path: path, label: "y")
    }
    #expect(throws: StorageError.notNumeric(path: path, name: "words")) {
      try FeatureMatrix.importNPZ(path: path, features: "words")
    }
    #expect(throws: StorageError.rank(path: path, name: "short", shape: [2], expected: "[rows, columns]")) {
      try FeatureMatrix.importNPZ(path: path, features: "short")
    }
  }

  @Test func clusteringsAndTablesAreWritten() throws {
    let folder = try TemporaryFolder()
    let clustering = try KMeans.cluster(values: features.values, k: 2)
    try Export.write(clustering, rows: features.rows, path: folder.path("c.csv"))
    let text = try String(contentsOfFile: folder.path("c.csv"), encoding: .utf8)
    #expect(text.hasPrefix("id,group,genre,cluster\r\nt0,g0,blob0,\(clustering.assignments[0])\r\n"))
    try Export.write(clustering, rows: features.rows, path: folder.path("c.npz"))
    let archive = try NumpyArchive(path: folder.path("c.npz"))
    #expect(archive.names == ["assignments", "centroids", "id", "group", "genre"])
    try Export.write(clustering, rows: features.rows, path: folder.path("c.npy"))
    #expect(try NumpyArray(path: folder.path("c.npy")).values == .integers(clustering.assignments))
    #expect(throws: StorageError.mismatch(name: "the clustering", found: 6, expected: 1)) {
      try Export.write(clustering, rows: features.rows.selecting([0]), path: folder.path("c.csv"))
    }
    let comparison = try Comparison.compare(
      entries: [.init(name: "a,b", features: features)], labels: [],
      options: ComparisonOptions(k: 2, seeds: 1))
    try Export.write(comparison, path: folder.path("t.csv"))
    let table = try String(contentsOfFile: folder.path("t.csv"), encoding: .utf8)
    #expect(table.hasPrefix("method,kind,dimensions,active_units,silhouette,silhouette_sd,"))
    #expect(table.contains("\r\n\"a,b\",entry,2,,"))
    #expect(throws: StorageError.fileType(path: "t.npy", allowed: ["csv", "npz"])) {
      try Export.write(comparison, path: "t.npy")
    }
  }

  @Test func pathsThatCannotBeWrittenAreErrors() throws {
    let folder = try TemporaryFolder()
    for name in ["x", "x.txt", "x.csv.gz", "npz"] {
      #expect(throws: StorageError.self) { try Export.write(features, path: folder.path(name)) }
    }
    #expect(
      throws: StorageError.unwritable(path: folder.path("no/x.npz"), reason: "No such file or directory")
    ) {
      try Export.write(features, path: folder.path("no/x.npz"))
    }
    // A failed write leaves what was there, and nothing beside it.
    try FileManager.default.createDirectory(
      atPath: folder.path("taken.csv"), withIntermediateDirectories: true)
    #expect(throws: StorageError.self) { try Export.write(features, path: folder.path("taken.csv")) }
    #expect(folder.names == ["taken.csv"])
  }
}
