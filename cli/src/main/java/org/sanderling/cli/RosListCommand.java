package org.sanderling.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.sanderling.ros.Graph;
import org.sanderling.ros.RosContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ros list}: nodes and topics. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Nodes and topics; waits as long as --wait says.")
final class RosListCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private RosCommand.Place place = new RosCommand.Place();

    @Override
    public Integer call() {
        List<String> nodes = new ArrayList<>();
        Map<String, Map<String, Object>> topics = new LinkedHashMap<>();
        try (RosContext context = place.open()) {
            place.await(() -> false);
            context.graph().nodes().forEach(n -> nodes.add(n.full()));
            context.graph().endpoints().forEach(e -> add(topics, e));
        }
        Map<String, Object> object = output.envelope();
        object.put("topics", List.copyOf(topics.values()));
        object.put("nodes", nodes);
        StringBuilder plain = new StringBuilder("nodes: " + nodes.size());
        nodes.forEach(n -> plain.append("\n  ").append(n));
        plain.append("\ntopics: ").append(topics.size());
        topics.values()
                .forEach(t -> plain.append(String.format(
                        "%n  %-40s %s, %s publishing, %s subscribed",
                        t.get("topic"), String.join(" and ", types(t)), t.get("publishers"), t.get("subscriptions"))));
        output.print(object, plain.toString());
        return ExitCodes.DONE;
    }

    private static void add(Map<String, Map<String, Object>> topics, Graph.Endpoint e) {
        Map<String, Object> topic = topics.computeIfAbsent(e.topic(), name -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("topic", name);
            row.put("types", new ArrayList<String>());
            row.put("publishers", 0);
            row.put("subscriptions", 0);
            return row;
        });
        if (!types(topic).contains(e.type())) {
            types(topic).add(e.type());
        }
        topic.compute(e.publisher() ? "publishers" : "subscriptions", (k, n) -> (Integer) n + 1);
    }

    @SuppressWarnings("unchecked")
    private static List<String> types(Map<String, Object> topic) {
        return (List<String>) topic.get("types");
    }
}
