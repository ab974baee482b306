package org.sanderling.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The bytes of a YAML file and their text. */
final class YamlText {
    /** No deployment or manifest is longer. */
    static final int MAX_BYTES = 1 << 20;

    private YamlText() {}

    static byte[] bytes(Path file) {
        Place place = Place.of(file);
        if (Files.isDirectory(file)) {
            throw place.error("is a directory; give the YAML file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw place.error("is longer than " + MAX_BYTES + " bytes; this is no configuration file");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw place.error("no such file; check the path");
        } catch (AccessDeniedException e) {
            throw place.error("may not be read; check its permissions");
        } catch (IOException e) {
            throw place.error("cannot be read: " + e.getMessage());
        }
    }

    /** Strict UTF-8, a byte order mark dropped. */
    static String decode(byte[] bytes, Path file) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
            throw Place.of(file)
                    .atLine(line)
                    .error(String.format(
                            "byte 0x%02X at offset %d is not UTF-8; save the file as UTF-8",
                            bytes[in.position()], in.position()));
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
