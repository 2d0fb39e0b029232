/// Colours that tell classes apart, also to most colour-blind eyes.
public struct CategoricalPalette: Sendable, Equatable {
  public let colors: [Color]

  /// Okabe and Ito (2008), "Color Universal Design", from the strongest on white to the weakest; `ink` is their black,
  /// which a dark surface replaces by white.
  public static func okabeIto(ink: Color) -> CategoricalPalette {
    CategoricalPalette(colors: [
      Color(0x0072b2), Color(0xd55e00), Color(0x009e73), Color(0xcc79a7),
      Color(0xe69f00), Color(0x56b4e9), ink, Color(0xf0e442),
    ])
  }

  /// Petroff (2021), "Accessible color sequences for data visualization", arXiv:2107.02270, ten colours.
  public static let petroff10 = CategoricalPalette(colors: [
    Color(0x3f90da), Color(0xffa90e), Color(0xbd1f01), Color(0x94a4a2), Color(0x832db6),
    Color(0xa96b59), Color(0xe76300), Color(0xb9ac70), Color(0x717581), Color(0x92dadd),
  ])

  /// Okabe-Ito up to 8 classes, petroff10 beyond.
  public static func suiting(classes: Int, ink: Color) -> CategoricalPalette {
    classes <= 8 ? okabeIto(ink: ink) : petroff10
  }
}
