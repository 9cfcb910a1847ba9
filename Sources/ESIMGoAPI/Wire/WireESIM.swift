// Install data of one eSIM as the provider writes it.

import FoundationEssentials
import Orders

/// One eSIM object, from an order or from the assignments; older versions name the address
/// `rspUrl`.
struct WireESIM: Decodable {
    let iccid: String?
    let matchingId: String?
    let smdpAddress: String?
    let rspUrl: String?
    let bundle: String?
    /// The order that brought it, where the answer says so.
    let reference: String?

    /// Whether there is more than a place for what is to come.
    var saysAnything: Bool {
        [matchingId, smdpAddress, rspUrl].contains { !($0 ?? "").isEmpty }
    }

    /// Nil while anything that an installation needs is missing.
    func delivered(in item: String?) -> DeliveredESIM? {
        guard let iccid = iccid.flatMap({ ICCID($0) }), let matchingId,
            let address = smdpAddress ?? rspUrl,
            let esim = ESIM(iccid: iccid, smdpAddress: address, matchingID: matchingId)
        else { return nil }
        return DeliveredESIM(
            esim: esim, bundle: (bundle ?? item).flatMap { BundleName($0) },
            reference: reference.flatMap { OrderReference($0) })
    }
}
