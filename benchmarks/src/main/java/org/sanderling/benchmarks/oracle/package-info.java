/** Tasks whose truth is known: exact conditional marginals in place of a model, and the least error that forwards allow. */
@org.jspecify.annotations.NullMarked
package org.sanderling.benchmarks.oracle;
