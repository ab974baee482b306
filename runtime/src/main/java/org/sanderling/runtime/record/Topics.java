package org.sanderling.runtime.record;

/** Topics of a recording beside those of its inputs. */
public final class Topics {
    public static final String DECISION = "/sanderling/decision";
    public static final String TRACE = "/sanderling/trace";
    public static final String TICK = "/sanderling/tick";
    public static final String DELIVERY = "/sanderling/delivery";
    public static final String SETPOINT = "/sanderling/setpoint";
    public static final String INPUT_EVENT = "/sanderling/input_event";

    /** Name of the metadata record that says what the run was. */
    public static final String SESSION = "sanderling.session";

    /** Name of the metadata record that says how the run ended. */
    public static final String CLOSING = "sanderling.closing";

    /** Name of the attachment with the deployment as it was read. */
    public static final String DEPLOYMENT = "deployment.yaml";

    private Topics() {}
}
