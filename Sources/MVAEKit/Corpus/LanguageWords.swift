/// The most frequent small words of sixteen European languages: articles, pronouns, prepositions, conjunctions.
enum LanguageWords {
  struct Language: Sendable {
    let code: String
    let words: String
  }

  /// Positions in ``languages`` by word.
  static let byWord: [String: [Int]] = {
    var found: [String: [Int]] = [:]
    for (index, language) in languages.enumerated() {
      for word in Set(language.words.split(separator: " ").map(String.init)) {
        found[word, default: []].append(index)
      }
    }
    return found
  }()

  static let languages = [
    Language(
      code: "en",
      words:
        "the and you i to a of in is it that me my your for on with be this are we but all not was have what "
        + "they she he can will so do from when just don like know if there out up one no now at her his as or by"
    ),
    Language(
      code: "de",
      words:
        "der die das und ich du nicht ist in zu den mit es ein eine auf dem sich wir sie er mich dich mir dir "
        + "von wie so im auch was aber ihr wenn nur noch mein dein für an bei aus einem einer sein hat sind war "
        + "doch schon o herr durch zum zur des"),
    Language(
      code: "fr",
      words:
        "le la les de et un une je tu il elle nous vous que qui dans pour pas ne est en des du mon ma mes ton "
        + "ta ce ça sur avec plus au on se moi toi comme mais si tout son sa sont où pas qu"),
    Language(
      code: "es",
      words:
        "el la los las de y que en un una yo tú no es por para con se mi tu lo me te como más pero del al su "
        + "si cuando esta está todo sin ya soy eres hay muy nada quiero o porque sus este"),
    Language(
      code: "it",
      words:
        "il lo la gli le di e che non un una io tu è per con mi ti si in del della nel come ma più sono sei "
        + "ho hai questo se da al mio tuo mia tua ci noi voi anche cosa perché quando dei degli ogni"),
    Language(
      code: "pt",
      words:
        "o a os as de e que não um uma eu você ele ela em no na por para com se me te meu minha seu sua mais "
        + "mas do da dos das ao é está como quando tudo só já foi nos ou são pelo"),
    Language(
      code: "nl",
      words:
        "de het een en ik je jij niet is in van dat op te met voor mijn wij hij zij ze er maar ook aan als die "
        + "zo naar wat nog uit om bij heb ben zijn kan geen door al mij"),
    Language(
      code: "sv",
      words:
        "och jag du det är en ett att i på som för inte med mig dig vi han hon den av till har kan min din var "
        + "så men om från när nu vill ska de vad alla eller"),
    Language(
      code: "da",
      words:
        "og jeg du det er en et at i på som for ikke med mig dig vi han hun den af til har kan min din var så "
        + "men om fra når nu vil skal de hvad alle eller hvor blev"),
    Language(
      code: "no",
      words:
        "og jeg du det er en et at i på som for ikke med meg deg vi han hun den av til har kan min din var så "
        + "men om fra når nå vil skal de hva alle eller hvor ble"),
    Language(
      code: "fi",
      words:
        "ja on minä sinä ei se että hän me te he mä sä kun niin mutta vain olen ole oli ovat joka jos kuin nyt "
        + "myös minun sinun mun sun tai mitä missä siellä tämä"),
    Language(
      code: "pl",
      words:
        "i w na z się nie że to jest do ja ty mnie mi ci jak ale o co tak za po już czy dla gdy tylko od jego "
        + "jej są mój twój być oraz przez ze"),
    Language(
      code: "cs",
      words:
        "a v na se že je to já ty mi mě tě jak ale s z do co tak za po už jen když pro od jsem jsi být není "
        + "můj tvůj má jsou si ve ke nebo"),
    Language(
      code: "hu",
      words:
        "a az és hogy nem én te egy is van meg csak ha de mert már minden nekem neked mint el be ki volt vagy "
        + "ez kell még sem"),
    Language(
      code: "ro",
      words:
        "și în de la nu eu tu că ce un o cu pe mă te se mi îmi ai am este e sunt pentru din mai dar ca să te "
        + "fi sau sale lor care tot"),
    Language(
      code: "tr",
      words:
        "bir ve bu ben sen de da ne için gibi çok var yok mi mı beni seni bana sana o ama her daha kadar ile "
        + "olan değil ki en"),
  ]
}
