// What the file system refused.

import Glibc
import Orders

extension PublishFailure {
    /// The failure behind `errno`, with what was being done to which path.
    static func system(_ doing: String, _ path: String, _ number: CInt) -> PublishFailure {
        let words = unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
        return PublishFailure(
            attempting: "\(doing) \(path)", cause: words,
            hint: "mend the place (room, permissions) or name another, and run again; what was "
                + "bought, if anything was, is safe in the ledger")
    }
}
