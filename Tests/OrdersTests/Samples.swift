// Short ways to write the domain's values in tests.

import Orders

/// The value of a failable initialiser that the test knows to succeed.
func sample<Value>(_ value: Value?) -> Value {
    guard let value else { preconditionFailure("a sample is not a valid value") }
    return value
}

let usd = sample(Currency("USD"))

func bundle(_ text: String) -> BundleName { sample(BundleName(text)) }

func orderName(_ text: String) -> OrderName { sample(OrderName(text)) }

func reference(_ text: String) -> OrderReference { sample(OrderReference(text)) }

func decimal(_ text: String) -> ExactDecimal { sample(ExactDecimal(text)) }

func dollars(_ text: String) -> Money { sample(Money(decimal(text), usd, rounding: .up)) }

/// An ICCID of 19 digits that ends in `number`.
func iccid(_ number: Int) -> ICCID {
    let digits = String(number)
    return sample(ICCID("8943108161" + String(repeating: "0", count: 9 - digits.count) + digits))
}

func esim(_ number: Int) -> ESIM {
    sample(
        ESIM(
            iccid: iccid(number), smdpAddress: "rsp.example.net", matchingID: "SECRET-\(number)"))
}

/// Second `seconds` of the tests' day.
func moment(_ seconds: Int64) -> Timestamp {
    Timestamp(year: 2026, month: 2, day: 3, second: 0) + .seconds(seconds)
}

/// So many of a bundle on new eSIMs, or the bundle on the eSIMs of these numbers.
func content(_ name: String, _ quantity: Int = 1, on numbers: [Int] = []) -> LineContent {
    LineContent(
        bundle: bundle(name), quantity: numbers.isEmpty ? quantity : numbers.count,
        iccids: numbers.map(iccid))
}

func item(_ name: String, _ quantity: Int = 1, on numbers: [Int] = []) -> OrderItem {
    OrderItem(
        bundle: bundle(name), quantity: numbers.isEmpty ? quantity : numbers.count,
        iccids: numbers.map(iccid))
}

func line(
    _ number: Int, _ content: LineContent, order: String? = nil, carried: String? = nil
) -> OrderLine {
    OrderLine(
        number: number, order: order.map(orderName), content: content,
        carried: carried.map { [CarriedValue(column: "name", text: $0)] } ?? [])
}

extension ICCID {
    /// The number that `iccid(_:)` made it of.
    var sampleNumber: Int { Int(digits.suffix(9)) ?? -1 }
}

extension FindingLog {
    /// Each finding as `line severity rule`, the line left out where there is none.
    var short: [String] {
        sorted.map { finding in
            (finding.position.map { "\($0.line) " } ?? "")
                + "\(finding.severity.rawValue) \(finding.rule.rawValue)"
        }
    }
}
