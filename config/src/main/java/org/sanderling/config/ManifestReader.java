package org.sanderling.config;

/** Reads and checks a manifest. */
public final class ManifestReader {
    private ManifestReader() {}
}
