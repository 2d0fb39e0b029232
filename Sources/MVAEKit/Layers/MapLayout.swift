import CHotLoops

/// The two orders of a map: rows of pixels with channels last, as convolutions see it, and one row an image with
/// channels first, as linear layers see it and PyTorch flattens it.
struct MapLayout {
  /// Pixels of one image.
  let positions: Int
  let channels: Int

  /// A map, channels last, → the first columns of `target`, channels first.
  func flatten(_ map: MatrixView, into target: MatrixView, _ count: Int) {
    for image in 0..<count {
      hot_transpose(
        map.base + image * positions * channels, positions, channels, target.base + image * target.columns)
    }
  }

  /// The first columns of `source`, channels first, → a map, channels last.
  func unflatten(_ source: MatrixView, into map: MatrixView, _ count: Int) {
    for image in 0..<count {
      hot_transpose(
        source.base + image * source.columns, channels, positions, map.base + image * positions * channels)
    }
  }
}
