package org.sanderling.gateway.mqtt;

import java.util.List;
import org.sanderling.config.Deployment;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.runtime.transport.DecisionTransport;
import org.sanderling.runtime.transport.TransportProvider;

/** Opens MQTT where the deployment enables it. Found by {@link java.util.ServiceLoader}; any thread. */
public final class MqttTransportProvider implements TransportProvider {
    @Override
    public List<DecisionTransport> open(Deployment deployment, PlanTemplate template, List<String> dofNames) {
        Deployment.Mqtt mqtt = deployment.outputs().mqtt();
        if (!mqtt.enabled()) {
            return List.of();
        }
        Credentials credentials = Credentials.of(System.getenv());
        return List.of(new MqttTransport(mqtt, template, dofNames, credentials, System.err::println));
    }
}
