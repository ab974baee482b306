package org.sanderling.config;

import org.sanderling.config.ModelManifest.Vehicle;

/** Block {@code vehicle}: the vehicle that the model was trained with. */
final class VehicleBlock {
    private VehicleBlock() {}

    static Vehicle read(Block block) {
        block.only("assumed", "wheelbaseM", "maxSteeringAngleRad", "fullThrottleSpeedMps");
        return new Vehicle(
                block.flag("assumed"),
                block.number("wheelbaseM", 0.01, 100),
                block.number("maxSteeringAngleRad", 0.001, Math.PI / 2),
                block.number("fullThrottleSpeedMps", 0.01, 150));
    }
}
