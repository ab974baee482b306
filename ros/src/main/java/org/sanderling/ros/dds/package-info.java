/** CycloneDDS's C library through java.lang.foreign: found, its calls, types as it wants them described. No upcalls. */
@org.jspecify.annotations.NullMarked
package org.sanderling.ros.dds;
