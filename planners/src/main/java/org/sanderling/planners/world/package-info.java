/** Next-frame diffusion: samplers, the cache of past frames, dreaming frame by frame and speculatively, over a port. */
package org.sanderling.planners.world;
