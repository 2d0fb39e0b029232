import CHotLoops

/// The memory of this process.
public enum ProcessMemory {
  /// Makes the allocator give blocks of 4 MiB and more back to the system as soon as they are freed.
  ///
  /// GNU's raises that limit with the blocks it sees, and would keep what a deleted model took. For programs, once, before
  /// they start a thread.
  public static func returnLargeBlocks() { hot_return_large_blocks() }
}
