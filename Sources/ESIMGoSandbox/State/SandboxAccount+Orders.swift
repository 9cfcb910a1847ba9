// Buying on the account, as the order endpoints do it.

extension SandboxAccount {
    /// The answer to a validation: all checks of a purchase, nothing charged.
    func validate(_ request: OrderRequest) throws -> JSON {
        let (quote, currency, now) = try read { state, _, now in
            (try state.quote(request), state.currency, now)
        }
        return OrderDocument.validation(quote, assign: request.assign, currency: currency, at: now)
    }

    /// Buys, and gives the answer to the purchase.
    /// - Parameters:
    ///   - sequence: the number of a client's purchase; nil for a foreign one.
    ///   - failed: records a failed order instead.
    ///   - reissues: whether new eSIMs are first those that were given back.
    ///   - inline: whether the answer may carry install data.
    func buy(
        _ request: OrderRequest, from sourceIP: String, sequence: UInt64?, failed: Bool = false,
        reissues: Bool = false, inline: Bool = true
    ) throws -> JSON {
        let (answer, currency) = try change { state, now throws(Refusal) in
            try state.purchase(
                request, at: now, from: sourceIP, failed: failed, reissues: reissues,
                sequence: sequence)
        } answer: { state, settings -> (ListedOrder?, String) in
            guard let order = state.orders.last else { return (nil, state.currency) }
            // Larger orders are assigned while the client waits elsewhere, whatever the delay.
            let atOnce =
                settings.assignmentDelay <= .zero
                && order.esimCount <= SandboxLimits.inlineESIMs
            let listed =
                atOnce
                ? state.listed(order, assignedBy: order.created)
                : ListedOrder(order: order, esims: nil)
            return (listed, state.currency)
        }
        guard let answer else { return .null }
        return OrderDocument.order(answer, currency: currency, withESIMs: inline)
    }
}

extension SandboxState {
    /// The order with its eSIMs; without an assignment delay they are always there.
    func listed(
        _ order: PlacedOrder, assigned settings: SandboxSettings, by ready: Instant
    ) -> ListedOrder {
        listed(order, assignedBy: settings.assignmentDelay > .zero ? ready : order.created)
    }
}
