// Writes the customer's own reference on an eSIM.

import FoundationEssentials
import NIOHTTP1
package import Orders

extension ESIMGoClient: ESIMTagging {
    package func tag(_ tag: ESIMTag) async throws {
        struct Body: Encodable {
            let iccid: String
            let customerRef: String
        }
        let attempting = "tagging eSIM \(tag.iccid)"
        guard
            let json = try? JSONEncoder().encode(
                Body(iccid: tag.iccid.digits, customerRef: tag.text))
        else { preconditionFailure("a request of plain values encodes") }
        // Writing the same tag twice changes nothing, so this may be repeated.
        let answer = try await repeating(
            request(.PUT, "/esims", json: Array(json)), attempting, passing403: true)
        guard answer.isSuccess else { throw rejected(attempting, answer) }
    }
}
