import Synchronization

/// FFTW's planner is one for the process and not thread-safe: whoever makes or frees a plan holds this.
enum FourierPlanner {
  static let shared = Mutex(())
}
