package org.sanderling.recording.definition;

import java.util.ArrayList;
import java.util.List;

/** The messages that a service or an action is made of (rosidl_parser, {@code definition.py}; ROS 2 design, "Actions"). */
final class Parts {
    private static final FieldType GOAL_ID = FieldType.of("unique_identifier_msgs/msg/UUID");

    private Parts() {}

    /** Request, response, event, and the service itself. */
    static List<Definition> ofService(String name, List<Section> sections) {
        return service(
                name,
                sections.get(0).message(name + "_Request"),
                sections.get(1).message(name + "_Response"));
    }

    /** Goal, result, feedback, the two services with their parts, the feedback message, and the action itself. */
    static List<Definition> ofAction(String name, List<Section> sections) {
        List<Definition> all = new ArrayList<>();
        all.add(sections.get(0).message(name + "_Goal"));
        all.add(sections.get(1).message(name + "_Result"));
        all.add(sections.get(2).message(name + "_Feedback"));
        all.addAll(service(
                name + "_SendGoal",
                message(
                        name + "_SendGoal_Request",
                        Field.of("goal_id", GOAL_ID),
                        Field.of("goal", FieldType.of(name + "_Goal"))),
                message(
                        name + "_SendGoal_Response",
                        Field.of("accepted", FieldType.single(BaseType.BOOL)),
                        Field.of("stamp", FieldType.of("builtin_interfaces/msg/Time")))));
        all.addAll(service(
                name + "_GetResult",
                message(name + "_GetResult_Request", Field.of("goal_id", GOAL_ID)),
                message(
                        name + "_GetResult_Response",
                        Field.of("status", FieldType.single(BaseType.INT8)),
                        Field.of("result", FieldType.of(name + "_Result")))));
        all.add(message(
                name + "_FeedbackMessage",
                Field.of("goal_id", GOAL_ID),
                Field.of("feedback", FieldType.of(name + "_Feedback"))));
        all.add(new Definition(
                name,
                Definition.Kind.ACTION,
                List.of(
                        Field.of("goal", FieldType.of(name + "_Goal")),
                        Field.of("result", FieldType.of(name + "_Result")),
                        Field.of("feedback", FieldType.of(name + "_Feedback")),
                        Field.of("send_goal_service", FieldType.of(name + "_SendGoal")),
                        Field.of("get_result_service", FieldType.of(name + "_GetResult")),
                        Field.of("feedback_message", FieldType.of(name + "_FeedbackMessage"))),
                List.of()));
        return all;
    }

    private static List<Definition> service(String name, Definition request, Definition response) {
        Definition event = message(
                name + "_Event",
                Field.of("info", FieldType.of("service_msgs/msg/ServiceEventInfo")),
                Field.of("request", FieldType.atMost(1, request.name())),
                Field.of("response", FieldType.atMost(1, response.name())));
        Definition whole = new Definition(
                name,
                Definition.Kind.SERVICE,
                List.of(
                        Field.of("request_message", FieldType.of(request.name())),
                        Field.of("response_message", FieldType.of(response.name())),
                        Field.of("event_message", FieldType.of(event.name()))),
                List.of());
        return List.of(request, response, event, whole);
    }

    private static Definition message(String name, Field... fields) {
        return new Definition(name, Definition.Kind.MESSAGE, List.of(fields), List.of());
    }
}
