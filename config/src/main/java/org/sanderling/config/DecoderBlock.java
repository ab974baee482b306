package org.sanderling.config;

import org.sanderling.config.ModelManifest.Decoder;

/** Block {@code decoder}: calibrated decoding. */
final class DecoderBlock {
    private DecoderBlock() {}

    static Decoder read(Block block) {
        block.only("rule", "windowBins", "ordinalThreshold", "categoricalThreshold", "maxForwards");
        return new Decoder(
                block.choice("rule", "massWindow", "llada"),
                block.whole("windowBins", 0, 65_536),
                block.number("ordinalThreshold", 0, 1),
                block.number("categoricalThreshold", 0, 1),
                block.whole("maxForwards", 1, 1000));
    }
}
