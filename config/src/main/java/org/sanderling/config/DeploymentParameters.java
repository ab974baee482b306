package org.sanderling.config;

/** The single declaration of every parameter. */
public final class DeploymentParameters {
    private DeploymentParameters() {}
}
