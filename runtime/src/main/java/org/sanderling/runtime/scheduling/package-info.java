/** Which thread the kernel lets run first, and where. */
@org.jspecify.annotations.NullMarked
package org.sanderling.runtime.scheduling;
