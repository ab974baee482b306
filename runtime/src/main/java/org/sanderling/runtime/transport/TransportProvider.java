package org.sanderling.runtime.transport;

import java.util.List;
import org.sanderling.config.Deployment;
import org.sanderling.planners.PlanTemplate;

/** Finds transports by {@link java.util.ServiceLoader}; only the composition root looks them up. */
public interface TransportProvider {
    /** The transports of this kind that the deployment asks for; empty where it asks for none. */
    List<DecisionTransport> open(Deployment deployment, PlanTemplate template, List<String> dofNames);
}
