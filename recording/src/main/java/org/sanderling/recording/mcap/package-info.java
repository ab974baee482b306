/** MCAP files (mcap.dev/spec): a writer that survives being killed, and a reader that trusts no byte. */
@org.jspecify.annotations.NullMarked
package org.sanderling.recording.mcap;
