/// Answers what needs no running cell: who we are, completion, inspection, history, comms.
struct ShellResponder: Sendable {
  let state: KernelState
  let info: JSON

  private var workspace: Workspace { state.workspace }
  private var registry: Registry { state.registry }

  /// Of requests that we don't know the front end is told only that we are idle again.
  func answer(_ request: Request) {
    guard request.type.hasSuffix("_request") || request.type.hasPrefix("comm_") else { return }
    state.publisher.whileBusy(with: request) {
      switch request.type {
      case "comm_open": state.comms.open(request)
      case "comm_msg": state.comms.message(request)
      case "comm_close": state.comms.close(request)
      default: content(for: request).map { state.publisher.reply($0, to: request) }
      }
    }
  }

  private func content(for request: Request) -> JSON? {
    switch request.type {
    case "kernel_info_request": info
    case "complete_request": complete(request.content)
    case "inspect_request": inspect(request.content)
    case "is_complete_request": isComplete(request.content)
    case "history_request": ["status": "ok", "history": state.history.answer(request.content)]
    case "comm_info_request": state.comms.info(target: request.content["target_name"]?.string)
    default: nil
    }
  }

  // MARK: Code

  private struct Cursor {
    let text: String
    let source: SourceText
    /// In bytes.
    let offset: Int

    init(_ content: JSON) {
      text = content["code"]?.string ?? ""
      source = SourceText(text)
      let point = content["cursor_pos"]?.integer ?? Int.max
      offset = source.byteOffset(ofCodePoint: point)
    }
  }

  private func complete(_ content: JSON) -> JSON {
    let cursor = Cursor(content)
    let completion = Completion.at(cursor.offset, in: cursor.text, registry: registry, workspace: workspace)
    let start = JSON.integer(cursor.source.codePointOffset(ofByte: completion.span.start))
    let end = JSON.integer(cursor.source.codePointOffset(ofByte: completion.span.end))
    let types = completion.items.map { item -> JSON in
      [
        "start": start, "end": end, "text": .string(item.text), "type": .string(item.type),
        "signature": .string(item.signature), "documentation": .string(item.detail),
      ]
    }
    return [
      "status": "ok", "matches": .array(completion.items.map { .string($0.text) }), "cursor_start": start,
      "cursor_end": end, "metadata": ["_jupyter_types_experimental": .array(types)],
    ]
  }

  private func inspect(_ content: JSON) -> JSON {
    let cursor = Cursor(content)
    guard
      let bundle = Inspection.at(cursor.offset, in: cursor.text, registry: registry, workspace: workspace)
    else { return ["status": "ok", "found": false, "data": [:], "metadata": [:]] }
    return [
      "status": "ok", "found": true, "data": .object(bundle.data), "metadata": .object(bundle.metadata),
    ]
  }

  private func isComplete(_ content: JSON) -> JSON {
    switch Completeness.of(content["code"]?.string ?? "") {
    case .complete: ["status": "complete"]
    case .incomplete(let indent): ["status": "incomplete", "indent": .string(indent)]
    case .invalid: ["status": "invalid"]
    }
  }
}
