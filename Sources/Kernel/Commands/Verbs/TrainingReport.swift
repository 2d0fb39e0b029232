import MVAEKit
import Synchronization

/// What a training tells while it runs and when it has ended.
final class TrainingReport: Sendable {
  private let invocation: Invocation
  private let progress: ProgressHandler
  private let saysCollapse = Mutex(true)

  init(_ invocation: Invocation, progress: @escaping ProgressHandler) {
    self.invocation = invocation
    self.progress = progress
  }

  func hear(_ event: TrainingEvent) {
    if let work = event.progress { progress(work) }
    guard case .notice(let notice) = event else { return }
    if case .collapsed = notice { saysCollapse.withLock { $0 = false } }
    invocation.warn("\(notice.message); \(notice.advice)")
  }

  /// What a user should hear of the model without asking.
  func tell(_ model: TrainedModel) {
    if model.isInterrupted {
      invocation.warn(
        "training was interrupted in epoch \(model.history.epochs.count + 1); the model so far is kept")
    }
    if case .diverged(let epoch, let batch, let place) = model.history.ending {
      invocation.warn(
        "the loss was no number in epoch \(epoch), batch \(batch), first in \(place); the weights before it are kept. "
          + "A lower `rate:` or `clip: 1` helps")
    }
    if let words = model.dropped.words { invocation.warn(words) }
    // The latents of an interrupted model are not computed yet, and the answer must not wait for them.
    guard !model.isInterrupted else { return }
    if model.network.samples, model.isCollapsed, saysCollapse.withLock({ $0 }) {
      invocation.warn(
        "the posterior has collapsed: no latent dimension carries anything; more `epochs:` or a lower `beta:` may help"
      )
    }
  }
}

extension TrainedModel {
  fileprivate var dropped: DroppedRows {
    switch content {
    case .vectors(let content): content.dropped
    case .images(let content): content.inputs.dropped
    case .fusion(let content): content.inputs.dropped
    }
  }
}

extension Invocation {
  /// Runs `train` with its progress and notices shown while it runs, then tells how it ended.
  func training(_ train: (@escaping @Sendable (TrainingEvent) -> Void) throws -> TrainedModel) throws -> Value
  {
    defer { context.safeguard?.clear() }
    let model = try withProgress { progress in
      let report = TrainingReport(self, progress: progress)
      let model = try train { report.hear($0) }
      report.tell(model)
      return model
    }
    return .object(model)
  }
}
