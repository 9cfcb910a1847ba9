// A bundle of the catalogue as the provider writes it.

import FoundationEssentials
import Orders

/// One bundle. `countries` is a list of objects, in later versions nested ones.
struct WireBundle: Decodable {
    let name: String?
    let description: String?
    let price: WireNumber?
    let countries: [Nullable<WireCountry>]?
    let dataAmount: WireNumber?
    let duration: WireNumber?
    let unlimited: Bool?

    struct WireCountry: Decodable {
        let iso: String?
        let name: String?
        let country: Inner?

        struct Inner: Decodable {
            let iso: String?
            let name: String?
        }

        var place: BundleContents.Place? {
            guard let code = iso ?? country?.iso ?? name ?? country?.name, !code.isEmpty else {
                return nil
            }
            return .init(code: code, name: name ?? country?.name ?? code)
        }
    }

    private var data: BundleContents.Allowance? {
        let megabytes = dataAmount?.whole
        // Without a limit the amount is -1, or 0.
        return unlimited == true || megabytes.map { $0 <= 0 } == true
            ? .unlimited : megabytes.map(BundleContents.Allowance.megabytes)
    }

    var contents: BundleContents {
        BundleContents(
            data: data,
            days: duration?.whole.flatMap { $0 > 0 ? $0 : nil },
            places: (countries ?? []).compactMap(\.value?.place))
    }

    /// Nil for a bundle without a name.
    var bundle: CatalogueBundle? {
        guard let name, !name.isEmpty else { return nil }
        return CatalogueBundle(
            name: name, description: description ?? "", price: price?.value,
            countries: (countries ?? []).compactMap {
                $0.value?.iso ?? $0.value?.country?.iso
            },
            data: data, days: duration?.whole)
    }
}
