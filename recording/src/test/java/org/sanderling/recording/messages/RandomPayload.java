package org.sanderling.recording.messages;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.sanderling.recording.definition.BaseType;
import org.sanderling.recording.definition.Field;
import org.sanderling.recording.definition.FieldType;
import org.sanderling.recording.definition.Shape;

/**
 * Messages of random content, written straight from their definition: slow and plain, the oracle of the generated code.
 * The same seed gives the same content in either byte order.
 */
final class RandomPayload {
    private static final int MOST_BYTES = 1 << 20;
    private static final String LETTERS = "abcXYZ 0_/äß✓";

    private final Random dice;
    private final ByteBuffer out;

    private RandomPayload(ByteOrder order, long seed, int capacity) {
        dice = new Random(seed);
        out = ByteBuffer.allocate(capacity);
        out.put((byte) 0).put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 1 : 0)).putShort((short) 0);
        out.order(order);
    }

    static byte[] of(String name, ByteOrder order, long seed) {
        RandomPayload payload = new RandomPayload(order, seed, 1 << 12);
        try {
            payload.message(name, 3);
        } catch (BufferOverflowException e) {
            payload = new RandomPayload(order, seed, MOST_BYTES);
            payload.message(name, 3);
        }
        byte[] bytes = new byte[payload.out.position()];
        payload.out.flip().get(bytes);
        return bytes;
    }

    private void message(String name, int most) {
        for (Field f : MessageSet.DEFINITIONS.get(name).wireFields()) {
            if (f.name().equals("structure_needs_at_least_one_member")) {
                out.put((byte) 0);
            } else {
                field(f.type(), most);
            }
        }
    }

    private void field(FieldType type, int most) {
        int count = type.shape() == Shape.ARRAY ? type.size() : 1;
        if (type.shape().isSequence()) {
            int bound = type.shape() == Shape.SEQUENCE ? most : Math.min(most, type.size());
            count = dice.nextInt(bound + 1);
            align(4).putInt(count);
        }
        for (int i = 0; i < count; i++) {
            value(type, type.shape() == Shape.SINGLE ? most : Math.max(1, most - 1));
        }
    }

    private void value(FieldType type, int most) {
        switch (type.base()) {
            case NESTED -> message(type.nested(), most);
            case STRING -> {
                byte[] text = text(type).getBytes(StandardCharsets.UTF_8);
                align(4).putInt(text.length + 1).put(text).put((byte) 0);
            }
            case WSTRING -> {
                String text = text(type);
                align(4).putInt(text.length());
                text.chars().forEach(out::putInt);
            }
            case BOOL -> out.put((byte) dice.nextInt(2));
            default -> number(type.base());
        }
    }

    private void number(BaseType base) {
        long bits = dice.nextInt(4) == 0 ? dice.nextInt(3) - 1L : dice.nextLong();
        switch (base.bytes()) {
            case 1 -> out.put((byte) bits);
            case 2 -> align(2).putShort((short) bits);
            // Through float and double, so that a signalling NaN is the quiet one that reading may make of it.
            case 4 -> align(4).putInt(base == BaseType.FLOAT32 ? Float.floatToIntBits(dice.nextFloat()) : (int) bits);
            default -> align(8).putLong(base == BaseType.FLOAT64 ? Double.doubleToLongBits(dice.nextDouble()) : bits);
        }
    }

    private String text(FieldType type) {
        StringBuilder text = new StringBuilder();
        int most = type.textBound() == 0 ? 8 : Math.min(8, type.textBound() / 3);
        for (int n = dice.nextInt(most + 1); n > 0; n--) {
            text.append(LETTERS.charAt(dice.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    private ByteBuffer align(int bytes) {
        while ((out.position() - 4) % bytes != 0) {
            out.put((byte) 0);
        }
        return out;
    }
}
