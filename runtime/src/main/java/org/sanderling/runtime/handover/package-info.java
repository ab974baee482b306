/** How threads of the runtime pass things on: preallocated, lock-free, one writer and one reader each. */
@org.jspecify.annotations.NullMarked
package org.sanderling.runtime.handover;
