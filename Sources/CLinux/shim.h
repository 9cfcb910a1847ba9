// What Linux has and Swift's Glibc module does not show, since it is behind a feature macro.
#ifndef ESIMBATCH_CLINUX_SHIM_H
#define ESIMBATCH_CLINUX_SHIM_H

// Writes out all that waits to be written to the file system of an open file; see syncfs(2).
int syncfs(int descriptor);

#endif
