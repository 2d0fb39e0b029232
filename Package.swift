// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "mvae",
  products: [
    .executable(name: "mvae", targets: ["Kernel"]),
    .library(name: "MVAEKit", targets: ["MVAEKit"]),
    .library(name: "Plot", targets: ["Plot"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
  ],
  targets: [
    .systemLibrary(name: "CZeroMQ", providers: [.apt(["libzmq3-dev"])]),
    .systemLibrary(name: "CSodium", providers: [.apt(["libsodium-dev"])]),
    .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CSndFile", providers: [.apt(["libsndfile1-dev"])]),
    .systemLibrary(name: "CSoxr", providers: [.apt(["libsoxr-dev"])]),
    .systemLibrary(name: "CFFTW", providers: [.apt(["libfftw3-dev"])]),
    .systemLibrary(name: "CLAPACKE", providers: [.apt(["liblapacke-dev"])]),
    .systemLibrary(name: "CDNNL", providers: [.apt(["libdnnl-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CPNG", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(name: "CCairo", providers: [.apt(["libcairo2-dev"])]),
    .target(name: "CHotLoops"),
    .target(
      name: "MVAEKit",
      dependencies: ["CHotLoops", "CSndFile", "CSoxr", "CFFTW", "CLAPACKE", "CZlib", "CDNNL"],
      swiftSettings: settings),
    .target(name: "Plot", dependencies: ["CPNG", "CCairo"], swiftSettings: settings),
    .executableTarget(
      name: "Kernel",
      dependencies: [
        "MVAEKit", "Plot", "CZeroMQ", "CSodium", "CSQLite",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: settings),
    // The sides of `./scripts/bench train`, `plot`, `audio`, `cluster` and `text` that are ours; no products, never installed.
    .executableTarget(
      name: "TrainBenchmark", dependencies: ["MVAEKit"], path: "Benchmarks/Train", swiftSettings: settings),
    .executableTarget(
      name: "PlotBenchmark", dependencies: ["Plot"], path: "Benchmarks/Plot", swiftSettings: settings),
    .executableTarget(
      name: "AudioBenchmark", dependencies: ["MVAEKit"], path: "Benchmarks/Audio", exclude: ["peer.py"],
      swiftSettings: settings),
    .executableTarget(
      name: "ClusterBenchmark", dependencies: ["MVAEKit"], path: "Benchmarks/Cluster", exclude: ["peer.py"],
      swiftSettings: settings),
    .executableTarget(
      name: "TextBenchmark", dependencies: ["MVAEKit"], path: "Benchmarks/Text", exclude: ["peer.py"],
      swiftSettings: settings),
    .testTarget(
      name: "MVAEKitTests", dependencies: ["MVAEKit"], exclude: ["Text/Fixture"], swiftSettings: settings),
    .testTarget(name: "PlotTests", dependencies: ["Plot"], exclude: ["Golden"], swiftSettings: settings),
    .testTarget(
      name: "KernelTests", dependencies: ["Kernel", "MVAEKit", "Plot", "CZeroMQ"],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
