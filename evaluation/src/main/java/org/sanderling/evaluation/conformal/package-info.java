/** Split conformal prediction: bounds whose coverage is measured, not assumed. */
@org.jspecify.annotations.NullMarked
package org.sanderling.evaluation.conformal;
