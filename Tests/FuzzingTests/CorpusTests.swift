// What the fuzzers start from and what they once found: nothing of it breaks a reader again.

import Foundation
import Fuzzing
import Testing

@Suite struct CorpusTests {
    private static func inputs(for target: FuzzTarget) throws -> [(name: String, bytes: [UInt8])] {
        let folder = try #require(Bundle.module.resourceURL)
            .appendingPathComponent("Corpus").appendingPathComponent(target.rawValue)
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
            ($0, Array(try Data(contentsOf: folder.appendingPathComponent($0))))
        }
    }

    @Test(arguments: FuzzTarget.allCases)
    func `nothing of the corpus breaks what must hold`(_ target: FuzzTarget) throws {
        let inputs = try Self.inputs(for: target)
        #expect(!inputs.isEmpty)
        for input in inputs {
            let violation = target.violation(input.bytes)
            #expect(violation == nil, "\(target.rawValue)/\(input.name)")
        }
    }

    /// Every reader gets every other's inputs as well, and each cut short.
    @Test(arguments: FuzzTarget.allCases)
    func `nothing of the corpus breaks another reader, nor does its beginning`(
        _ target: FuzzTarget
    ) throws {
        for source in FuzzTarget.allCases {
            for input in try Self.inputs(for: source) {
                let step = max(1, input.bytes.count / 40)
                for length in stride(from: 0, through: input.bytes.count, by: step) {
                    let violation = target.violation(Array(input.bytes.prefix(length)))
                    #expect(
                        violation == nil, "\(source.rawValue)/\(input.name), \(length) bytes")
                }
            }
        }
    }
}
