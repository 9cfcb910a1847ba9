// Writes down what libxml2 finds, and hands it on piece by piece.

import CLibXML2
import Orders

/// What of a document has been read and recorded so far.
@safe struct XMLRecording: ~Copyable {
    private var window: SheetWindow
    private let channel: XMLTapeChannel
    private var tape = XMLTape()
    private var names = XMLNameTable()

    /// Bytes of the document before the window.
    private var dropped = 0
    /// The bytes of the window up to here are libxml2's.
    private var handedOver = 0
    /// Up to here in the document nobody asks for the text any more.
    private var used = 0
    /// The text cannot be read through a window.
    private var isAbandoned = false
    private var isUnwanted = false
    private var hasFailed = false
    /// A tag is both the start and the end of its element.
    private var isInEmptyTag = false
    /// Nothing but text came since the last element ended: white space means nothing there, and it
    /// is nearly all text that a sheet has.
    private var isAfterElement = false

    init(_ text: consuming SheetWindow, to channel: XMLTapeChannel) {
        window = text
        self.channel = channel
    }

    /// Whether nothing more is to be read.
    private var isFinished: Bool { isAbandoned || hasFailed || isUnwanted }

    /// Hands on the rest, and says how it ended.
    mutating func end() -> XMLTapeChannel.End {
        handOn()
        return !isAbandoned && window.isEnd ? .complete(sha256: window.sha256) : .abandoned
    }

    // MARK: The bytes

    /// Gives libxml2 the next bytes of the document; 0 at its end, and when no more are to be read.
    mutating func hand(to target: UnsafeMutableRawBufferPointer) -> Int {
        if handedOver == window.count, !window.isEnd, !isFinished, !moveOn() { isAbandoned = true }
        guard !isFinished else { return 0 }
        let count = unsafe XMLContext.copy(
            window.buffer, from: handedOver, to: window.count, into: target)
        handedOver += count
        return count
    }

    /// Goes on to more of the document, dropping what nobody asks for any more. False if there is
    /// something unusual in it.
    private mutating func moveOn() -> Bool {
        handOn()
        var count = used - dropped
        handedOver -= count
        dropped = used
        repeat {
            guard (try? window.advance(past: count)) == true else { return false }
            count = 0
        } while window.count == handedOver && !window.isEnd
        return window.isText(from: handedOver)
    }

    /// Hands the tape on and begins another.
    private mutating func handOn() {
        guard !tape.events.isEmpty else { return }
        tape.first = dropped
        tape.text = window.buffer
        tape.count = window.count
        tape.isEnd = window.isEnd
        var full = tape.successor
        swap(&full, &tape)
        isUnwanted = !channel.send(full)
    }

    // MARK: What libxml2 reports

    /// How many bytes of the document libxml2 has read. It tells positions roughly, so they are
    /// taken from this.
    private func consumed(_ input: UnsafePointer<xmlParserInput>?) -> Int {
        // The bytes are not transcoded, so libxml2 counts what they are.
        guard let input = unsafe input?.pointee else { return used }
        return unsafe Int(input.consumed) + Int(Self.address(input.cur) - Self.address(input.base))
    }

    private func place(_ consumed: Int) -> UInt32 {
        UInt32(min(max(0, consumed - dropped), window.count))
    }

    /// Adds an event at a byte of the document, from which on its text is needed.
    private mutating func add(_ event: XMLTape.Event, at consumed: Int) {
        tape.append(event)
        used = max(used, min(consumed, dropped + window.count))
        if tape.isFull { handOn() }
    }

    /// A start tag; `attributes` are five pointers for each of them: local name, prefix, namespace,
    /// and where the value begins and ends.
    mutating func start(
        _ name: UnsafePointer<xmlChar>?, _ namespace: UnsafePointer<xmlChar>?,
        _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: Int,
        _ input: UnsafePointer<xmlParserInput>?
    ) {
        guard !isFinished, let name = unsafe number(name, nil, namespace) else { return }
        let consumed = unsafe consumed(input)
        let place = place(consumed)
        let first = tape.attributes.count
        var areCopied = false
        if let list = unsafe attributes, count > 0 {
            areCopied = unsafe !takePlaces(of: list, count, input, endingAt: UInt(place))
            if areCopied { unsafe copyValues(of: list, count) }
        }
        isInEmptyTag =
            Int(place) < window.count && window.buffer[Int(place)] == UInt8(ascii: "/")
        isAfterElement = isInEmptyTag
        add(
            .start(
                name: name, at: place, isEmpty: isInEmptyTag,
                attributes: UInt32(tape.attributes.count - first), areCopied: areCopied),
            at: consumed)
    }

    /// Adds the attributes with the places of their values, in the text up to `end`; false if one
    /// is not there as it is. libxml2 leaves a value of plain ASCII without references where it was
    /// read; any other is a copy of its own.
    private mutating func takePlaces(
        of list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>, _ count: Int,
        _ input: UnsafePointer<xmlParserInput>?, endingAt end: UInt
    ) -> Bool {
        guard let input = unsafe input?.pointee else { return false }
        let (base, current) = unsafe (Self.address(input.base), Self.address(input.cur))
        return tape.appendAttributes(count) { index in
            let attribute = unsafe list + index * 5
            let (start, past) = unsafe (Self.address(attribute[3]), Self.address(attribute[4]))
            guard base <= start, start <= past, past <= current, current - start <= end,
                let known = unsafe names.known(attribute[0], attribute[1], attribute[2])
            else { return nil }
            return XMLTape.Attribute(
                name: known, start: UInt32(end - (current - start)),
                past: UInt32(end - (current - past)))
        }
    }

    private mutating func copyValues(
        of list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>, _ count: Int
    ) {
        for index in 0..<count {
            let attribute = unsafe list + index * 5
            guard let start = unsafe attribute[3], let past = unsafe attribute[4],
                let name = unsafe number(attribute[0], attribute[1], attribute[2])
            else { continue }
            // What is longer is refused, and must not fill memory before that.
            let size = unsafe min(past - start, Limits.sheetValueBytes + 4)
            let place = unsafe tape.copy(UnsafeBufferPointer(start: start, count: size))
            tape.append(
                XMLTape.Attribute(
                    name: name, start: UInt32(place.lowerBound), past: UInt32(place.upperBound)))
        }
    }

    private mutating func number(
        _ local: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?,
        _ namespace: UnsafePointer<xmlChar>?
    ) -> XMLNameNumber? {
        guard let local = unsafe local else { return nil }
        if let known = unsafe names.known(local, prefix, namespace) { return known }
        guard !names.isFull else {
            if !hasFailed { tape.append(.tooManyNames, at: place(used)) }
            hasFailed = true
            return nil
        }
        tape.append(
            unsafe XMLName(
                local: String(cString: local), prefix: prefix.map { unsafe String(cString: $0) },
                namespace: namespace.map { unsafe String(cString: $0) }))
        return unsafe names.add(local, prefix, namespace)
    }

    mutating func end(_ input: UnsafePointer<xmlParserInput>?) {
        guard !isFinished else { return }
        isAfterElement = true
        if isInEmptyTag {
            isInEmptyTag = false
            return
        }
        let consumed = unsafe consumed(input)
        add(.end(at: place(consumed)), at: consumed)
    }

    mutating func passMarkup(_ input: UnsafePointer<xmlParserInput>?) {
        guard !isFinished else { return }
        isAfterElement = false
        let consumed = unsafe consumed(input)
        add(.markup(at: place(consumed)), at: consumed)
    }

    mutating func text(_ text: UnsafeBufferPointer<UInt8>) {
        guard !isFinished, unsafe !(isAfterElement && text.allSatisfy(XMLText.isBlank)) else {
            return
        }
        let place = unsafe tape.copy(text)
        add(.text(UInt32(place.count)), at: used)
    }

    /// Nothing more is read afterwards.
    mutating func documentType(_ input: UnsafePointer<xmlParserInput>?) {
        guard !isFinished else { return }
        add(.documentType(at: place(unsafe consumed(input))), at: used)
        hasFailed = true
    }

    mutating func fail(_ fault: XMLFault, _ input: UnsafePointer<xmlParserInput>?) {
        guard !isFinished else { return }
        tape.append(fault, at: place(unsafe consumed(input)))
        // What libxml2 says after its first fatal error follows from that one.
        if fault.isFatal { hasFailed = true }
    }

    private static func address(_ pointer: UnsafePointer<xmlChar>?) -> UInt {
        UInt(bitPattern: pointer)
    }
}
