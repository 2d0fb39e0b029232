/// Why a model of several modalities cannot be trained or used.
public enum FusionError: ExplainedError, Equatable {
  case modalityCount(expected: Int, found: Int)
  case kind(modality: String, wantsImages: Bool)
  case unknownFeatures(name: String, modalities: [String])
  case needsFusion(String)
  /// No track has all of some modalities.
  case noCommonRows([String])
  case noRows(String)

  public var message: String {
    switch self {
    case .modalityCount(let expected, let found): "the model has \(expected) modalities, \(found) are given"
    case .kind(let modality, let wantsImages):
      "the model's \(modality) are \(wantsImages ? "images" : "vectors"), these are not"
    case .unknownFeatures(let name, let modalities):
      "\(name) are none of what the model was trained on: \(modalities.joined(separator: ", "))"
    case .needsFusion(let what): "this model does not \(what): it decodes one modality only"
    case .noCommonRows(let names): "no track has all of \(names.joined(separator: ", "))"
    case .noRows(let name): "no track has \(name)"
    }
  }

  public var hint: String? {
    switch self {
    case .modalityCount, .kind: nil
    case .noRows(let name): "what is imagined is never read: give \(name)"
    case .unknownFeatures: "make them as the model's own were made: `extract … like:`"
    case .needsFusion: "`train multimodal … fusion: mopoe` trains one that decodes all"
    case .noCommonRows: "rows are matched by track id: extract them from the same corpus"
    }
  }

  public var parameter: String? { nil }
}
