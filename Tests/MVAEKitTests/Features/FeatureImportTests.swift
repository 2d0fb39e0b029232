import Testing

@testable import MVAEKit

@Suite struct FeatureImportTests {
  private func read(
    _ text: String, label: [String] = [], group: String? = nil, columns: [String]? = nil
  ) throws -> FeatureMatrix {
    let folder = try AudioFolder()
    try folder.add("t.csv", text: text)
    return try FeatureMatrix.importCSV(
      path: folder.path + "/t.csv", label: label, group: group, columns: columns
    ).features
  }

  @Test func numbersAreFeaturesAndTextIsLabels() throws {
    let matrix = try read(
      "track_id,genre,x,y,year,album\n01,Rock,1,-2.5,1999,A\n02,,3e2,.5,2000,B\n", label: ["year"],
      group: "album")
    #expect(matrix.name == "t" && matrix.columnNames == ["x", "y"])
    #expect(matrix.values.values == [1, -2.5, 300, 0.5])
    #expect(matrix.rows.ids == ["01", "02"] && matrix.rows.groups == ["A", "B"])
    #expect(matrix.rows.columnNames == ["genre", "year", "album"])
    #expect(matrix.rows.column("genre")?.texts == ["Rock", nil])
    #expect(matrix.rows.column("year")?.numbers == [1999, 2000])
    #expect(try read("a,b\n1,2\n").rows.ids == ["0"])
    #expect(try read("a,b\n1,2\n", columns: ["b"]).columnNames == ["b"])
  }

  @Test func cellsThatAreNoNumbersNameTheirLine() throws {
    let rows = (0..<20).map { "\($0),1\n" }.joined()
    let word = #expect(throws: FeatureImportError.self) { try read("a,b\n" + rows + "7,many\n") }
    #expect(word?.message.contains("line 22: \"many\" in column b") == true)
    let empty = #expect(throws: FeatureImportError.self) { try read("a,b\n1,\n2,3\n") }
    #expect(empty?.message.contains("line 2: column b is empty") == true)
    #expect(throws: FeatureImportError.self) { try read("a,b\n1,nan\n2,3\n") }
    #expect(throws: FeatureImportError.self) { try read("a,b\nx,y\n") }
    #expect(throws: FeatureImportError.self) { try read("a,b\n") }
    #expect(throws: CSVError.self) { try read("a,b\n1,2\n3\n") }
    let unknown = #expect(throws: FeatureImportError.self) { try read("a,b\n1,2\n", columns: ["c"]) }
    #expect(unknown?.parameter == "columns")
  }

  /// Groups and statistics under several header rows; the rows of a corpus's tracks in its order.
  @Test func groupsAreChosenAndJoined() throws {
    let folder = try AudioFolder()
    try folder.add(
      "f.csv",
      text:
        "feature,mfcc,mfcc,zcr\nstatistics,mean,std,mean\nnumber,01,01,01\ntrack_id,,,\n7,1,2,3\n5,4,5,6\n9,,,\n5,0,0,0\n"
    )
    let path = folder.path + "/f.csv"
    func read(_ groups: [String], _ statistics: [String] = [], of tracks: TrackTable? = nil) throws
      -> FeatureExtraction<FeatureMatrix>
    {
      try FeatureMatrix.importCSV(path: path, groups: groups, statistics: statistics, tracks: tracks)
    }
    #expect(try read(["zcr"]).features.values.values == [3, 6, 0])
    #expect(try read([], ["mean"]).features.columnNames == ["mfcc_mean_01", "zcr_mean_01"])
    let tracks = TrackTable(
      ids: ["000005", "000006", "000007", "000009"], groups: ["a", "b", "c", "d"],
      columns: [Column(name: "genre", content: .text(["Rock", nil, "Jazz", "Folk"]))])
    let joined = try read(["mfcc"], of: tracks)
    #expect(joined.features.values.values == [4, 5, 1, 2])
    #expect(joined.features.rows == tracks.selecting([0, 2]))
    #expect(
      joined.notes == [
        "f.csv: 2 tracks matched by track_id, 2 without a row (000006, 000009), 1 repeated rows, the first of each"
          + " kept (5), 1 empty (9)"
      ])
    let group = #expect(throws: FeatureImportError.self) { try read(["mfc"]) }
    #expect(group?.parameter == "features" && group?.hint?.hasPrefix("did you mean mfcc?") == true)
    let none = #expect(throws: FeatureImportError.self) { try read(["zcr"], ["std"]) }
    #expect(none == .featuresMissing(path: path))
    let other = #expect(throws: FeatureImportError.self) {
      try read(["mfcc"], of: TrackTable(ids: ["1"], groups: ["1"], columns: []))
    }
    #expect(other?.parameter == "corpus")
    try folder.add("plain.csv", text: "a,b\n1,2\n")
    let plain = #expect(throws: FeatureImportError.self) {
      try FeatureMatrix.importCSV(path: folder.path + "/plain.csv", groups: ["a"])
    }
    #expect(plain?.parameter == "features")
  }

  /// The archive's own features: 2,000 tracks × 140 statistics under three header rows, 10 rows empty.
  @Test func archiveFeaturesAreRead() throws {
    guard let path = AudioReference.path("fma-metadata/features_mfcc_2000.csv") else { return }
    let result = try FeatureMatrix.importCSV(path: path)
    let matrix = result.features
    #expect(result.notes.count == 1 && result.notes[0].hasPrefix("10 rows"))
    #expect(matrix.values.shape == [1990, 140])
    #expect(matrix.columnNames[0] == "mfcc_kurtosis_01" && matrix.rows.ids.count == 1990)
  }
}
