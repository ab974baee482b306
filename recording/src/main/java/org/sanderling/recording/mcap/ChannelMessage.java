package org.sanderling.recording.mcap;

import org.jspecify.annotations.Nullable;

/**
 * A message with its channel.
 *
 * @param schema null where the channel has none
 */
public record ChannelMessage(
        McapRecord.Channel channel, McapRecord.@Nullable Schema schema, McapRecord.Message message) {
    public String topic() {
        return channel.topic();
    }
}
