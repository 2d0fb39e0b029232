/// What the kernel says of itself.
enum KernelInfo {
  /// - Parameter log: the log file, named so that people find it when something went wrong.
  static func content(log: String?) -> JSON {
    let logged = log.map { " Log: \($0)" } ?? ""
    return [
      "status": "ok",
      "protocol_version": .string(MessageCodec.protocolVersion),
      "implementation": "mvae",
      "implementation_version": .string(Version.current),
      "language_info": [
        "name": "mvae",
        "version": .string(Version.current),
        "mimetype": "text/x-mvae",
        "file_extension": ".mvae",
        // The nearest relatives that highlighters know: `#` comments, quoted texts, numbers.
        "pygments_lexer": "python",
        "codemirror_mode": "python",
        "nbconvert_exporter": "script",
      ],
      "banner": .string(
        "mvae \(Version.current): latent spaces of music. `help` lists the verbs, `corpus = load demo` begins.\(logged)"
      ),
      "help_links": [],
      "supported_features": ["iopub_welcome", "kernel subshells"],
      "debugger": false,
    ]
  }
}
