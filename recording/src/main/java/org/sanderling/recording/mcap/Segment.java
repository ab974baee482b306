package org.sanderling.recording.mcap;

/**
 * A part of a file that holds messages: a chunk, or a run of records outside of chunks.
 *
 * @param offset of its first byte in the file
 * @param length bytes in the file
 * @param startNs lowest log time in it
 */
record Segment(long offset, long length, boolean chunk, long startNs) {}
