package org.sanderling.recording.mcap;

/** First byte of each record, and the layout around it; mcap.dev/spec. */
final class Opcode {
    static final int HEADER = 0x01;
    static final int FOOTER = 0x02;
    static final int SCHEMA = 0x03;
    static final int CHANNEL = 0x04;
    static final int MESSAGE = 0x05;
    static final int CHUNK = 0x06;
    static final int MESSAGE_INDEX = 0x07;
    static final int CHUNK_INDEX = 0x08;
    static final int ATTACHMENT = 0x09;
    static final int ATTACHMENT_INDEX = 0x0A;
    static final int STATISTICS = 0x0B;
    static final int METADATA = 0x0C;
    static final int METADATA_INDEX = 0x0D;
    static final int SUMMARY_OFFSET = 0x0E;
    static final int DATA_END = 0x0F;

    /** Bytes before a record's content: opcode and u64 length. */
    static final int PREFIX = 9;

    /** Content of a footer: two offsets and a CRC. */
    static final int FOOTER_CONTENT = 20;

    /** Content of a data end: a CRC. */
    static final int DATA_END_CONTENT = 4;

    /** Opens and closes each file: 0x89 "MCAP0" CR LF, as a little-endian number. */
    static final long MAGIC = 0x0A0D_3050_4143_4D89L;

    static final int MAGIC_LENGTH = 8;

    private Opcode() {}
}
