/// The version of the program, its language and its kernel.
enum Version {
  static let current = "0.1.0"
}
