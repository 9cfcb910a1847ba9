// Hands tapes from the thread that libxml2 works on to the one that makes lines of them.

import Dispatch
import Synchronization

/// A queue of a few tapes: whoever is ahead waits for the other.
final class XMLTapeChannel: Sendable {
    /// How the recording of a document ended.
    enum End: Sendable {
        /// At the document's end, with the SHA-256 of its file if that was asked for.
        case complete(sha256: String)
        /// It has to be read as a whole instead.
        case abandoned
        case outOfMemory
    }

    private enum Item: Sendable {
        case tape(XMLTape)
        case end(End)
    }

    /// Until it is recorded.
    private let document: Mutex<SheetWindow?>
    private let items = Mutex<[Item]>([])
    private let filled = DispatchSemaphore(value: 0)
    private let free = DispatchSemaphore(value: 0)
    private let isLeft = Atomic(false)

    private init(_ document: consuming SheetWindow) {
        self.document = Mutex(document)
        // Dispatch wants back what a semaphore begins with.
        for _ in 0..<SheetReadingLimits.tapesAhead { free.signal() }
    }

    /// Has a document recorded on a thread of its own, and gives `read` one tape after another;
    /// after one for which it returns false, the others are passed over. The text is UTF-8 without
    /// a byte order mark.
    static func record(
        _ document: consuming SheetWindow, read: (XMLTape) -> Bool
    ) -> End {
        let channel = XMLTapeChannel(document)
        DispatchQueue(label: "esimbatch.xml").async {
            guard let document = channel.document.withLock({ $0.take() }) else { return }
            XMLRecorder.record(document, to: channel)
        }
        return channel.forEach(read)
    }

    // MARK: The side that records

    /// Returns whether another one is wanted.
    func send(_ tape: consuming XMLTape) -> Bool {
        free.wait()
        add(.tape(tape))
        return !isClosed
    }

    func end(_ end: End) { add(.end(end)) }

    private func add(_ item: Item) {
        items.withLock { $0.append(item) }
        filled.signal()
    }

    // MARK: The side that reads

    private var isClosed: Bool { isLeft.load(ordering: .relaxed) }

    private func forEach(_ read: (XMLTape) -> Bool) -> End {
        while true {
            filled.wait()
            switch items.withLock({ $0.removeFirst() }) {
            case .tape(let tape):
                free.signal()
                if !isClosed, !read(tape) { isLeft.store(true, ordering: .relaxed) }
            case .end(let end):
                return end
            }
        }
    }
}
