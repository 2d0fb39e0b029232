import Testing

@testable import Plot

@Suite struct ContrastTests {
  /// Pairs from WCAG's own examples and definition.
  @Test func ratiosAreThoseOfTheStandard() {
    #expect(abs(Color.black.contrast(with: .white) - 21) < 1e-9)
    #expect(abs(Color(0x777777).contrast(with: .white) - 4.48) < 0.005)
    #expect(abs(Color(0x767676).contrast(with: .white) - 4.54) < 0.005)
  }

  @Test(arguments: [Theme.light, .dark, .print])
  func textReaches45AndMarksReach3(theme: Theme) {
    #expect(theme.ink.contrast(with: theme.surface) >= 7)
    #expect(theme.secondaryInk.contrast(with: theme.surface) >= 4.5)
    #expect(theme.axis.contrast(with: theme.surface) >= 3)
    #expect(theme.unlabelled.contrast(with: theme.surface) >= 3)
    for count in 1...12 {
      let scale = ClassScale(names: (0..<count).map { "\($0)" }, theme: theme, shaped: true)
      for name in scale.names {
        let style = scale.style(name)
        #expect(style.line.contrast(with: theme.surface) >= 3)
        #expect(style.outline != nil || style.fill.contrast(with: theme.surface) >= 3)
      }
    }
    #expect(theme.noise.contrast(with: theme.surface) < theme.unlabelled.contrast(with: theme.surface))
    #expect(theme.noise.readable(on: theme.surface, minimum: 3).contrast(with: theme.surface) >= 3)
  }

  /// Black or white, whichever is further away, on any colour of any map.
  @Test func textsOnCellsReach45() {
    for color in [ColorMap.viridis, .magma, .gray, .blueRed].flatMap(\.colors) {
      #expect(max(color.contrast(with: .black), color.contrast(with: .white)) >= 4.5)
    }
  }

  @Test(arguments: [Theme.light, .dark, .print])
  func everyTextOfEveryFigureReaches45(theme: Theme) {
    for chart in Figures.all(theme) {
      for element in chart.scene().elements {
        guard case .text(let text) = element else { continue }
        let isOnSurface = [theme.ink, theme.secondaryInk].contains(text.color)
        // Others stand on cells, which the test above is about.
        #expect(isOnSurface || [Color.black, .white].contains(text.color))
        if isOnSurface { #expect(text.color.contrast(with: theme.surface) >= 4.5) }
      }
    }
  }

  @Test func readableColoursKeepWhatIsReadable() {
    #expect(Color(0x0072b2).readable(on: .white, minimum: 3) == Color(0x0072b2))
    #expect(Color.white.readable(on: .white, minimum: 21) == .black)
  }
}
