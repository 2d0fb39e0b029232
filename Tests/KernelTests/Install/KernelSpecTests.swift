import Foundation
import Testing

@testable import Kernel

@Suite struct KernelSpecTests {
  @Test func theFileIsWhatJupyterReads() throws {
    let spec = try JSON(bytes: Array(KernelSpec.json(program: "/srv/a \"b\"/é/mvae").utf8))
    #expect(spec["argv"] == ["/srv/a \"b\"/é/mvae", "kernel", "--connection-file", "{connection_file}"])
    #expect(spec["display_name"] == "MVAE")
    #expect(spec["language"] == "mvae")
    #expect(spec["interrupt_mode"] == "message")
    #expect(spec["metadata"]?.object != nil)
  }

  @Test(arguments: [
    ("/srv/x", "/srv/x"), ("/srv/x/", "/srv/x"),
    ("relative", FileManager.default.currentDirectoryPath + "/relative"),
    ("~/x", NSHomeDirectory() + "/x"),
  ])
  func prefixesBecomeAbsolute(_ prefix: String, _ absolute: String) {
    #expect(InstallPlace.prefix(prefix).programs == absolute + "/bin")
    #expect(InstallPlace.prefix(prefix).kernels == absolute + "/share/jupyter/kernels")
  }

  @Test func theUsersPlacesAreAbsolute() {
    #expect(InstallPlace.user.programs.hasPrefix("/"))
    #expect(InstallPlace.user.kernels.hasPrefix("/"))
    #expect(InstallPlace.user.kernels.hasSuffix("/kernels"))
  }
}
