// Every text on a card once: its name in a template's texts, and what it says by default.

/// A text of the cards. The raw value is its key in a template's texts and its tag in a layout.
package enum CardText: String, CaseIterable, Sendable {
    case pageTitle = "page-title"
    /// Who hands the cards out; empty for nobody.
    case agency
    /// A line below every card, such as a telephone number; empty for none.
    case footer
    case once
    case existing = "existing-note"
    case rehearsal = "rehearsal-note"
    case revoked = "revoked-note"
    case qrLabel = "label-qr"
    case appleLink = "apple-link"
    case appleLinkNote = "apple-link-note"
    case androidLink = "android-link"
    case androidLinkNote = "android-link-note"
    case byHand = "by-hand"
    case addressLabel = "label-smdp-address"
    case matchingIDLabel = "label-matching-id"
    case codeLabel = "label-activation-code"
    case iccidLabel = "label-iccid"
    case appleTitle = "apple-title"
    case appleStep1 = "apple-step-1"
    case appleStep2 = "apple-step-2"
    case appleStep3 = "apple-step-3"
    case androidTitle = "android-title"
    case androidStep1 = "android-step-1"
    case androidStep2 = "android-step-2"
    case androidStep3 = "android-step-3"
    /// With `{n}` for the number.
    case gigabytes, megabytes, unlimited
    case decimalMark = "decimal-mark"
    case day, days
    case morePlaces = "more-places"

    /// In English.
    package var standard: String {
        switch self {
        case .pageTitle: "eSIM cards"
        case .agency, .footer: ""
        case .once:
            "The code works once, on one phone. Install it over Wi-Fi before you travel, and do "
                + "not delete it."
        case .existing:
            "This plan was added to an eSIM that may be on the phone already. If it is, there is "
                + "nothing to install."
        case .rehearsal: "Rehearsal: this card is not a real eSIM."
        case .revoked: "Taken back: this plan is no longer on the eSIM. Do not hand out this card."
        case .qrLabel: "QR code that installs the eSIM"
        case .appleLink: "Install on iPhone"
        case .appleLinkNote: "iOS 17.4 or later"
        case .androidLink: "Install on Android"
        case .androidLinkNote: "not supported everywhere"
        case .byHand: "To type in by hand"
        case .addressLabel: "SM-DP+ address"
        case .matchingIDLabel: "Activation code (iPhone)"
        case .codeLabel: "Activation code (Android)"
        case .iccidLabel: "ICCID"
        case .appleTitle: "iPhone"
        case .appleStep1: "Settings › Cellular (Mobile Service) › Add eSIM › Use QR Code."
        case .appleStep2: "Scan this code, or enter the details by hand."
        case .appleStep3: "On arrival use this line for data, with Data Roaming on."
        case .androidTitle: "Android"
        case .androidStep1:
            "Settings › Network & internet (Samsung: Connections) › SIMs › Add eSIM."
        case .androidStep2: "Scan this code, or enter it by hand."
        case .androidStep3: "On arrival use this SIM for data, with roaming on."
        case .gigabytes: "{n} GB"
        case .megabytes: "{n} MB"
        case .unlimited: "Unlimited data"
        case .decimalMark: "."
        case .day: "{n} day"
        case .days: "{n} days"
        case .morePlaces: "and {n} more"
        }
    }

    /// Characters of a text, so that it fits a card.
    package static let longest = 300

    /// Whether it may be given as nothing at all.
    package var mayBeEmpty: Bool { self == .agency || self == .footer }
}
