package org.sanderling.recording.definition;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Values of constants and defaults. */
final class Literals {
    private Literals() {}

    /** @throws IllegalArgumentException says what is wrong with it */
    static Object value(BaseType type, String text) {
        return switch (type) {
            case BOOL -> bool(text);
            case FLOAT32, FLOAT64 -> real(text);
            case STRING, WSTRING -> unquoted(text);
            case NESTED -> throw new IllegalArgumentException("a message has no values");
            default -> integer(type, text);
        };
    }

    /** Of {@code [a, b, …]}. */
    static List<Object> values(BaseType type, String text) {
        if (!text.startsWith("[") || !text.endsWith("]")) {
            throw new IllegalArgumentException("values of an array stand in [ ], not " + text);
        }
        List<Object> values = new ArrayList<>();
        String inner = text.substring(1, text.length() - 1).strip();
        int from = 0;
        char quote = 0;
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == ',') {
                values.add(value(type, inner.substring(from, i).strip()));
                from = i + 1;
            }
        }
        if (!inner.isEmpty()) {
            values.add(value(type, inner.substring(from).strip()));
        }
        return values;
    }

    private static Boolean bool(String text) {
        return switch (text) {
            case "true", "True", "1" -> true;
            case "false", "False", "0" -> false;
            default -> throw new IllegalArgumentException("a bool is true or false, not " + text);
        };
    }

    private static Double real(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(text + " is no number");
        }
    }

    private static Long integer(BaseType type, String text) {
        boolean signed = type.name().startsWith("INT");
        int bits = 8 * type.bytes();
        BigInteger least = signed ? BigInteger.ONE.shiftLeft(bits - 1).negate() : BigInteger.ZERO;
        BigInteger most = BigInteger.ONE.shiftLeft(signed ? bits - 1 : bits).subtract(BigInteger.ONE);
        return whole(text)
                .filter(v -> v.compareTo(least) >= 0 && v.compareTo(most) <= 0)
                .orElseThrow(() -> new IllegalArgumentException(text + " is no " + type.keyword()))
                .longValue();
    }

    private static Optional<BigInteger> whole(String text) {
        try {
            String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
            int radix = digits.startsWith("0x") ? 16 : digits.startsWith("0b") ? 2 : digits.startsWith("0o") ? 8 : 10;
            BigInteger value = new BigInteger(radix == 10 ? digits : digits.substring(2), radix);
            return Optional.of(text.startsWith("-") ? value.negate() : value);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String unquoted(String text) {
        char quote = text.isEmpty() ? 0 : text.charAt(0);
        if (quote != '"' && quote != '\'') {
            return text;
        }
        if (text.length() < 2 || text.charAt(text.length() - 1) != quote) {
            throw new IllegalArgumentException("the quote of " + text + " does not end");
        }
        return text.substring(1, text.length() - 1).replaceAll("\\\\([\"'\\\\])", "$1");
    }
}
