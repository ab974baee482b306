/** Line charts without a library: the same drawing as SVG and as PNG. */
@org.jspecify.annotations.NullMarked
package org.sanderling.benchmarks.plot;
