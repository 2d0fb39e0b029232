import CHotLoops

/// Where the first number of a step is NaN or infinite.
enum NonFinite {
  /// "the output of encoder.1", "the gradient of decoder.0.weight", "the loss": the first in the order in which they
  /// were computed. Only called once training has failed.
  static func place(_ subject: some TrainingSubject, rows: Int, gradients: Buffer) -> String {
    for layer in subject.activations(rows: rows) where !isFinite(layer.values.base, layer.values.count) {
      return "the output of \(layer.name)"
    }
    // Gradients are computed from the last layer to the first.
    for weight in subject.weights.reversed() where !isFinite(gradients.base + weight.offset, weight.count) {
      return "the gradient of \(weight.name)"
    }
    return "the loss"
  }

  private static func isFinite(_ values: UnsafeMutablePointer<Float>, _ count: Int) -> Bool {
    hot_is_finite(values, count) == 1
  }
}
