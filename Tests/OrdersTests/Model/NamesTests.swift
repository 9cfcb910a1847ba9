// Names that people give, and the provider's references.

import Orders
import Testing

@Suite struct NamesTests {
    @Test(arguments: ["TOUR-17", "Fünf Reisende", "旅行 17", "a/b\\c:d", "🧳", "x", "e\u{301}tude"])
    func `visible characters of any script make a name`(text: String) {
        #expect(BatchName(text)?.text == text)
        #expect(OrderName(text)?.text == text)
        #expect(BundleName(text)?.text == text)
        #expect(OrderName(text)?.description == text)
    }

    @Test(arguments: [
        "", " ", " a", "a ", "\ta", "a\n", "\u{A0}a", "a\u{2003}", "a\nb", "a\u{0}b", "a\u{7F}b",
        "a\u{200B}b", "\u{202E}evil", "a\u{2028}b", "a\u{2029}b", "a\u{E000}b", "\u{FEFF}a",
        "a\u{AD}b", "a\u{0378}b",
    ])
    func `a name has no invisible character and no white space at its ends`(text: String) {
        #expect(BatchName(text) == nil)
        #expect(OrderName(text) == nil)
        #expect(BundleName(text) == nil)
    }

    @Test(arguments: ["x", "é", "🧳", "旅"])
    func `a name's length is counted in characters as people see them`(character: String) {
        #expect(OrderName(String(repeating: character, count: 100)) != nil)
        #expect(OrderName(String(repeating: character, count: 101)) == nil)
        #expect(BatchName(String(repeating: character, count: 100)) != nil)
        #expect(BatchName(String(repeating: character, count: 101)) == nil)
        #expect(BundleName(String(repeating: character, count: 200)) != nil)
        #expect(BundleName(String(repeating: character, count: 201)) == nil)
    }

    @Test func `a bundle's name keeps its case`() {
        #expect(bundle("esim_1GB") != bundle("ESIM_1gb"))
    }

    @Test(arguments: [
        "3f0c6c1e-8f0d-4c6a-9a3a-0d1c2b3a4f5e", "A", "~!/..%", String(repeating: "x", count: 100),
    ])
    func `a reference is visible ASCII`(text: String) {
        #expect(OrderReference(text)?.text == text)
        #expect(OrderReference(text)?.description == text)
    }

    @Test(arguments: [
        "", " ", "a b", "a\n", "a\u{0}", "é", "a\u{7F}", String(repeating: "x", count: 101),
    ])
    func `anything else is no reference`(text: String) {
        #expect(OrderReference(text) == nil)
        #expect(OrderReference.written(text) == nil)
    }

    @Test(arguments: [
        ("3f0c000000004000800000000000000a", "3f0c0000-0000-4000-8000-00000000000a"),
        ("3F0C000000004000800000000000000A", "3F0C0000-0000-4000-8000-00000000000A"),
        ("3F0C0000-0000-4000-8000-00000000000A", "3F0C0000-0000-4000-8000-00000000000A"),
        ("3f0c0000000040008000000000000000a", "3f0c0000000040008000000000000000a"),
        ("REF17", "REF17"),
    ])
    func `a person's UUID without hyphens gets them`(written: String, text: String) {
        #expect(OrderReference.written(written)?.text == text)
    }

    @Test func `a reference that is a UUID is the same in whatever letters it is written`() {
        let written = [
            "3f0c6c1e-8f0d-4c6a-9a3a-0d1c2b3a4f5e", "3F0C6C1E-8F0D-4C6A-9A3A-0D1C2B3A4F5E",
            "3f0c6c1E-8F0d-4c6a-9A3a-0d1c2b3a4f5E", "3f0c6c1e8f0d4c6a9a3a0d1c2b3a4f5e",
        ].map(reference)
        for one in written {
            for other in written {
                #expect(one == other)
                #expect(one.hashValue == other.hashValue)
            }
        }
        #expect(Set(written).count == 1)
        // As it was written it is shown, and asked for.
        #expect(Set(written.map(\.text)).count == 4)
    }

    @Test(arguments: [
        ("TOUR-a1", "TOUR-A1"), ("A-1", "A1"),
        // A letter that is no digit, one digit too few, and another digit.
        ("3f0c6c1e-8f0d-4c6a-9a3a-0d1c2b3a4f5g", "3F0C6C1E-8F0D-4C6A-9A3A-0D1C2B3A4F5G"),
        ("3f0c6c1e-8f0d-4c6a-9a3a-0d1c2b3a4f5", "3F0C6C1E-8F0D-4C6A-9A3A-0D1C2B3A4F5"),
        ("3f0c6c1e-8f0d-4c6a-9a3a-0d1c2b3a4f5e", "3f0c6c1e-8f0d-4c6a-9a3a-0d1c2b3a4f5f"),
    ])
    func `any other reference is another in other letters`(one: String, other: String) {
        #expect(reference(one) != reference(other))
        #expect(reference(one) == reference(one))
        #expect(Set([reference(one), reference(other)]).count == 2)
    }
}
