/** Compressed images to pixels. Strangers' bytes come in here: nothing that they hold may harm the process. */
@org.jspecify.annotations.NullMarked
package org.sanderling.gateway.image;
