package org.sanderling.config;

import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sanderling.config.YamlNode.Kind;
import org.sanderling.config.YamlNode.Scalar;

/** What a value may be: reads and checks a scalar, and says in words what is allowed. */
sealed interface ValueType {
    /** Its name in the reference page. */
    String label();

    /** What is allowed, without the unit. */
    String allowed();

    /** The value: {@link Boolean}, {@link Long}, {@link Double} or {@link String}. */
    Object read(Scalar scalar, String key, String unit);

    /** {@code true} or {@code false}. */
    record Flag() implements ValueType {
        @Override
        public String label() {
            return "flag";
        }

        @Override
        public String allowed() {
            return "true or false";
        }

        @Override
        public Object read(Scalar scalar, String key, String unit) {
            if (scalar.kind() != Kind.FLAG) {
                throw wrong(scalar, key, "is " + scalar.described() + ", not true or false", this, unit);
            }
            return Boolean.parseBoolean(scalar.text());
        }
    }

    /** A whole number; {@code 2.0} is one. */
    record Whole(long min, long max) implements ValueType {
        @Override
        public String label() {
            return "whole number";
        }

        @Override
        public String allowed() {
            return min + " … " + max;
        }

        @Override
        public Object read(Scalar scalar, String key, String unit) {
            double value = finite(scalar, key, this, unit);
            if (value < min || value > max) {
                throw outside(scalar, key, value < min, value < min ? "" + min : "" + max, this, unit);
            }
            if (value != Math.rint(value)) {
                throw wrong(scalar, key, "is no whole number", this, unit);
            }
            return scalar.kind() == Kind.WHOLE ? exact(scalar) : (long) value;
        }

        private static long exact(Scalar scalar) {
            String digits = scalar.text();
            if (digits.startsWith("0x")) {
                return new BigInteger(digits.substring(2), 16).longValueExact();
            }
            return digits.startsWith("0o")
                    ? new BigInteger(digits.substring(2), 8).longValueExact()
                    : new BigInteger(digits).longValueExact();
        }
    }

    /** A finite number. */
    record Real(double min, double max) implements ValueType {
        @Override
        public String label() {
            return "number";
        }

        @Override
        public String allowed() {
            return show(min) + " … " + show(max);
        }

        @Override
        public Object read(Scalar scalar, String key, String unit) {
            double value = finite(scalar, key, this, unit);
            if (value < min || value > max) {
                throw outside(scalar, key, value < min, show(value < min ? min : max), this, unit);
            }
            return value + 0.0; // −0 becomes 0
        }
    }

    /** One of a few words. */
    record Choice(List<String> values) implements ValueType {
        public Choice {
            values = List.copyOf(values);
        }

        @Override
        public String label() {
            return "choice";
        }

        @Override
        public String allowed() {
            return String.join(", ", values);
        }

        @Override
        public Object read(Scalar scalar, String key, String unit) {
            if (scalar.kind() != Kind.TEXT || !values.contains(scalar.text())) {
                String nearest = NearestName.of(scalar.text(), values);
                String hint = nearest == null ? "is unknown" : "is unknown, nearest is " + nearest;
                throw wrong(scalar, key, hint, this, unit);
            }
            return scalar.text();
        }
    }

    /**
     * Text.
     *
     * @param label its name in the reference page
     * @param pattern that all of it matches, in the dialect that Java and ECMA-262 share
     * @param maxLength longest, in characters
     * @param allowed what is allowed, in words
     * @param objection a further check that says what is wrong, null for nothing; when it speaks the text is not shown
     */
    record Text(
            String label, Pattern pattern, int maxLength, String allowed, Function<String, @Nullable String> objection)
            implements ValueType {
        @Override
        public Object read(Scalar scalar, String key, String unit) {
            if (scalar.kind() != Kind.TEXT) {
                String said = "is " + scalar.described() + ", not text; quote it if it is meant";
                throw wrong(scalar, key, said, this, unit);
            }
            String objected = objection.apply(scalar.text());
            if (objected != null) {
                throw scalar.place().error(key + ": " + objected + "; allowed: " + allowed);
            }
            int length = scalar.text().codePointCount(0, scalar.text().length());
            if (length > maxLength) {
                String said = "is longer than " + maxLength + " characters";
                throw wrong(scalar, key, said, this, unit);
            }
            if (!pattern.matcher(scalar.text()).matches()) {
                throw wrong(scalar, key, "does not fit", this, unit);
            }
            return scalar.text();
        }
    }

    /** What is allowed, with the unit. */
    default String allowedIn(String unit) {
        return unit.isEmpty() || unit.equals("1") ? allowed() : allowed() + " " + unit;
    }

    /** A number as people write it: {@code 40}, not {@code 40.0}. */
    static String show(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : "" + value;
    }

    private static double finite(Scalar scalar, String key, ValueType type, String unit) {
        if (scalar.kind() != Kind.WHOLE && scalar.kind() != Kind.REAL) {
            throw wrong(scalar, key, "is " + scalar.described() + ", not a number", type, unit);
        }
        if (scalar.text().length() > 64) {
            throw wrong(scalar, key, "has too many digits", type, unit);
        }
        double value = scalar.kind() == Kind.WHOLE ? whole(scalar.text()) : real(scalar.text());
        if (!Double.isFinite(value)) {
            throw wrong(scalar, key, "is not finite", type, unit);
        }
        return value;
    }

    private static double whole(String text) {
        if (text.startsWith("0x")) {
            return new BigInteger(text.substring(2), 16).doubleValue();
        }
        return text.startsWith("0o") ? new BigInteger(text.substring(2), 8).doubleValue() : Double.parseDouble(text);
    }

    private static double real(String text) {
        // YAML writes .inf and .nan where Java writes Infinity and NaN; neither is wanted.
        String last = text.substring(text.length() - 1);
        return "fFnN".contains(last) ? Double.NaN : Double.parseDouble(text);
    }

    private static ConfigException outside(
            Scalar scalar, String key, boolean below, String limit, ValueType type, String unit) {
        return wrong(scalar, key, (below ? "is below " : "is above ") + limit, type, unit);
    }

    private static ConfigException wrong(Scalar scalar, String key, String what, ValueType type, String unit) {
        String said = scalar.kind() == Kind.EMPTY ? "has no value" : scalar.shown() + " " + what;
        return scalar.place().error(key + ": " + said + "; allowed: " + type.allowedIn(unit));
    }
}
