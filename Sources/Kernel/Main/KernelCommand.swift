import ArgumentParser
import Glibc
import Logging
import MVAEKit

/// `mvae kernel`: what JupyterLab starts.
struct KernelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kernel", abstract: "Run as a Jupyter kernel; front ends start this.")

  @Option(name: .long, help: "The connection file that the front end wrote.")
  var connectionFile: String

  func run() throws {
    DecoderNoise.hush()
    // Before any thread starts, so that all of them leave the signals to the I/O loop.
    let signals = SignalDescriptor()
    let logger = Logger(label: "mvae", factory: { StreamLogHandler.standardError(label: $0) })
    let connection = try ConnectionFile(path: connectionFile)
    let mailbox = Mailbox()
    let loop = try IOLoop(connection: connection, mailbox: mailbox, signals: signals)
    let session = KernelSession(connection: connection, outbox: mailbox, logger: logger, cache: .ofUser)
    session.start()
    loop.run(session)
    // At once: a cell that still runs must not be torn down under its own feet.
    _exit(0)
  }
}
