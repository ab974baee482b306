package org.sanderling.evaluation.report;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sanderling.config.Deployment;
import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.mcap.ChannelMessage;
import org.sanderling.recording.mcap.McapReader;
import org.sanderling.recording.messages.sanderling_msgs.msg.Decision;
import org.sanderling.recording.messages.sanderling_msgs.msg.DecodeTrace;
import org.sanderling.recording.messages.sanderling_msgs.msg.NormalizedControl;
import org.sanderling.recording.messages.sensor_msgs.msg.CompressedImage;
import org.sanderling.runtime.record.Topics;

/** Second pass: the ticks that are shown with image and plan, evenly chosen, and how some of them were decoded. */
final class Frames {
    static final int MOST = 160;
    private static final int TRACES = 40;

    /** Of all images together, before base64 makes four bytes of three. */
    private static final long IMAGE_BYTES = 3_300_000;

    final Map<Long, Frame> byTick = new TreeMap<>();
    final Map<Long, DecodeTrace> traces = new TreeMap<>();

    private final Map<Long, List<Frame>> byStamp = new HashMap<>();
    private final Map<Long, Long> traced = new HashMap<>();
    private final Map<Long, String> images = new LinkedHashMap<>();
    private final int steeringDof;
    private final int throttleDof;
    private final String cameraTopic;
    private final String egoTopic;
    private long imageBytes;

    private Frames(Deployment deployment, int steeringDof, int throttleDof) {
        this.steeringDof = steeringDof;
        this.throttleDof = throttleDof;
        cameraTopic = deployment.inputs().camera().topic();
        egoTopic = deployment.inputs().ego().topic();
    }

    static Frames of(McapReader reader, Deployment deployment, RunFigures figures, int steeringDof, int throttleDof) {
        Frames f = new Frames(deployment, steeringDof, throttleDof);
        f.choose(figures);
        // Decisions first: a command belongs to a frame by the times of its plan.
        Messages.read(reader, Set.of(Topics.DECISION, Topics.TRACE), f::decided);
        Messages.read(reader, Set.of(f.cameraTopic, f.egoTopic), f::seen);
        f.byTick.values().forEach(frame -> frame.image = f.images.getOrDefault(frame.tick.stampNs, ""));
        return f;
    }

    private void choose(RunFigures figures) {
        List<Tick> ticks = figures.ticks.list();
        long each = figures.images == 0 ? 1 : Math.max(1, figures.imageBytes / figures.images);
        int most = Math.clamp(IMAGE_BYTES / each, 1, MOST);
        if (figures.busiest != null) {
            add(figures.busiest);
        }
        for (Tick t : even(ticks, most)) {
            add(t);
        }
        List<Frame> fresh = byTick.values().stream()
                .filter(f -> f.tick.rung == Decision.FRESH)
                .toList();
        TreeSet<Long> chosen = new TreeSet<>();
        if (figures.busiest != null) {
            chosen.add(figures.busiest.tick);
        }
        even(fresh, TRACES).forEach(f -> chosen.add(f.tick.tick));
        chosen.forEach(t -> traced.put(byTick.get(t).tick.planTick, t));
    }

    private void add(Tick t) {
        Frame frame = new Frame(t);
        if (byTick.putIfAbsent(t.tick, frame) == null) {
            byStamp.computeIfAbsent(t.stampNs, s -> new ArrayList<>()).add(frame);
        }
    }

    private static <T> List<T> even(List<T> all, int most) {
        int n = Math.min(most, all.size());
        List<T> chosen = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            chosen.add(all.get((int) ((long) i * all.size() / n)));
        }
        return chosen;
    }

    private void decided(ChannelMessage m, CdrReader cdr) {
        if (m.topic().equals(Topics.DECISION) && Messages.is(m, Decision.SCHEMA)) {
            Decision d = Decision.read(cdr);
            Frame frame = byTick.get(d.tick());
            if (frame != null && frame.decision == null) {
                frame.decide(d, steeringDof, throttleDof);
            }
        } else if (m.topic().equals(Topics.TRACE) && Messages.is(m, DecodeTrace.SCHEMA)) {
            DecodeTrace t = DecodeTrace.read(cdr);
            Long tick = traced.get(t.tick());
            if (tick != null) {
                traces.putIfAbsent(tick, t);
            }
        }
    }

    private void seen(ChannelMessage m, CdrReader cdr) {
        if (m.topic().equals(cameraTopic) && Messages.is(m, CompressedImage.SCHEMA)) {
            CompressedImage image = CompressedImage.read(cdr);
            long stampNs = image.header().stamp().nanos();
            boolean room = imageBytes + image.data().length <= IMAGE_BYTES;
            if (byStamp.containsKey(stampNs) && !images.containsKey(stampNs) && room) {
                imageBytes += image.data().length;
                images.put(stampNs, uri(image.data()));
            }
        } else if (m.topic().equals(egoTopic) && Messages.is(m, NormalizedControl.SCHEMA)) {
            NormalizedControl c = NormalizedControl.read(cdr);
            Driven d = new Driven(c.header().stamp().nanos(), c.steering(), c.throttle());
            byTick.values().forEach(f -> f.drive(d));
        }
    }

    private static String uri(byte[] data) {
        boolean png = data.length > 3 && data[0] == (byte) 0x89 && data[1] == 'P';
        return "data:image/" + (png ? "png" : "jpeg") + ";base64,"
                + Base64.getEncoder().encodeToString(data);
    }
}
