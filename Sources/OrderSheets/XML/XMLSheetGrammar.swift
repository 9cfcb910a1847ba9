// What an XML order sheet may consist of: `orderSheet` > (`order` > `line` | `line`) > `iccid`.

import Orders

/// Takes a document's events in their order and makes lines and findings of them. An element that
/// does not belong is reported once, and what is inside it is passed over.
struct XMLSheetGrammar {
    static let namespace = "urn:esimbatch:order-sheet:1"

    private(set) var lines: LineCollector
    var log: FindingLog
    /// Nothing more is to be read: what follows cannot be trusted or exceeds a limit.
    private(set) var isFinished = false

    private enum Level {
        case sheet, order, line, iccid, foreign
        /// A line that was taken the short way.
        case plainLine
    }

    private struct Order {
        /// Nil if the name is not one or missing, which a finding says.
        let name: (text: SheetText, order: OrderName)?
        /// The name's, once there is a plain line.
        var number: NameNumber?
        let position: SheetPosition
        var hasLine = false
    }

    private var levels: [Level] = []
    /// The namespace of the root, which holds for every element.
    private var namespace: String?
    private var order: Order?
    private var attributes = XMLLineAttributes()
    private var line: SheetLine?
    private var iccid: (text: [UInt8], position: SheetPosition)?
    /// One finding for one stretch of text, in however many pieces it comes.
    private var hasReportedText = false

    init(lines: LineCollector, log: FindingLog) {
        self.lines = lines
        self.log = log
    }

    /// Whether the element of an eSIM's number has begun and not ended: white space counts there.
    var isInICCID: Bool { levels.last == .iccid }

    /// Whether an element has begun and not ended.
    var isOpen: Bool { !levels.isEmpty }

    mutating func start(_ tag: XMLTag) {
        hasReportedText = false
        guard levels.count < Limits.sheetDepth else {
            log.error(
                .xmlDepth, at: tag.position,
                "elements are nested more than \(Limits.sheetDepth) deep; a sheet needs four levels"
            )
            isFinished = true
            return
        }
        levels.append(open(tag))
    }

    mutating func end() {
        hasReportedText = false
        switch levels.popLast() {
        case .iccid:
            if let iccid { append(iccid.text, at: iccid.position) }
            iccid = nil
        case .line:
            if let line { lines.add(line, into: &log) }
            line = nil
        case .order:
            if let order, !order.hasLine {
                log.error(
                    .xmlElement, at: order.position,
                    "the order has no line; add one or remove the order")
            }
            order = nil
        case .plainLine, .sheet, .foreign, nil:
            break
        }
    }

    /// What an attribute of a line means, for the short way; nil if there is something to say of
    /// it.
    mutating func plainColumn(named name: String) -> PlainColumn? {
        switch ColumnName(name) {
        case .field(let field): lines.plainColumn(field)
        case .misspelt: nil
        case .other: attributes.hasWarned(of: name) ? lines.plainColumn(named: name) : nil
        }
    }

    /// Takes a `<line/>` without content the short way; false, with nothing done, if `start` has to
    /// look at it. `line` is the line of text on which it begins.
    mutating func startPlain(_ tag: XMLPlainTag, in bytes: Span<UInt8>, line: Int) -> Bool {
        guard levels.last == .sheet || levels.last == .order, !lines.isFull else { return false }
        if levels.last == .order {
            if order?.number == nil, let name = order?.name {
                order?.number = lines.number(of: name.order)
            }
            guard order?.number != nil, !tag.namesOrder else { return false }
        }
        guard
            lines.addPlain(
                tag.cells.span, under: tag.columns, in: bytes, number: line, within: order?.number)
        else { return false }
        _ = lines.admit(at: SheetPosition(line: line, column: 1), into: &log)
        order?.hasLine = true
        hasReportedText = false
        levels.append(.plainLine)
        return true
    }

    /// Text that is more than white space, or the next piece of it, and where the whole begins.
    /// `excerpt` is its beginning as the document writes it, if it begins with text at all.
    mutating func text(
        _ text: ArraySlice<UInt8>, at position: SheetPosition, excerpt: String
    ) {
        switch levels.last {
        case .foreign, .plainLine, nil:
            break
        case .iccid:
            var taken = iccid ?? ([], position)
            // Where what can be seen of it begins.
            if taken.text.allSatisfy(XMLText.isBlank) { taken.position = position }
            // What is longer is refused, and must not fill memory before that.
            let room = Limits.sheetValueBytes + 4 - taken.text.count
            taken.text.append(contentsOf: text.prefix(max(0, room)))
            iccid = taken
        case .sheet, .order, .line:
            guard !hasReportedText else { return }
            hasReportedText = true
            let piece = String(decoding: text.prefix(256), as: UTF8.self)
            let found = (excerpt.isEmpty ? piece : excerpt).trimmed
            log.error(
                .xmlText, at: position,
                "the text \(found.quoted) does not belong here; values are attributes of <line>, "
                    + "and only <iccid> has text")
        }
    }

    mutating func documentType(at position: SheetPosition) {
        log.error(
            .xmlDTD, at: position,
            "a DOCTYPE is refused, as it can make a parser read other files; remove it")
        isFinished = true
    }

    /// The finding for an attribute of a namespace that means nothing here.
    static func foreignAttribute(_ attribute: XMLAttribute, into log: inout FindingLog) {
        log.error(
            .xmlNamespace, at: attribute.position, field: attribute.name,
            "the attribute has a namespace; fields are attributes without a prefix")
    }

    // MARK: Elements

    private mutating func open(_ tag: XMLTag) -> Level {
        if levels.isEmpty { return openSheet(tag) }
        if levels.last == .foreign { return .foreign }
        guard tag.namespace == namespace else {
            log.error(
                .xmlNamespace, at: tag.position,
                "<\(tag.name)> has another namespace than the root; give all elements the same")
            return .foreign
        }
        switch (levels.last, tag.name) {
        case (.sheet, "order"): return openOrder(tag)
        case (.sheet, "line"), (.order, "line"): return openLine(tag)
        case (.line, "iccid"):
            refuseAttributes(of: tag, except: nil)
            iccid = ([], tag.position)
            return .iccid
        default:
            log.error(
                .xmlElement, at: tag.position,
                "<\(tag.name)> does not belong here; a sheet is <orderSheet> with <order> and "
                    + "<line>, an <order> has <line>, and a <line> has <iccid>")
            return .foreign
        }
    }

    private mutating func openSheet(_ tag: XMLTag) -> Level {
        namespace = tag.namespace
        if let other = tag.namespace, other != Self.namespace {
            log.error(
                .xmlNamespace, at: tag.position,
                "the namespace \(other.quoted) is not \(Self.namespace); use that or none")
        }
        guard tag.name == "orderSheet" else {
            log.error(
                .xmlElement, at: tag.position,
                "the root is <\(tag.name)>, not <orderSheet>; this is no order sheet")
            isFinished = true
            return .foreign
        }
        refuseAttributes(of: tag, except: nil)
        return .sheet
    }

    private mutating func openOrder(_ tag: XMLTag) -> Level {
        refuseAttributes(of: tag, except: "id")
        var name: (text: SheetText, order: OrderName)?
        if let id = tag.attributes.first(where: { $0.namespace == nil && $0.name == "id" }) {
            let value = InvisibleCharacterRule.trimmed(
                SheetText(id.value, at: id.position), field: SheetField.order.rawValue, into: &log)
            let text = SheetText(value, at: id.position)
            name = OrderNameRule.name(text, into: &log).map { (text, $0) }
        } else {
            log.error(
                .xmlElement, at: tag.position,
                "<order> has no id; give it one, or put its lines outside of it")
        }
        order = Order(name: name, position: tag.position)
        return .order
    }

    private mutating func openLine(_ tag: XMLTag) -> Level {
        order?.hasLine = true
        guard lines.admit(at: tag.position, into: &log) else {
            isFinished = true
            return .foreign
        }
        line = attributes.line(of: tag, in: order?.name?.text, into: &log)
        return .line
    }

    private mutating func refuseAttributes(of tag: XMLTag, except allowed: String?) {
        for attribute in tag.attributes where !attribute.isAboutDocument {
            if attribute.namespace != nil {
                Self.foreignAttribute(attribute, into: &log)
            } else if attribute.name != allowed {
                log.error(
                    .xmlElement, at: attribute.position, field: attribute.name,
                    "<\(tag.name)> has no such attribute; fields are attributes of <line>")
            }
        }
    }

    private mutating func append(_ iccid: [UInt8], at position: SheetPosition) {
        // One more than a line may have is enough to refuse it.
        guard let count = line?.iccidElements.count, count <= Limits.quantity.upperBound else {
            return
        }
        let cell = SheetText(String(decoding: iccid, as: UTF8.self), at: position)
        let text = InvisibleCharacterRule.trimmed(
            cell, field: SheetField.iccid.rawValue, into: &log)
        line?.iccidElements.append(SheetText(text, at: position))
    }
}
