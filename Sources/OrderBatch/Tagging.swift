// What a run needs to write the customer's references on eSIMs, where it is asked to.

package import Orders

/// Tagging as a part of a run: what to write, where, and where it is remembered.
package struct Tagging: Sendable {
    let form: TagForm
    let api: any ESIMTagging
    let ledger: any TagLedger

    package init(_ form: TagForm, api: any ESIMTagging, ledger: any TagLedger) {
        self.form = form
        self.api = api
        self.ledger = ledger
    }
}
