// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "mvae",
  products: [
    .library(name: "MVAEKit", targets: ["MVAEKit"]),
  ],
  targets: [
    .systemLibrary(name: "CSndFile", providers: [.apt(["libsndfile1-dev"])]),
    .systemLibrary(name: "CSoxr", providers: [.apt(["libsoxr-dev"])]),
    .systemLibrary(name: "CFFTW", providers: [.apt(["libfftw3-dev"])]),
    .systemLibrary(name: "CLAPACKE", providers: [.apt(["liblapacke-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CHotLoops"),
    .target(
      name: "MVAEKit",
      dependencies: ["CHotLoops", "CSndFile", "CSoxr", "CFFTW", "CLAPACKE", "CZlib"],
      swiftSettings: settings),
    .testTarget(name: "MVAEKitTests", dependencies: ["MVAEKit"], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
