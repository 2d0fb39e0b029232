/// `plot`: figures of latent spaces, of training, of what models make and how methods score.
enum PlotVerb {
  static let verb = Verb(
    "plot", summary: "Draws latent spaces, training, what models make, and scores.",
    [
      PlotLatent.latent, PlotLosses.losses, PlotImages.samples, PlotReconstruction.reconstruction,
      PlotTraversal.traversal, PlotTraversal.interpolation, PlotManifold.manifold, PlotDivergence.divergence,
      PlotFactors.factors, PlotConfusion.confusion, PlotScores.scores, PlotTradeoff.tradeoff,
      PlotDendrogram.dendrogram, PlotTuning.tuning,
    ])
}
