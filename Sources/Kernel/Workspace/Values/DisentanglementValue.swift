import MVAEKit

extension ValueKind {
  static let disentanglement = ValueKind(name: "disentanglement")
}

extension Disentanglement: WorkspaceValue {
  static var kind: ValueKind { .disentanglement }

  var brief: String {
    "\(NumberText.count(dimensions.count, "dimension")) by \(NumberText.count(factors.count, "factor")) of "
      + NumberText.count(rowsUsed, "track")
  }

  var byteCount: Int { 3 * dimensions.count * factors.count * 8 + 1000 }

  var presentation: Presentation {
    var measures = measures
    measures.notes = notes
    return .stack([.table(measures), .table(importanceTable)])
  }

  var memberNames: [String] { ["measures", "importance", "information", "separability", "factors"] }

  func member(_ name: String) -> Value? {
    switch name {
    case "measures": .object(measures)
    case "importance": .object(importanceTable)
    case "information":
      .object(table("Mutual information of dimension and factor, over the factor's entropy", information))
    case "separability":
      .object(table("How well a dimension alone tells a factor: R², or accuracy over chance", separability))
    case "factors": .object(factorTable)
    default: nil
    }
  }

  // MARK: Tables

  private var measures: Table {
    Table(
      "Disentanglement of \(brief)", columns: ["measure", "value", "chance", "good", "asks"],
      rows: scores.map { score in
        [
          .text(score.measure.title), Self.cell(score.value), score.chance.map(Self.cell) ?? .empty,
          .text(score.measure.isOfFactors ? "1" : "0 nats"), .text(score.measure.question),
        ]
      })
  }

  private static func cell(_ value: Double) -> Table.CellContent {
    .measured(value, shown: NumberText.fixed(value, 3))
  }

  private var importanceTable: Table {
    var table = table("Importance: shares of the weights that read each factor", importance)
    table.notes = ["a column adds up to 1; a row with one large number is a dimension of one factor"]
    return table
  }

  /// A row a dimension, a column a factor.
  private func table(_ title: String, _ values: FactorTable) -> Table {
    var table = Table(
      title, columns: ["dimension"] + factors.map(\.name) + ["active"],
      rows: dimensions.indices.map { dimension in
        [.text(dimensions[dimension])] + values.values[dimension].map(Self.cell)
          + [.text(isLive[dimension] ? "yes" : "no")]
      })
    table.shownRows = max(20, min(64, table.rows.count))
    return table
  }

  private var factorTable: Table {
    var table = Table(
      "Factors", columns: ["factor", "kind", "values", "tracks", "mig", "sap", "informativeness"],
      rows: factors.map { factor in
        [
          .text(factor.name), .text(factor.isNumeric ? "numbers" : "classes"),
          .number(Double(factor.valueCount)), .number(Double(factor.rows)), Self.cell(factor.informationGap),
          Self.cell(factor.separabilityGap), Self.cell(factor.informativeness),
        ]
      })
    table.shownRows = max(20, table.rows.count)
    return table
  }

  // MARK: Words

  private var notes: [String] {
    var notes = [
      "chance: the same of codes that are shuffled over the tracks; a value near it says nothing",
      "these measures ask for axes: turned axes hold as much and score low, and only the factors given count",
    ]
    let off = dimensions.indices.filter { !isLive[$0] }.map { dimensions[$0] }
    if off.count == dimensions.count {
      notes.append("no dimension is in use, so that there is nothing to judge")
    } else if !off.isEmpty {
      notes.append("off, counted with 0: \(off.joined(separator: ", "))")
    }
    if !omissions.isEmpty { notes.append("left out: \(omissions.map(\.words).joined(separator: ", "))") }
    notes += entanglements.prefix(5).map { pair in
      "\(pair.first) and \(pair.second) tell of each other (AMI \(NumberText.fixed(pair.strength, 2))): no code can part "
        + "what these tracks do not"
    }
    if factors.count == 1 {
      notes.append("one factor alone has no disentanglement and no votes to tell apart")
    }
    if rowsUsed < rowsGiven { notes.append("judged on a sample of \(rowsUsed) of \(rowsGiven) tracks") }
    return notes
  }
}

extension DisentanglementMeasure {
  fileprivate var title: String {
    switch self {
    case .mig: "MIG"
    case .sap: "SAP"
    case .disentanglement: "DCI disentanglement"
    case .completeness: "DCI completeness"
    case .informativeness: "DCI informativeness"
    case .factorVAE: "FactorVAE score"
    case .gaussianCorrelation: "total correlation, Gaussian"
    case .totalCorrelation: "total correlation of q(z)"
    }
  }

  fileprivate var question: String {
    switch self {
    case .mig: "does one dimension know more of a factor than any other?"
    case .sap: "does one dimension alone tell a factor better than any other?"
    case .disentanglement: "does each dimension serve one factor?"
    case .completeness: "does each factor need one dimension?"
    case .informativeness: "can all dimensions together tell the factors, linearly?"
    case .factorVAE: "does the dimension that stands still tell which factor does?"
    case .gaussianCorrelation: "are the dimensions uncorrelated?"
    case .totalCorrelation: "are the dimensions independent?"
    }
  }
}
