import Foundation

/// How the learning rate goes after its warm-up.
public enum RateSchedule: Sendable, Equatable, Codable {
  case constant
  /// Half a cosine from the rate down to `floor` over all steps (Loshchilov & Hutter 2017, equation 5, one cycle).
  case cosine(floor: Double)
  /// Multiplied by `factor` whenever the validation loss has not improved, by 1e-4 of itself, for more than
  /// `patience` epochs; PyTorch's `ReduceLROnPlateau`.
  case plateau(factor: Double, patience: Int)
}

extension TrainingSchedule {
  /// The learning rate of step `step`, counted from 0, when every epoch has `batches`.
  ///
  /// It grows linearly over the steps of ``rateWarmup`` epochs, the last of which has the whole rate, then follows
  /// ``rateSchedule``: cosine by step, plateau by how often it was reduced.
  func rate(step: Int, batches: Int, reductions: Int = 0) -> Double {
    let warm = rateWarmup * batches
    guard step >= warm else { return rate * Double(step + 1) / Double(warm) }
    switch rateSchedule {
    case .constant: return rate
    case .cosine(let floor):
      let progress = Double(step - warm) / Double(max(1, epochs * batches - warm))
      return floor + (rate - floor) * (1 + cos(.pi * min(1, progress))) / 2
    case .plateau(let factor, _): return rate * pow(factor, Double(reductions))
    }
  }
}

/// How long the validation loss has not improved, for ``RateSchedule/plateau(factor:patience:)``.
struct PlateauState: Sendable, Equatable {
  private(set) var reductions = 0
  private var best = Double.infinity
  private var badEpochs = 0

  mutating func add(_ loss: Double, patience: Int) {
    if loss < best - 1e-4 * abs(best) || best == .infinity {
      best = loss
      badEpochs = 0
    } else {
      badEpochs += 1
    }
    guard badEpochs > patience else { return }
    reductions += 1
    badEpochs = 0
  }
}
