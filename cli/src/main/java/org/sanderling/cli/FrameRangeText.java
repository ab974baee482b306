package org.sanderling.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sanderling.evaluation.openloop.FrameRange;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 640-799} on the command line. */
final class FrameRangeText implements ITypeConverter<FrameRange> {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,12})-(\\d{1,12})");

    @Override
    public FrameRange convert(String text) {
        Matcher m = TEXT.matcher(text);
        if (m.matches() && Long.parseLong(m.group(1)) <= Long.parseLong(m.group(2))) {
            return new FrameRange(Long.parseLong(m.group(1)), Long.parseLong(m.group(2)));
        }
        throw new TypeConversionException("'" + text + "' is no range of frames; write it as 640-799");
    }
}
