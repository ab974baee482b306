package org.sanderling.cli.architecture.broken.planners.util;

/** A pattern's word for a folder. */
record FolderWithoutMeaning() {}
