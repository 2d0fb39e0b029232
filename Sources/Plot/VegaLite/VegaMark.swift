/// A mark that has an interactive form.
protocol VegaMark: Mark {
  /// Its layers; the first that carries most takes the context's parameters.
  func vegaLayers(_ context: VegaContext) -> [VegaValue]
}
