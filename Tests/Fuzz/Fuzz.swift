// The entry point that libFuzzer calls; `scripts/fuzz` builds and runs it. FUZZ_TARGET says which
// reader gets the bytes.

import Fuzzing
import Glibc

private let target: FuzzTarget = {
    let name = unsafe getenv("FUZZ_TARGET").map { unsafe String(cString: $0) }
    guard let target = name.flatMap(FuzzTarget.init) else {
        preconditionFailure("FUZZ_TARGET must be one of \(FuzzTarget.allCases.map(\.rawValue))")
    }
    return target
}()

@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    if let violation = target.violation(bytes) {
        // A release build drops the words of a precondition.
        print("VIOLATION: \(violation)")
        fflush(nil)
        abort()
    }
    return 0
}
