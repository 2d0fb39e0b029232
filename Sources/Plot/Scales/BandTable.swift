/// Positions on an axis whose bands of equal width have the given centres.
enum BandTable {
  static func isRising(_ centres: [Double]) -> Bool {
    centres.count >= 2 && centres.allSatisfy(\.isFinite)
      && zip(centres, centres.dropFirst()).allSatisfy { $0 < $1 }
  }

  /// The band's number at a value, with straight lines between centres and beyond the ends.
  static func position(of value: Double, in centres: [Double]) -> Double {
    guard value.isFinite else { return .nan }
    var low = 0
    var high = centres.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if centres[middle] <= value { low = middle } else { high = middle }
    }
    return Double(low) + (value - centres[low]) / (centres[high] - centres[low])
  }

  /// The value at a (broken) band number: the inverse of `position`.
  static func value(at position: Double, in centres: [Double]) -> Double {
    let low = min(max(Int(position), 0), centres.count - 2)
    return centres[low] + (position - Double(low)) * (centres[low + 1] - centres[low])
  }
}
