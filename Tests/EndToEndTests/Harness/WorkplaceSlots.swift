// Bounds how many programs the tests run at once.

import OrderTestKit

enum WorkplaceSlots {
    /// A test mostly waits for clocks and disks, so this is more than a small machine's cores.
    static let shared = Turnstile(6)
}
