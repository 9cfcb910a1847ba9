// What is wrong with a template, and where.

/// Why a template cannot be used. `description` is a sentence for the person who wrote it.
package struct TemplateFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The part of the template: its layout, its style, its texts or its logo.
    package enum Part: Hashable, Sendable { case layout, style, words, logo }

    package let part: Part
    /// From 1; nil where it is about the whole.
    package let line: Int?
    package let description: String

    package init(_ part: Part, line: Int? = nil, _ description: String) {
        self.part = part
        self.line = line
        self.description = description
    }
}
