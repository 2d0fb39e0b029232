import FoundationEssentials
import MVAEKit

extension FeatureCache? {
  /// The cache that the process's environment tells of.
  static var ofUser: FeatureCache? { .standard(environment: ProcessInfo.processInfo.environment) }
}
