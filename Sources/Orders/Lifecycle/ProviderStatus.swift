// The provider's word for how far an order is.

/// The provider's status of an order.
package enum ProviderStatus: Hashable, Sendable {
    case completed
    case failed
    /// Any other word: not final.
    case unfinished(String)

    package init(_ word: String?) {
        switch word?.lowercased() {
        case "completed": self = .completed
        case "failed": self = .failed
        case let other: self = .unfinished(other ?? "")
        }
    }

    /// Whether what it moves may have been moved: it is neither over nor said to be on its way.
    var mayBePaid: Bool {
        guard !isOver, case .unfinished(let word) = self else { return self == .completed }
        return !["pending", "processing"].contains { word.contains($0) }
    }

    /// Whether nothing more is to come of the order: it failed, was cancelled or was refunded.
    package var isOver: Bool {
        switch self {
        case .failed: true
        case .completed: false
        case .unfinished(let word): word.contains("cancel") || word.contains("refunded")
        }
    }
}
