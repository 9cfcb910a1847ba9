// An order whose name is no name for a folder, published.

import Orders
import Testing

@testable import OrderArtifacts

@Suite struct AwkwardNameTests {
    @Test func `an order with an awkward name is published under its safe one`() async throws {
        let folder = try TemporaryFolder()
        let names = ["../../escape", "a/b", "CON", "=cmd", "Zoë \"x\""]
        for name in names { try await publish(try Samples.simple(name), in: folder) }
        #expect(try folder.names() == ["fleet"])
        #expect(try folder.names("fleet").count == names.count)
        for name in names {
            let place = "fleet/\(folderName(for: name))"
            #expect(try folder.json("\(place)/order.json")["order"].text == name)
        }
    }
}
