/** Actions to tokens and back: B-spline control points (BEAST), usable on its own from any Java program. */
package org.sanderling.tokenizers;
