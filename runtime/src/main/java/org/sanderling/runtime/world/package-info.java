/** A manifest's world model made ready to dream, and to be held against what the camera sees. */
package org.sanderling.runtime.world;
