import Foundation
import MVAEKit
import Plot
import Testing

@testable import Kernel

/// The figures of the language and the labels they all have.
@Suite(.serialized) struct FigureVerbTests {
  private static let values: Result<[Workspace.Entry], any Error> = Result {
    let bench = Bench(.standard)
    try bench.run(
      """
      corpus = load demo tracks: 32 duration: 1 genres: 4
      mfcc = extract mfcc corpus coefficients: 3
      mel = extract mel corpus bands: 16 frames: 16
      words = extract lyrics corpus dimensions: 4
      basic = train basic mfcc latent: 3 epochs: 4
      plain = train multimodal mel latent: 2 channels: [4] epochs: 1
      cvae = train conditional mel words latent: 3 channels: [4] epochs: 1
      groups = cluster kmeans mfcc k: 4
      scores = compare mfcc k: 4 seeds: 3
      comparison = compare basic k: 4 seeds: 2
      sweep = train basic mfcc latent: [2, 3] epochs: 2
      """)
    return bench.workspace.entries
  }

  private static func bench() throws -> Bench {
    let bench = Bench(.standard)
    for entry in try values.get() { bench.workspace.bind(entry.name, to: entry.value) }
    return bench
  }

  private func figure(_ code: String, _ bench: Bench) throws -> Figure {
    try bench.run("figure = \(code)")
    return try #require(bench.workspace.value(of: "figure")?.as(Figure.self))
  }

  @Test(
    arguments: [
      ("plot latent basic color: tempo size: loudness", "coloured by tempo"),
      ("plot latent basic outline: ellipse highlight: [3, -1, corpus[2]]", "32 points in 4 classes"),
      ("plot latent mfcc color: groups outline: hull", "32 points in 4 classes of cluster"),
      ("plot latent basic panels: genre dimensions: [0, 2] projection: none", "4 panels"),
      ("plot losses basic", "validation loss from"),
      ("plot losses [basic, plain]", "plain: validation loss"),
      ("plot losses sweep parts: loss", "latent: 2: loss from"),
      ("plot manifold plain steps: 5", "25 pictures in 5 rows and 5 columns"),
      ("plot manifold basic dimensions: [2, 0] steps: 3 track: 4", "9 pictures in 3 rows"),
      ("plot manifold cvae steps: 2 label: \"Jazz\"", "4 pictures in 2 rows"),
      ("plot confusion groups", "Confusion matrix “Clusters of mfcc and genre”: 4 rows by 4 columns"),
      ("plot confusion groups labels: key", "Clusters of mfcc and key"),
      ("plot scores scores", "Interval plot “Scores, k = 4”: ARI"),
      ("plot scores scores scores: silhouette interval: confidence", "Silhouette"),
      ("plot scores scores interval: deviation", "Linear probe"),
      ("plot tradeoff comparison", "ARI against Variance missed (dB)"),
      ("plot tradeoff scores x: silhouette y: probe", "Linear probe against Silhouette, common"),
      ("plot factors basic", "Factors in latents of basic”: 3 rows by"),
      ("plot factors mfcc factors: [tempo, genre] count: 2", "2 rows by 2 columns"),
      ("plot reconstruction plain count: 2", "6 pictures in 3 rows and 2 columns"),
      ("plot reconstruction basic count: 2", "columns original, reconstruction, difference"),
    ] as [(String, String)])
  func figures(_ code: String, _ part: String) throws {
    let figure = try figure(code, Self.bench())
    #expect(figure.chart.altText.contains(part), "\(figure.chart.altText)")
    #expect(figure.chart.svg().contains("</svg>"))
  }

  /// Every command that draws has every option of figures; `show cache` and `show runs` show tables.
  @Test func optionsAreUniform() {
    let drawing = Registry.standard.verbs.filter { ["plot", "show"].contains($0.name) }.flatMap(\.commands)
      .filter { !["cache", "runs", "run"].contains($0.kind) }
    #expect(drawing.count >= 16)
    for command in drawing {
      for option in ["title", "theme", "width", "height", "format", "interactive", "save"] {
        #expect(command.labels.count { $0.name == option } == 1, "\(command.name) \(option)")
      }
    }
  }

  @Test func optionsChangeTheChart() throws {
    let figure = try figure(
      "plot divergence basic title: \"KL\" theme: print width: 400 height: 300", Self.bench())
    #expect(figure.title == "KL" && figure.chart.title == "KL")
    #expect(figure.chart.theme == .print)
    #expect(figure.chart.pixelWidth == 400 && figure.chart.pixelHeight == 300)
  }

  @Test func formatsDecideTheBundle() throws {
    let bench = try Self.bench()
    let types: [(String, Set<String>)] = [
      ("plot latent basic", ["image/svg+xml", "image/png"]),
      ("plot latent basic format: svg", ["image/svg+xml", "image/png"]),
      ("plot latent basic format: png", ["image/png"]),
      ("plot latent basic format: html", ["text/html", "image/png"]),
      ("plot latent basic interactive: on", ["application/vnd.vegalite.v5+json", "image/png"]),
      ("plot confusion groups", ["image/png"]),
      ("plot confusion groups format: svg", ["image/svg+xml", "image/png"]),
      ("show image mel[0] interactive: on", ["application/vnd.vegalite.v5+json", "image/png"]),
      ("plot manifold plain steps: 2 interactive: on", ["image/png"]),
    ]
    for (code, expected) in types {
      let bundle = MIMEBundle(.object(try figure(code, bench)))
      #expect(Set(bundle.data.keys) == expected.union(["text/plain"]), "\(code)")
    }
    let notes = bench.output.events.filter { if case .stderr = $0 { true } else { false } }
    #expect(notes.count { "\($0)".contains("no interactive form") } == 1)
  }

  @Test func savedBesideShown() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "mvae-figure-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let bench = try Self.bench()
    let path = folder.path(percentEncoded: false)
    try bench.run("plot latent basic save: \"\(path)/a.svg\"")
    try bench.run("plot latent basic save: \"\(path)/a.PNG\" width: 200 height: 200")
    #expect(try String(contentsOfFile: path + "/a.svg", encoding: .utf8).hasPrefix("<svg"))
    try bench.run("figure = plot latent basic theme: print\nsave figure \"\(path)/a.pdf\"")
    #expect(try Data(contentsOf: URL(filePath: path + "/a.pdf")).starts(with: Data("%PDF-".utf8)))
    let png = try Data(contentsOf: URL(filePath: path + "/a.PNG"))
    #expect(png[16..<24].elementsEqual([0, 0, 1, 0x90, 0, 0, 1, 0x90]))
    let problem = try #require(bench.problems("plot latent basic save: \"\(path)/none/a.svg\"").first)
    #expect(problem.id == "StorageError")
  }

  @Test(
    arguments: [
      Mistake("plot latent basic size: «genre»", "WrongType", hint: "tempo"),
      Mistake("plot latent basic color: tempo outline: «hull»", "WrongType"),
      Mistake("plot latent basic highlight: «\"demo-9\"»", "UnknownItem", says: "no track"),
      Mistake("plot latent basic highlight: «99»", "OutOfRange", says: "32 tracks"),
      Mistake("plot latent basic dimensions: «[1, 1]»", "WrongCount"),
      Mistake("plot manifold basic dimensions: «[0, 3]»", "OutOfRange", hint: "0 to 2"),
      Mistake("plot manifold basic label: «\"Rock\"»", "NoLabels"),
      Mistake("plot latent basic interactive: on format: «png»", "Conflict"),
      Mistake("plot latent basic save: «\"a.bmp\"»", "WrongEnding", says: ".svg, .png, .pdf"),
    ])
  func mistakesFallOnTheirArguments(_ mistake: Mistake) throws {
    let source = MarkedSource(mistake.marked)
    let first = try #require(try Self.bench().problems(source.text).first)
    #expect(MarkedSource.marking(source.text, [first.span]) == mistake.marked, "\(first.message)")
    #expect(first.id == mistake.id, "\(first.message)")
    if let hint = mistake.hint { #expect(first.hint?.contains(hint) == true, "\(first.hint ?? "no hint")") }
    if let message = mistake.message { #expect(first.message.contains(message), "\(first.message)") }
  }
}
