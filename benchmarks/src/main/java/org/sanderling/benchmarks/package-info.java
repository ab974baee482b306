/** Side-by-side measurements: one {@link org.sanderling.benchmarks.Benchmark} a file, all of them in {@link org.sanderling.benchmarks.Benchmarks}. */
@org.jspecify.annotations.NullMarked
package org.sanderling.benchmarks;
