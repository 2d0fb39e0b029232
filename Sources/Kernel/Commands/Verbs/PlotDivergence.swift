import MVAEKit
import Plot

/// `plot divergence`: what each latent dimension carries.
enum PlotDivergence {
  private static let sorts = Key<Bool>.flag("sorted", "by falling KL instead of by number", default: true)

  static let divergence = Command(
    "plot", "divergence", summary: "KL of each latent dimension, those in use apart from those that are off.",
    details: [
      "KL(q(z|x) ‖ N(0, 1)) in nats, the mean over the tracks; a dimension is in use when Var(μ) > 0.01 (Burda et al. 2016)."
    ],
    subjects: [AskedTracks.model.parameter], labels: [sorts.parameter] + FigureOptions.parameters,
    examples: [.init("plot divergence basic", "which dimensions carry something")], isShowing: true
  ) { invocation in
    let model = try invocation.value(AskedTracks.model)
    let posterior = model.posterior
    let divergences = posterior.dimensionDivergences
    let variances = posterior.meanVariances
    let order =
      try invocation.value(sorts) ? posterior.dimensionsByDivergence : Array(divergences.indices)
    let bars = [true, false].map { isActive in
      BarMark(
        // A bar of the other kind has no height here.
        values: order.map { (variances[$0] > Posterior.activityThreshold) == isActive ? divergences[$0] : 0 },
        name: isActive ? "in use" : "off", isMuted: !isActive)
    }
    let total = NumberText.fixed(divergences.reduce(0, +), 2)
    let used = "\(posterior.activeUnits) of \(divergences.count) in use: Var(μ) > 0.01"
    let chart = Chart(
      title: "KL of the latent dimensions", subtitle: "\(used); \(total) nat in all",
      marks: posterior.activeUnits < divergences.count ? bars : [bars[0]],
      x: Axis(title: "Dimension", scale: .ordinal(order.map { "z\($0)" })), y: Axis(title: "KL", unit: "nat"),
      showsLegend: posterior.activeUnits < divergences.count,
      width: 680, height: 360)
    return .object(try FigureOptions.figure(chart, invocation))
  }
}
