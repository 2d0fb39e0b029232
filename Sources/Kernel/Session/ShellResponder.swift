/// Answers what needs no running cell: who we are, completion, inspection, history, comms.
struct ShellResponder: Sendable {
  let publisher: Publisher
  let workspace: Workspace
  let history: History
  let registry: Registry

  func answer(_ request: Request) {
    switch request.type {
    case "comm_open": refuseComm(request)
    case "comm_msg", "comm_close": publisher.whileBusy(with: request) {}
    default:
      guard let content = content(for: request) else { return }
      publisher.whileBusy(with: request) { publisher.reply(content, to: request) }
    }
  }

  /// `nil` for requests that we don't know: the protocol ignores them.
  private func content(for request: Request) -> JSON? {
    switch request.type {
    case "kernel_info_request": KernelInfo.content
    case "complete_request": complete(request.content)
    case "inspect_request": inspect(request.content)
    case "is_complete_request": isComplete(request.content)
    case "history_request": ["status": "ok", "history": history.answer(request.content)]
    case "comm_info_request": ["status": "ok", "comms": [:]]
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
        "signature": .string(item.detail),
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

  // MARK: Comms

  /// We know no targets yet: whoever opens one is told at once that it is closed.
  private func refuseComm(_ request: Request) {
    publisher.whileBusy(with: request) {
      guard let id = request.content["comm_id"] else { return }
      publisher.publish("comm_close", ["comm_id": id, "data": [:]], parent: request.headerBytes)
    }
  }
}
