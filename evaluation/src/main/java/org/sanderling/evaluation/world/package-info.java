/** A world model's predictions against a recorded drive: errors by horizon, a distance between distributions, pictures. */
package org.sanderling.evaluation.world;
