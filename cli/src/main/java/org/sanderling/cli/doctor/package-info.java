/** What {@code doctor} looks at: each check says what it found, what is wanted, and how to get there. */
@org.jspecify.annotations.NullMarked
package org.sanderling.cli.doctor;
