// The name that a person probably meant.

import OrderTestKit
import Orders
import Testing

@Suite struct NearestNameTests {
    private static let bundles = [
        "esim_1GB_7D_GB_V2", "esim_1GB_7D_FR_V2", "esim_5GB_30D_US_V2", "esim_UL_1D_JP_V2",
    ]

    @Test(arguments: [
        ("ESIM_1gb_7d_gb_v2", "esim_1GB_7D_GB_V2"), ("esim_1GB_7D_GBV2", "esim_1GB_7D_GB_V2"),
        ("esim_5GB_30D_SU_V2", "esim_5GB_30D_US_V2"), ("esim_UL_1D_JP", "esim_UL_1D_JP_V2"),
        ("esim_1GB_7D_FR_V2", "esim_1GB_7D_FR_V2"),
    ])
    func `a slip finds the name that was meant`(slip: String, meant: String) {
        #expect(nearest(to: slip, among: Self.bundles) == meant)
    }

    @Test(arguments: ["", "something else", "esim", "esim_100GB_365D_XYZ_V9"])
    func `what is far from every name finds none`(name: String) {
        #expect(nearest(to: name, among: Self.bundles) == nil)
    }

    @Test func `nothing is near among no names`() {
        #expect(nearest(to: "a", among: []) == nil)
    }

    @Test func `the nearest wins and among equals the first`() {
        #expect(nearest(to: "quantity", among: ["quantitiy", "Quantity"]) == "Quantity")
        #expect(nearest(to: "abcd", among: ["abcx", "abcy"]) == "abcx")
    }

    @Test(arguments: [
        ("", "", 0), ("a", "", 1), ("", "abc", 3), ("abc", "abc", 0), ("abc", "abd", 1),
        ("abc", "ac", 1), ("abc", "abxc", 1), ("abc", "acb", 1), ("quantitiy", "quantity", 1),
        ("kitten", "sitting", 3), ("ca", "abc", 3), ("flaw", "lawn", 2), ("ab", "ba", 1),
    ])
    func `edits are counted with swaps of neighbours`(left: String, right: String, edits: Int) {
        let (a, b) = (Array(left), Array(right))
        #expect(editDistance(a, b, upTo: edits) == edits)
        #expect(editDistance(b, a, upTo: edits) == edits)
        #expect(editDistance(a, b, upTo: edits + 5) == edits)
        if edits > 0 { #expect(editDistance(a, b, upTo: edits - 1) == nil) }
    }

    @Test(arguments: 1...20)
    func `the count is that of the plain definition`(seed: Int) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<40 {
            let left = (0..<random.number(0...5)).map { _ in random.pick(["a", "b", "c"]) }
            let right = (0..<random.number(0...5)).map { _ in random.pick(["a", "b", "c"]) }
            let limit = random.number(0...6)
            let plain = Self.plain(left[...], right[...])
            #expect(editDistance(left, right, upTo: limit) == (plain <= limit ? plain : nil))
        }
    }

    private static func plain(_ left: ArraySlice<String>, _ right: ArraySlice<String>) -> Int {
        guard let a = left.last, let b = right.last else { return left.count + right.count }
        var least = min(
            plain(left.dropLast(), right) + 1, plain(left, right.dropLast()) + 1,
            plain(left.dropLast(), right.dropLast()) + (a == b ? 0 : 1))
        if left.count > 1, right.count > 1, left.dropLast().last == b, right.dropLast().last == a {
            least = min(least, plain(left.dropLast(2), right.dropLast(2)) + 1)
        }
        return least
    }
}
