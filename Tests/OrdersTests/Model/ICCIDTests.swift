// The numbers of eSIMs.

import OrderTestKit
import Orders
import Testing

@Suite struct ICCIDTests {
    @Test(arguments: 18...22)
    func `eighteen to twenty-two digits are a number`(length: Int) {
        let digits = String(repeating: "8", count: length)
        #expect(ICCID(digits)?.digits == digits)
        #expect(ICCID(digits)?.description == digits)
    }

    @Test(arguments: [0, 1, 17, 23, 100])
    func `fewer or more digits are none`(length: Int) {
        #expect(ICCID(String(repeating: "8", count: length)) == nil)
        #expect(ICCID(String(repeating: "8", count: length) + "F") == nil)
    }

    @Test(arguments: ["8943108161000073175F", "8943108161000073175f"])
    func `one F of padding is dropped`(text: String) {
        #expect(ICCID(text)?.digits == "8943108161000073175")
        #expect(ICCID(text) == ICCID("8943108161000073175"))
    }

    @Test(arguments: [
        "8943108161000073175FF", "F8943108161000073175", "89431081610000F73175",
        "8943108161000073175A", "-8943108161000073175", "8943108161000073175 ",
        "8943 1081 6100 0073 175", "٨٩٤٣١٠٨١٦١٠٠٠٠٧٣١٧٥", "8.943108161000073E18",
        "8943108161000073175F\u{301}", "F",
    ])
    func `anything but digits is none`(text: String) {
        #expect(ICCID(text) == nil)
    }

    @Test(arguments: ["8943108161000073175", "8943108161000073183", "000000000000000000"])
    func `a right check digit passes`(text: String) {
        #expect(ICCID(text)?.passesLuhn == true)
    }

    @Test(arguments: 1...10)
    func `the check is Luhn's for numbers of every length`(seed: Int) throws {
        var random = SeededRandom(seed: seed)
        for length in Limits.iccidDigits {
            let text = (0..<length).map { _ in String(random.number(0...9)) }.joined()
            #expect(try #require(ICCID(text)).passesLuhn == Self.luhn(text))
        }
    }

    @Test func `of ten last digits exactly one passes`() {
        let passing = (0...9).filter { ICCID("894310816100007317\($0)")?.passesLuhn == true }
        #expect(passing == [5])
    }

    @Test(arguments: 0..<18)
    func `one wrong digit never passes`(place: Int) throws {
        var digits = Array("8943108161000073175")
        let right = try #require(digits[place].wholeNumberValue)
        for wrong in 0...9 where wrong != right {
            digits[place] = Character(String(wrong))
            #expect(ICCID(String(digits))?.passesLuhn == false)
        }
    }

    @Test func `numbers are ordered by their digits`() {
        #expect(iccid(1) < iccid(2))
        #expect([iccid(30), iccid(4), iccid(5)].sorted() == [iccid(4), iccid(5), iccid(30)])
    }

    /// The check as the standard words it: from the right, every second digit doubled.
    private static func luhn(_ text: String) -> Bool {
        let doubled = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9]
        let sum = text.reversed().compactMap(\.wholeNumberValue).enumerated().reduce(0) {
            $0 + ($1.offset % 2 == 1 ? doubled[$1.element] : $1.element)
        }
        return sum % 10 == 0
    }
}
