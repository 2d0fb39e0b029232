/// What the kernel says of itself.
enum KernelInfo {
  static let content: JSON = [
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
      "mvae \(Version.current): latent spaces of music. `help` lists the verbs, `corpus = load demo` begins."),
    "help_links": [],
    "supported_features": ["iopub_welcome"],
    "debugger": false,
  ]
}
