import Testing

@testable import Kernel

@Suite struct ExecuteOptionsTests {
  @Test func whatIsLeftOutHasTheProtocolsDefault() {
    let options = ExecuteOptions([:])
    #expect(options.code == "")
    #expect(!options.isSilent && options.storesHistory && options.stopsOnError && options.isCounted)
    #expect(options.userExpressions == [:])
  }

  @Test func aSilentCellIsNeverCounted() {
    #expect(!ExecuteOptions(["silent": true, "store_history": true]).isCounted)
    #expect(!ExecuteOptions(["store_history": false]).isCounted)
  }

  @Test func wrongTypesAreAsIfLeftOut() {
    let options = ExecuteOptions([
      "code": 5, "silent": "yes", "stop_on_error": .null, "user_expressions": ["a": "1", "b": 2],
    ])
    #expect(options.code == "" && !options.isSilent && options.stopsOnError)
    #expect(options.userExpressions == ["a": "1"])
  }
}
