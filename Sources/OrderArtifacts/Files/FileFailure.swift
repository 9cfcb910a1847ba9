// What the file system refused.

import Glibc
import Orders

extension PublishFailure {
    /// The failure behind `errno`, with what was being done to which path.
    static func system(_ doing: String, _ path: String, _ number: CInt) -> PublishFailure {
        let words = unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
        return PublishFailure(
            attempting: "\(doing) \(path)", cause: words,
            hint: "what was bought is safe in the ledger; mend the folder (room, permissions) and "
                + "run esimbatch resume")
    }
}
