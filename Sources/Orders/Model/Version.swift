// The program's version.

/// The version, as `--version` prints it and requests carry it.
package let esimbatchVersion = "1.0.0"
