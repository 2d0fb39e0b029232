import ArgumentParser
import Glibc
import Logging
import MVAEKit

/// `mvae kernel`: what JupyterLab starts.
struct KernelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kernel", abstract: "Run as a Jupyter kernel; front ends start this.")

  @Option(name: .long, help: "The connection or registration file that the front end wrote.")
  var connectionFile: String

  func run() throws {
    DecoderNoise.hush()
    // Before any thread starts, so that all of them leave the signals to the I/O loop.
    let signals = SignalDescriptor()
    let state = UserState()
    let log = state.flatMap { KernelLog(path: $0.log) }
    CrashReport.install(log)
    do {
      try serve(signals, state, log)
    } catch {
      log?.write("error", "the kernel can't start: \(error)")
      throw error
    }
    log?.write("info", "the kernel ends")
    // At once: a cell that still runs must not be torn down under its own feet.
    _exit(0)
  }

  private func serve(_ signals: SignalDescriptor, _ state: UserState?, _ log: KernelLog?) throws {
    let json = try ConnectionFile.json(path: connectionFile)
    let registration = RegistrationFile.describes(json) ? try RegistrationFile(json: json) : nil
    let connection = try registration?.connection ?? ConnectionFile(json: json)
    let mailbox = Mailbox()
    let loop = try IOLoop(connection: connection, mailbox: mailbox, signals: signals)
    let surroundings = KernelSession.Surroundings(
      cache: .ofUser, history: state?.history, models: state?.models, log: log?.path, ports: loop.ports)
    let session = KernelSession(
      key: connection.key, outbox: mailbox, logger: Self.logger(log), surroundings: surroundings)
    session.start()
    if let registration { try Registration.send(loop.ports, to: registration) }
    for path in state.map({ Safeguard.left(in: $0.models) }) ?? [] {
      log?.write("notice", "a kernel that died left a model: open \"\(path)\"")
    }
    log?.write(
      "info", "mvae \(Version.current) serves \(connection.transport), encrypted: \(connection.curve != nil)")
    loop.run(session)
    session.end()
  }

  private static func logger(_ log: KernelLog?) -> Logger {
    Logger(label: "mvae") { label in
      let console = StreamLogHandler.standardError(label: label)
      return log.map { MultiplexLogHandler([console, KernelLogHandler($0)]) } ?? console
    }
  }
}
