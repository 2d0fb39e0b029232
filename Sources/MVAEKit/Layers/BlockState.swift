/// Room for the slopes of blocks in a row: those of one block are needed while those of the one before it are made, and
/// then no more, so that two pieces of memory serve all of them, and several rows of blocks one after the other.
final class SlopeMemory {
  private let pieces: [Buffer]

  /// - Parameter stacks: the rows of blocks that share it.
  init(_ stacks: [[Block]], capacity: Int) {
    pieces = [0, 1].map { parity in
      let sizes = stacks.flatMap { blocks in
        blocks.indices.filter { $0 % 2 == parity }.map { blocks[$0].outputPositions * blocks[$0].outputs }
      }
      return Buffer(count: capacity * (sizes.max() ?? 0))
    }
  }

  subscript(index: Int) -> Buffer { pieces[index % 2] }
}

/// The activations of one ``Block`` and their gradients, for up to `capacity` items.
final class BlockState {
  let moments: BatchMoments
  /// Tells apart the dropout of the blocks of one step.
  let salt: UInt64
  private let block: Block
  private let linearValues: Buffer
  private let outputValues: Buffer
  private let slopes: Buffer
  private let masks: Buffer

  /// - Parameter slopes: where its slopes are laid; `nil` when it does not learn.
  init(_ block: Block, capacity: Int, salt: Int, slopes: Buffer?) {
    self.block = block
    self.slopes = slopes ?? Buffer(count: 0)
    self.salt = UInt64(salt) &* 0x9E37_79B9_7F4A_7C15
    let count = capacity * block.outputPositions * block.outputs
    moments = BatchMoments(channels: block.norm == nil ? 0 : block.outputs)
    linearValues = Buffer(count: block.norm == nil ? 0 : count)
    outputValues = Buffer(count: count)
    masks = Buffer(count: slopes != nil && block.dropout != nil ? count : 0)
  }

  /// Of the linear map, before batch norm.
  func linear(_ items: Int) -> MatrixView { view(linearValues, items) }
  func output(_ items: Int) -> MatrixView { view(outputValues, items) }
  func slope(_ items: Int) -> MatrixView { view(slopes, items) }
  func mask(_ items: Int) -> MatrixView { view(masks, items) }

  private func view(_ buffer: Buffer, _ items: Int) -> MatrixView {
    buffer.matrix(rows: items * block.outputPositions, columns: block.outputs)
  }
}

/// Blocks in a row at work.
final class BlockStack {
  let blocks: [Block]
  private let states: [BlockState]

  /// - Parameter slopes: memory for slopes; `nil` when it does not learn.
  init(_ blocks: [Block], capacity: Int, salt: Int, slopes: SlopeMemory?) {
    self.blocks = blocks
    states = blocks.enumerated().map {
      BlockState($1, capacity: capacity, salt: salt + $0, slopes: slopes?[$0])
    }
  }

  /// The last block's output; `x` itself when there is none.
  func output(_ items: Int, of x: MatrixView) -> MatrixView { states.last?.output(items) ?? x }
  /// Where the slope of the output is laid for ``backward(_:dx:items:gradients:_:)``.
  func slope(_ items: Int) -> MatrixView? { states.last?.slope(items) }

  func forward(_ x: MatrixView, items: Int, _ context: BlockContext) throws {
    var input = x
    for (block, state) in zip(blocks, states) {
      try block.forward(input, state, items: items, context)
      input = state.output(items)
    }
  }

  func backward(
    _ x: MatrixView, dx: MatrixView?, items: Int, gradients: Buffer, _ context: BlockContext
  ) throws {
    for index in blocks.indices.reversed() {
      try blocks[index].backward(
        index == 0 ? x : states[index - 1].output(items),
        dx: index == 0 ? dx : states[index - 1].slope(items), states[index], items: items,
        gradients: gradients, context)
    }
  }

  /// The output of every block.
  func activations(_ items: Int) -> [LayerValues] {
    zip(blocks, states).map { LayerValues(name: $0.name, values: $1.output(items)) }
  }

  /// Moves running statistics towards those of the last batch.
  func commit(to weights: Buffer) {
    for (block, state) in zip(blocks, states) { block.norm?.commit(state.moments, to: weights) }
  }
}
