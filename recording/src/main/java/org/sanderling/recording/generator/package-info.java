/** Writes the Java source of messages from their definitions: part of the build, not of what runs. */
@org.jspecify.annotations.NullMarked
package org.sanderling.recording.generator;
