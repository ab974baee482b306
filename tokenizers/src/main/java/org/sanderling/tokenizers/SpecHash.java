package org.sanderling.tokenizers;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.sanderling.tokenizers.TokenizerOptions.Merge;
import org.sanderling.tokenizers.TokenizerOptions.Rotation;
import org.sanderling.tokenizers.TokenizerSpec.Dof;

/** SHA-256 over every value of a spec in a fixed binary form: the same spec has the same hash however its file was laid out. */
final class SpecHash {
    private final MessageDigest digest;
    private final ByteBuffer eight = ByteBuffer.allocate(8);

    private SpecHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String of(TokenizerSpec spec) {
        SpecHash h = new SpecHash();
        TokenizerOptions options = spec.options();
        h.add(TokenizerSpec.VERSION);
        h.add(spec.tokenizer());
        h.add(spec.samples());
        h.add(spec.rateHz());
        h.add(spec.durationS());
        h.add(spec.controlPoints());
        h.add(spec.degree());
        h.add(spec.vocabulary());
        h.add(spec.ridge());
        h.add(spec.dofs().size());
        for (Dof dof : spec.dofs()) {
            h.add(dof.name());
            h.add(dof.unit());
            h.add(dof.degree());
        }
        h.add(spec.boundsMin());
        h.add(spec.boundsMax());
        h.add(spec.initialState().name());
        h.add(spec.calibrate());
        h.add(spec.languageModelVocabulary());
        h.add(options.delayS());
        h.add(options.continuity().name());
        h.add(options.velocityLimits());
        h.add(options.scale());
        h.add(options.merges().size());
        for (Merge merge : options.merges()) {
            h.add(merge.left());
            h.add(merge.right());
        }
        h.add(options.continuous() ? 1 : 0);
        h.add(options.rotations().size());
        for (Rotation rotation : options.rotations()) {
            h.add(rotation.kind().name());
            h.add(rotation.dofs().size());
            rotation.dofs().forEach(h::add);
        }
        h.add(options.clipWarningShare());
        return HexFormat.of().formatHex(h.digest.digest());
    }

    private void add(long value) {
        digest.update(eight.putLong(0, value).array());
    }

    private void add(double value) {
        add(Double.doubleToLongBits(value));
    }

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add((long) bytes.length);
        digest.update(bytes);
    }

    private void add(Iterable<Double> values) {
        long count = 0;
        for (double value : values) {
            add(value);
            count++;
        }
        add(count);
    }
}
