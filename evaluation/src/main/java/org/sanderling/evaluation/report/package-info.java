/** The page that shows what happened in a run. */
@org.jspecify.annotations.NullMarked
package org.sanderling.evaluation.report;
