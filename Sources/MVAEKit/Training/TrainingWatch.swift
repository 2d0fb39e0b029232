import CHotLoops

/// Sees what goes wrong while a model trains, from numbers that are there anyway.
///
/// Each kind of notice is given once. Dimensions are judged by the first batch of every epoch; a ReLU unit is dead
/// when its bias got no gradient in any step of an epoch.
struct TrainingWatch {
  private var layers: [RectifiedLayer]
  private var divergences: [Double] = []
  private var lowestLoss = Double.infinity
  private var lastLoss = Double.infinity
  private var growing = 0
  private var lossBeforeGrowth = Double.infinity
  private var offEpochs = 0
  private var deadEpochs = 0
  private var isFullEpoch = false
  private var said: Set<Kind> = []

  private enum Kind { case dimensions, loss, units }

  /// A dimension with less is off, in nats.
  private static let off = 0.01
  /// Epochs in a row that make a trend.
  private static let trend = 5
  /// Before so many steps a network is still at its start, where every dimension is near the prior.
  private static let start = 100

  init(_ weights: [Weight], rectifiedBiases: [String]) {
    layers = weights.filter { rectifiedBiases.contains($0.name) }.map(RectifiedLayer.init)
  }

  /// Looks at the gradients of a step.
  mutating func step(_ gradients: Buffer, isFirst: Bool, _ divergences: () -> [Double]) {
    if isFirst {
      self.divergences = divergences()
      isFullEpoch = true
      for index in layers.indices { layers[index].reset() }
    }
    for index in layers.indices where !layers[index].isAlive { layers[index].mark(gradients) }
  }

  /// What there is to say after an epoch.
  ///
  /// - Parameter isFinal: whether the divergence has its final weight, so that losses can be compared.
  mutating func epoch(_ record: EpochRecord, steps: Int, isFinal: Bool) -> [TrainingNotice] {
    let found = [
      (Kind.dimensions, dimensions(record.epoch, steps: steps, isFinal: isFinal)),
      (.loss, loss(record, isFinal: isFinal)), (.units, units(record.epoch, steps: steps)),
    ]
    isFullEpoch = false
    return found.compactMap { kind, notice in
      guard let notice, said.insert(kind).inserted else { return nil }
      return notice
    }
  }

  private mutating func dimensions(_ epoch: Int, steps: Int, isFinal: Bool) -> TrainingNotice? {
    let active = divergences.count { $0 >= Self.off }
    // A small latent space may well be used in part.
    let isOff = active == 0 || (divergences.count >= 4 && active * 4 <= divergences.count)
    offEpochs = isFinal && isOff && !divergences.isEmpty ? offEpochs + 1 : 0
    guard offEpochs >= Self.trend, steps >= Self.start else { return nil }
    return active == 0
      ? .collapsed(epoch: epoch) : .fewDimensions(epoch: epoch, active: active, latent: divergences.count)
  }

  private mutating func loss(_ record: EpochRecord, isFinal: Bool) -> TrainingNotice? {
    guard isFinal else { return nil }
    let loss = record.train.loss
    growing = loss > lastLoss ? growing + 1 : 0
    if growing == 0 { lossBeforeGrowth = loss }
    lastLoss = loss
    let lowest = lowestLoss
    lowestLoss = min(lowest, loss)
    if lowest.isFinite, loss - lowest > 10 * max(1, abs(lowest)) {
      return .exploding(epoch: record.epoch, loss: loss, lowest: lowest)
    }
    // At its floor a loss wavers: five small steps up are no news.
    let hasGrown = loss - lossBeforeGrowth > 0.05 * abs(lossBeforeGrowth)
    return growing >= Self.trend && hasGrown ? .growing(epoch: record.epoch, epochs: growing) : nil
  }

  /// Layers of which half or more is dead, epoch after epoch: some units always are.
  private mutating func units(_ epoch: Int, steps: Int) -> TrainingNotice? {
    guard isFullEpoch else { return nil }
    let dead = layers.filter { $0.dead * 2 >= $0.units && $0.dead > 1 }
    deadEpochs = dead.isEmpty ? 0 : deadEpochs + 1
    guard deadEpochs >= Self.trend, steps >= Self.start else { return nil }
    return .deadUnits(
      epoch: epoch, layers: dead.map { .init(layer: $0.name, dead: $0.dead, units: $0.units) })
  }
}

/// The units in front of a ReLU and which of them got a gradient in this epoch.
private struct RectifiedLayer {
  let name: String
  let units: Int
  private let offset: Int
  private var moved: [UInt8]
  private var alive = 0

  init(_ bias: Weight) {
    name = bias.name.split(separator: ".").filter { $0 != "bias" && $0 != "norm" }.joined(separator: ".")
    units = bias.count
    offset = bias.offset
    moved = [UInt8](repeating: 0, count: bias.count)
  }

  var dead: Int { units - alive }
  var isAlive: Bool { alive == units }

  mutating func reset() {
    alive = 0
    for index in moved.indices { moved[index] = 0 }
  }

  mutating func mark(_ gradients: Buffer) {
    alive = hot_mark_moved(gradients.base + offset, &moved, units)
  }
}
