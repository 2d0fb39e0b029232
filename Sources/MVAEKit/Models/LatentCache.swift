import Synchronization

/// A posterior that is computed when it is first asked for, so that an interrupted training answers at once.
final class LatentCache: Sendable {
  private let value: Mutex<Posterior?>
  private let compute: @Sendable () -> Posterior

  init(_ value: Posterior) {
    self.value = Mutex(value)
    compute = { value }
  }

  init(later compute: @escaping @Sendable () -> Posterior) {
    value = Mutex(nil)
    self.compute = compute
  }

  var posterior: Posterior {
    value.withLock { value in
      if let value { return value }
      let computed = compute()
      value = computed
      return computed
    }
  }
}
