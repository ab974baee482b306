package org.sanderling.config;

/** Reads and checks a deployment. */
public final class DeploymentReader {
    private DeploymentReader() {}
}
