// The fault of an answer that never comes.

/// Thrown through the routes and the server, so that the connection closes before a status line.
struct DroppedConnection: Error {}
