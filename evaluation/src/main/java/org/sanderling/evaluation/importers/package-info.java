/** Recordings from other formats. */
@org.jspecify.annotations.NullMarked
package org.sanderling.evaluation.importers;
