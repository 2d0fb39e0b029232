extension Registry {
  /// The verbs of the language, in the order of a session.
  static let standard = Registry([
    LoadVerb.verb,
    Verb(ImportVerb.importing),
    Verb(FilterVerb.filter),
    ExtractVerb.verb,
    ShowVerb.verb,
    Verb(PlayVerb.play),
    TrainVerb.verb,
    Verb(ContinueVerb.continuing),
    ClusterVerb.verb,
    Verb(CompareVerb.compare),
    PlotVerb.verb,
    Verb(SampleVerb.sample),
    Verb(ExportVerb.export),
    Verb(PrintVerb.print),
    Verb(PrintVerb.warn),
    Verb(DisplayVerb.display),
    Verb(WorkspaceVerbs.list),
    Verb(WorkspaceVerbs.forget),
    Verb(WorkspaceVerbs.clear),
    Verb(HelpVerb.help),
  ])
}
