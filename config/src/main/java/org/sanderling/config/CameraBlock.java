package org.sanderling.config;

import org.sanderling.config.ModelManifest.Camera;

/** Block {@code camera}: the camera that the model was trained with. */
final class CameraBlock {
    private CameraBlock() {}

    static Camera read(Block block) {
        block.only("assumed", "widthPx", "heightPx", "horizontalFovRad", "heightM", "pitchRad");
        return new Camera(
                block.flag("assumed"),
                block.whole("widthPx", 1, 65_536),
                block.whole("heightPx", 1, 65_536),
                block.number("horizontalFovRad", 0.01, Math.TAU),
                block.number("heightM", 0, 100),
                block.number("pitchRad", -Math.PI / 2, Math.PI / 2));
    }
}
