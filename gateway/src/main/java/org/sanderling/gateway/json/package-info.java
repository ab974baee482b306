/** Decisions as JSON, by the schema {@code decision.schema.json}. */
@org.jspecify.annotations.NullMarked
package org.sanderling.gateway.json;
