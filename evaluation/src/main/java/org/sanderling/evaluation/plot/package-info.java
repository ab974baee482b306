/** Charts as SVG and PNG, drawn by the same code. */
package org.sanderling.evaluation.plot;
