/** Actions to tokens and back: B-spline control points (BEAST), and FAST and binning to compare with. Usable on its own from any Java program. */
package org.sanderling.tokenizers;
