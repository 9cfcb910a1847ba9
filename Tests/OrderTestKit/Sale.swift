// What the scripted provider has really sold, whatever it answered.

package import Orders

/// One order in the scripted provider's books.
package struct Sale: Sendable {
    /// Among our sales, from 1; 0 for somebody else's.
    package let number: Int
    package let reference: OrderReference
    package let items: [OrderItem]
    package let total: Money
    /// When the provider applied it: charged from then on.
    package let created: Timestamp
    package let sourceIP: String?
    package let esims: [DeliveredESIM]
    package let delivery: DeliveryScript
    package internal(set) var looks = 0

    package var fingerprint: Fingerprint { Fingerprint(items) }
    package var isOurs: Bool { number > 0 }

    /// The row in the list, as a client reads it whose clock is so far ahead.
    func row(namingESIMs: Bool, ahead: Duration) -> ListedOrder {
        var fresh = esims.map(\.esim.iccid.digits)[...]
        let status: ProviderStatus =
            switch delivery {
            case .failed: .failed
            case .withAnswer, .atLook, .never: .completed
            }
        return ListedOrder(
            reference: reference, status: status, created: created + ahead, total: total,
            assigned: true, sourceIP: sourceIP,
            items: items.map { item in
                let named = item.iccids.map(\.digits)
                let went = named.isEmpty ? Array(fresh.prefix(item.quantity)) : named
                if named.isEmpty { fresh = fresh.dropFirst(item.quantity) }
                return ListedOrder.Item(
                    type: "bundle", bundle: item.bundle.text, quantity: item.quantity,
                    iccids: namingESIMs ? Set(went) : [])
            })
    }
}
