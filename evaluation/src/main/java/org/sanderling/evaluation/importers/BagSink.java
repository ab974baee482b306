package org.sanderling.evaluation.importers;

/** Hears the messages of a bag's file, in the order of their times. */
interface BagSink {
    /** A topic that the file has, with messages or without. */
    void topic(BagTopic topic);

    /**
     * A message, of a topic that was told before.
     *
     * @param logNs when it was received, ns since 1970-01-01T00:00Z
     * @param publishNs when it was sent, as far as known
     */
    void message(BagTopic topic, long sequence, long logNs, long publishNs, byte[] data);
}
