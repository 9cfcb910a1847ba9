// A batch's folder as one ZIP that anybody can check, the same bytes for the same files.

import Crypto
package import Orders
import ZipArchive

/// The archive of one batch's folder: every file below the folder's own name, sorted, with the
/// earliest timestamp a ZIP knows, and at its end `SHA256SUMS`, which `sha256sum -c` reads.
package struct BatchArchive: Sendable {
    /// Files in it, the sums left out.
    package let files: Int
    /// Bytes of the archive.
    package let bytes: Int
    /// Of the archive, in lower-case hexadecimal.
    package let sha256: String

    /// The name of the file of sums, in the batch's folder of the archive.
    package static let sumsName = "SHA256SUMS"

    /// Hands the archive of `OUTPUT/BATCH` to `write`, piece by piece; one file at a time is in
    /// memory. Throws `PublishFailure` when a file cannot be read or changed meanwhile: what was
    /// written is then worth nothing.
    package init(
        of batch: BatchName, below output: String,
        to write: @escaping ([UInt8]) throws(PublishFailure) -> Void
    ) throws(PublishFailure) {
        let name = batchFolder(batch)
        let folder = "\(output)/\(name)"
        guard DurableFiles.isFolder(folder) else {
            throw PublishFailure(
                attempting: "archiving \(folder)", cause: "there is no such folder",
                hint: "check --output; running the sheet again renders what is missing")
        }
        var output = Output(write)
        let found = try ArchivedFile.all(below: folder)
        var sums = ""
        for file in found {
            let path = "\(folder)/\(file.path)"
            guard let contents = DurableFiles.read(path, upTo: ArtifactLimits.archivedFileBytes)
            else {
                throw PublishFailure(
                    attempting: "archiving \(path)",
                    cause: "it cannot be read, is gone, or has more than "
                        + "\(ArtifactLimits.archivedFileBytes >> 20) MiB",
                    hint: "if a run is on, wait for its end and try again")
            }
            // The manifest is written here; one that somebody unpacked into the folder is not.
            guard file.path != Self.sumsName else { continue }
            sums += "\(SHA256.hash(data: contents).hexadecimal)  \(file.path)\n"
            try output.add("\(name)/\(file.path)", contents)
        }
        try output.add("\(name)/\(Self.sumsName)", Array(sums.utf8))
        guard try ArchivedFile.all(below: folder) == found else {
            throw PublishFailure(
                attempting: "archiving \(folder)", cause: "its files changed meanwhile",
                hint: "wait for the end of the run that is on, and try again")
        }
        try output.finish()
        files = output.files - 1
        bytes = output.bytes
        sha256 = output.hash.finalize().hexadecimal
    }

    /// The pieces on their way out, counted and summed.
    private struct Output {
        private var stream = ZipStream()
        private let write: ([UInt8]) throws(PublishFailure) -> Void
        private(set) var hash = SHA256()
        private(set) var files = 0
        private(set) var bytes = 0

        init(_ write: @escaping ([UInt8]) throws(PublishFailure) -> Void) { self.write = write }

        mutating func add(_ name: String, _ contents: [UInt8]) throws(PublishFailure) {
            // Images and ZIPs are packed already.
            let isPacked = name.hasSuffix(".png") || name.hasSuffix(".zip")
            let piece: [UInt8]
            do throws(ZipError) {
                piece = try stream.add(name: name, contents: contents, compress: !isPacked)
            } catch {
                throw PublishFailure(
                    attempting: "archiving \(name)", cause: "\(error)",
                    hint: "rename the file, or move it out of the batch's folder")
            }
            files += 1
            try put(piece)
        }

        mutating func finish() throws(PublishFailure) { try put(stream.finish()) }

        private mutating func put(_ piece: [UInt8]) throws(PublishFailure) {
            hash.update(data: piece)
            bytes += piece.count
            try write(piece)
        }
    }
}
