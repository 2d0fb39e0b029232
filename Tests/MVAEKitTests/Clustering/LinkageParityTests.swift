import Testing

@testable import MVAEKit

/// Ward's method against fastcluster's and scikit-learn's recorded runs.
@Suite struct LinkageParityTests {
  @Test(arguments: [1000, 5000])
  func wardMergesAsFastclusterDoes(_ count: Int) throws {
    guard let reference = try ClusterReference(count) else { return }
    let linkage = try AgglomerativeClustering.linkage(values: reference.points)
    let merges = try #require(try reference.array("ward_fastcluster", "merges").doubles)
    // The stored points have twice our digits: heights agree to those of single precision.
    for (index, merge) in linkage.merges.enumerated() {
      #expect(abs(merge.height - merges[index * 4 + 2]) < 1e-6 * merges[index * 4 + 2])
    }
    let same = linkage.merges.indices.filter { index in
      let merge = linkage.merges[index]
      return Double(merge.first) == merges[index * 4] && Double(merge.second) == merges[index * 4 + 1]
        && Double(merge.size) == merges[index * 4 + 3]
    }
    #expect(same.count == linkage.merges.count)
    for peer in ["ward_fastcluster", "ward_sklearn"] {
      let labels = try #require(try reference.array(peer, "labels").doubles).map { "\($0)" }
      let agreement = try Agreement(assignments: try linkage.cut(at: 8), labels: labels)
      #expect(agreement.adjustedRand == 1)
    }
  }
}
