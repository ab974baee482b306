package org.sanderling.config;

import java.nio.file.Path;

/**
 * Where a value was written, as errors name it.
 *
 * @param source a file, or {@code --set key} of the command line
 * @param line line of the file, from 1; 0 where there is none
 */
record Place(String source, int line) {
    static Place of(Path file) {
        return new Place(file.toString(), 0);
    }

    static Place ofOverride(String key) {
        return new Place("--set " + key, 0);
    }

    Place atLine(int number) {
        return new Place(source, number);
    }

    /** An error of one line that begins with this place. */
    ConfigException error(String text) {
        return new ConfigException(this + ": " + text);
    }

    @Override
    public String toString() {
        return line > 0 ? source + ":" + line : source;
    }
}
