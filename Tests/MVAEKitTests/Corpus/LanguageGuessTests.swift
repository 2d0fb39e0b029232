import Testing

@testable import MVAEKit

@Suite struct LanguageGuessTests {
  /// Article 1 of the Universal Declaration of Human Rights (OHCHR's translations).
  static let articles = [
    (
      "en",
      "All human beings are born free and equal in dignity and rights. They are endowed with reason and conscience and should act towards one another in a spirit of brotherhood."
    ),
    (
      "de",
      "Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und Gewissen begabt und sollen einander im Geist der Brüderlichkeit begegnen."
    ),
    (
      "fr",
      "Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués de raison et de conscience et doivent agir les uns envers les autres dans un esprit de fraternité."
    ),
    (
      "es",
      "Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados como están de razón y conciencia, deben comportarse fraternalmente los unos con los otros."
    ),
    (
      "it",
      "Tutti gli esseri umani nascono liberi ed eguali in dignità e diritti. Essi sono dotati di ragione e di coscienza e devono agire gli uni verso gli altri in spirito di fratellanza."
    ),
    (
      "pt",
      "Todos os seres humanos nascem livres e iguais em dignidade e em direitos. Dotados de razão e de consciência, devem agir uns para com os outros em espírito de fraternidade."
    ),
    (
      "nl",
      "Alle mensen worden vrij en gelijk in waardigheid en rechten geboren. Zij zijn begiftigd met verstand en geweten, en behoren zich jegens elkander in een geest van broederschap te gedragen."
    ),
    (
      "sv",
      "Alla människor är födda fria och lika i värde och rättigheter. De har utrustats med förnuft och samvete och bör handla gentemot varandra i en anda av gemenskap."
    ),
    (
      "fi",
      "Kaikki ihmiset syntyvät vapaina ja tasavertaisina arvoltaan ja oikeuksiltaan. Heille on annettu järki ja omatunto, ja heidän on toimittava toisiaan kohtaan veljeyden hengessä."
    ),
    (
      "pl",
      "Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw. Są oni obdarzeni rozumem i sumieniem i powinni postępować wobec innych w duchu braterstwa."
    ),
    (
      "cs",
      "Všichni lidé rodí se svobodní a sobě rovní co do důstojnosti a práv. Jsou nadáni rozumem a svědomím a mají spolu jednat v duchu bratrství."
    ),
    (
      "hu",
      "Minden emberi lény szabadon születik és egyenlő méltósága és joga van. Az emberek, ésszel és lelkiismerettel bírván, egymással szemben testvéri szellemben kell hogy viseltessenek."
    ),
    (
      "ro",
      "Toate ființele umane se nasc libere și egale în demnitate și în drepturi. Ele sunt înzestrate cu rațiune și conștiință și trebuie să se comporte unele față de altele în spiritul fraternității."
    ),
    ("ru", "Все люди рождаются свободными и равными в своем достоинстве и правах."),
    ("uk", "Всі люди народжуються вільними і рівними у своїй гідності та правах."),
    ("el", "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα."),
    ("ja", "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。"),
    ("zh", "人人生而自由,在尊严和权利上一律平等。"), ("ko", "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다."),
  ]

  @Test(arguments: articles)
  func declarationOfHumanRights(code: String, text: String) {
    #expect(LanguageGuess.language(of: text) == code)
  }

  /// Danish and Norwegian, nonsense, single words, mixtures: better nothing than a guess.
  @Test(arguments: [
    "", "la la la la la la la", "Love", "12345 67890 !!!", "Ooh yeah baby",
    "xyzzy plugh frotz gnusto rezrov blorb nitfol",
  ])
  func unsureIsUnknown(text: String) {
    #expect(LanguageGuess.language(of: text) == nil)
  }

  /// Eighteen chorales sung in German, torn into syllables: most are still told, none is taken for another language.
  @Test func chorales() throws {
    guard let path = AudioReference.path("scores/lyrics.csv") else { return }
    let table = try TextTable(path: path, cancellation: Cancellation())
    let text = try #require(table.index(of: "lyrics"))
    let guesses = table.rows.map { LanguageGuess.language(of: $0[text]) }
    print("chorales: \(guesses.count { $0 == "de" }) of \(guesses.count) German")
    #expect(guesses.allSatisfy { $0 == "de" || $0 == nil })
    #expect(guesses.count { $0 == "de" } >= 12)
  }
}
