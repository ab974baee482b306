/** The two-ways task: an obstacle that can be passed on either side, where a plan has to be joint to be right. */
@org.jspecify.annotations.NullMarked
package org.sanderling.evaluation.twoways;
